//! One request and its answer.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};
use hyper::body::Incoming;

use super::body::{AnswerBody, Unread, read_whole};
use super::stream::Arrival;
use super::{Answer, Cause, Refusal, Request};

/// Reads the request to its end, has it answered, and records it if that does not come about.
pub(super) async fn respond(
    request: http::Request<Incoming>,
    arrival: Arc<Arrival>,
) -> io::Result<http::Response<AnswerBody>> {
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
    async fn read_body(&mut self, body: Incoming) -> Result<Bytes, Cause> {
        let limit_bytes = self.arrival.acceptor.options.body_limit;
        let read = read_whole(body, limit_bytes, &mut self.received_bytes).await;
        read.map_err(|unread| match unread {
            Unread::TooLarge => Cause::BodyTooLarge { limit_bytes },
            Unread::Broken(_) => Cause::Incomplete,
        })
    }

    fn answer(
        mut self,
        version: http::Version,
        headers: HeaderMap,
        body: Bytes,
    ) -> io::Result<http::Response<AnswerBody>> {
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
    fn answer_refusal(mut self, status: StatusCode, cause: Cause) -> http::Response<AnswerBody> {
        let answer = Answer::of_refusal(status, &cause);
        self.refuse(cause);
        answer.into_response(false)
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
