//! One request and its answer.

use std::convert::Infallible;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, Method, StatusCode, Uri};
use hyper::body::{Body, Frame, Incoming, SizeHint};

use super::stream::Arrival;
use super::{Answer, Cause, Refusal, Request};

/// Reads the request to its end, has it answered, and records it if that does not come about.
pub(super) async fn respond(
    request: http::Request<Incoming>,
    arrival: Arc<Arrival>,
) -> io::Result<http::Response<Whole>> {
    arrival.take_unparsed();
    let (head, body) = request.into_parts();
    let mut exchange = Exchange {
        head: Some((head.method, head.uri)),
        received_bytes: 0,
        arrival,
    };
    if exchange.arrival.lacks_tls() {
        return Ok(exchange.answer_refusal(StatusCode::BAD_REQUEST, Cause::NotTls));
    }
    let body = match exchange.read_body(body).await {
        Ok(body) => body,
        Err(cause @ Cause::BodyTooLarge { .. }) => {
            return Ok(exchange.answer_refusal(StatusCode::PAYLOAD_TOO_LARGE, cause));
        }
        Err(cause) => return Err(exchange.refuse(cause)),
    };
    exchange.answer(head.version, head.headers, body)
}

/// A request that is being read. Dropped before it was answered, it records that.
struct Exchange {
    /// Nothing once the request is answered or refused.
    head: Option<(Method, Uri)>,
    received_bytes: usize,
    arrival: Arc<Arrival>,
}

impl Exchange {
    async fn read_body(&mut self, mut body: Incoming) -> Result<Bytes, Cause> {
        let limit_bytes = self.arrival.acceptor.options.body_limit;
        let mut whole = Bytes::new();
        let mut joined = Vec::new();
        if body.is_end_stream() {
            return Ok(whole);
        }
        let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
        if announced > limit_bytes {
            return Err(Cause::BodyTooLarge { limit_bytes });
        }
        while let Some(frame) =
            std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
        {
            let Ok(data) = frame.map_err(|_| Cause::Incomplete)?.into_data() else {
                continue;
            };
            self.received_bytes += data.len();
            if self.received_bytes > limit_bytes {
                return Err(Cause::BodyTooLarge { limit_bytes });
            }
            if whole.is_empty() {
                whole = data;
            } else {
                if joined.is_empty() {
                    joined.extend_from_slice(&whole);
                }
                joined.extend_from_slice(&data);
            }
        }
        Ok(if joined.is_empty() {
            whole
        } else {
            joined.into()
        })
    }

    fn answer(
        mut self,
        version: http::Version,
        headers: HeaderMap,
        body: Bytes,
    ) -> io::Result<http::Response<Whole>> {
        let Some((method, uri)) = self.head.clone() else {
            return Err(io::ErrorKind::Other.into());
        };
        let is_head = method == Method::HEAD;
        let request = Request {
            method,
            uri,
            version,
            headers,
            body,
        };
        let handler = &self.arrival.acceptor.handler;
        let answered = catch_unwind(AssertUnwindSafe(|| handler.answer(request)));
        let Ok(answer) = answered else {
            return Err(self.refuse(Cause::Panicked));
        };
        self.head = None;
        Ok(answer.into_response(is_head))
    }

    /// Records that there will be no answer; the error makes hyper close the connection.
    fn refuse(&mut self, cause: Cause) -> io::Error {
        if let Some(head) = self.head.take() {
            self.arrival.acceptor.handler.refused(Refusal {
                head: Some(head),
                received_bytes: self.received_bytes,
                cause,
            });
        }
        io::ErrorKind::ConnectionAborted.into()
    }

    /// Records that this is not a request that can be answered, and tells the client so.
    fn answer_refusal(mut self, status: StatusCode, cause: Cause) -> http::Response<Whole> {
        let text = cause.to_string();
        self.refuse(cause);
        Answer {
            status,
            headers: HeaderMap::new(),
            body: text.into(),
        }
        .into_response(false)
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.arrival.take_unparsed();
        let cause = if self.arrival.acceptor.is_cutting() {
            Cause::Cut
        } else {
            Cause::Incomplete
        };
        self.refuse(cause);
    }
}

impl Answer {
    fn into_response(mut self, is_head: bool) -> http::Response<Whole> {
        // What does not fit the body is a protocol error that hyper stumbles over.
        self.headers.remove(TRANSFER_ENCODING);
        if is_head {
            if self.headers.contains_key(CONTENT_LENGTH) {
                self.body.clear();
            }
        } else {
            self.headers.remove(CONTENT_LENGTH);
        }
        let mut response = http::Response::new(Whole(Some(self.body)));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// A body that is there as a whole.
pub(super) struct Whole(Option<Bytes>);

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.get_mut().0.take().map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |data| data.len() as u64))
    }
}
