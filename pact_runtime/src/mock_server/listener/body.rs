//! Bodies: those of requests are read to their end, those of answers are there as a whole.

use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::{Buf as _, Bytes};
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, StatusCode};
use hyper::body::{Body, Frame, SizeHint};

use super::{Answer, Cause};

/// Why a body was not read to its end.
pub(in crate::mock_server) enum Unread<E> {
    /// It is larger than it may be.
    TooLarge,
    /// It failed.
    Broken(E),
}

/// Reads a body to its end, and counts what has arrived of it.
pub(in crate::mock_server) async fn read_whole<B: Body>(
    body: B,
    limit_bytes: usize,
    received_bytes: &mut usize,
) -> Result<Bytes, Unread<B::Error>> {
    let mut body = pin!(body);
    let mut whole = Bytes::new();
    let mut joined = Vec::new();
    if body.is_end_stream() {
        return Ok(whole);
    }
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > limit_bytes {
        return Err(Unread::TooLarge);
    }
    while let Some(frame) = std::future::poll_fn(|context| body.as_mut().poll_frame(context)).await
    {
        let Ok(mut data) = frame.map_err(Unread::Broken)?.into_data() else {
            continue;
        };
        *received_bytes += data.remaining();
        if *received_bytes > limit_bytes {
            return Err(Unread::TooLarge);
        }
        let data = data.copy_to_bytes(data.remaining());
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

impl Answer {
    /// Tells a client why what it sent is no request that can be answered.
    pub(in crate::mock_server) fn of_refusal(status: StatusCode, cause: &Cause) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: cause.to_string().into(),
        }
    }

    pub(in crate::mock_server) fn into_response(
        mut self,
        is_head: bool,
    ) -> http::Response<AnswerBody> {
        // What does not fit the body is a protocol error that hyper stumbles over.
        self.headers.remove(TRANSFER_ENCODING);
        if is_head {
            if self.headers.contains_key(CONTENT_LENGTH) {
                self.body.clear();
            }
        } else {
            self.headers.remove(CONTENT_LENGTH);
        }
        let mut response = http::Response::new(AnswerBody(Some(self.body)));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// The body of an answer.
#[derive(Debug)]
pub struct AnswerBody(pub(in crate::mock_server) Option<Bytes>);

impl Body for AnswerBody {
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
