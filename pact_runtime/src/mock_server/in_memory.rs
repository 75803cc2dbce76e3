//! The mock server without sockets: a value that takes requests and gives responses.
//!
//! # Why there is no connection in it
//! A connection in memory would need a client that speaks HTTP over it, and something to drive both ends. Clients that
//! can be given something else than a socket mostly take a `tower_service::Service`.

mod error;
mod service;

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, request::Parts};

pub use error::InMemoryError;
pub use service::InMemoryFuture;

pub use super::listener::AnswerBody;
use super::listener::{
    Answer, BODY_LIMIT, Cause, Handler, Refusal, Request,
    body::{Unread, read_whole},
};

/// What goes before the path in a URL of such a server.
pub const URL: &str = "http://localhost";

/// The mock server of one test, without sockets: requests are handed to it. Cheap to clone; all clones are one server, which
/// answers until the test has ended.
///
/// It is a `tower_service::Service` for requests with any body, always ready. Code without futures calls
/// [`send`](Self::send).
#[derive(Clone)]
pub struct InMemoryServer {
    shared: Arc<Shared>,
}

struct Shared {
    /// Nothing once the server has stopped. Held while a request is answered, so that none is answered after that.
    handler: RwLock<Option<Arc<dyn Handler>>>,
    body_limit: usize,
}

impl InMemoryServer {
    pub(crate) fn start(handler: Arc<dyn Handler>) -> Self {
        Self::with_body_limit(handler, BODY_LIMIT)
    }

    fn with_body_limit(handler: Arc<dyn Handler>, body_limit: usize) -> Self {
        handler.listening(URL);
        Self {
            shared: Arc::new(Shared {
                handler: RwLock::new(Some(handler)),
                body_limit,
            }),
        }
    }

    /// Lets nothing in any more; when it returns, the handler is called no more.
    pub(crate) fn stop(&self) {
        let handler = &self.shared.handler;
        *handler.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// What goes before the path in the URLs of requests, for clients that need one: `http://localhost`. Any other will do as
    /// well.
    pub fn url(&self) -> &'static str {
        URL
    }

    /// Sends a request and gives the response.
    ///
    /// # Errors
    /// The test has ended.
    pub fn send(
        &self,
        request: http::Request<impl Into<Bytes>>,
    ) -> Result<http::Response<Bytes>, InMemoryError> {
        let (head, body) = request.into_parts();
        let response = self.send_whole(head, body.into())?;
        Ok(response.map(|body| body.0.unwrap_or_default()))
    }

    fn send_whole(
        &self,
        head: Parts,
        body: Bytes,
    ) -> Result<http::Response<AnswerBody>, InMemoryError> {
        if body.len() > self.shared.body_limit {
            return self.refuse_body(Some((head.method, head.uri)), body.len());
        }
        let request = as_over_a_socket(head, body);
        let is_head = request.method == Method::HEAD;
        self.with_handler(|handler| handler.answer(request))
            .map(|answer| with_length(answer, is_head))
    }

    fn refuse_body(
        &self,
        head: Option<(Method, Uri)>,
        received_bytes: usize,
    ) -> Result<http::Response<AnswerBody>, InMemoryError> {
        let cause = Cause::BodyTooLarge {
            limit_bytes: self.shared.body_limit,
        };
        let answer = Answer::of_refusal(StatusCode::PAYLOAD_TOO_LARGE, &cause);
        self.refuse(head, received_bytes, cause)?;
        Ok(with_length(answer, false))
    }

    fn refuse(
        &self,
        head: Option<(Method, Uri)>,
        received_bytes: usize,
        cause: Cause,
    ) -> Result<(), InMemoryError> {
        let head = head.map(|(method, uri)| (method, origin_form(uri)));
        self.with_handler(|handler| {
            handler.refused(Refusal {
                head,
                received_bytes,
                cause,
            });
        })
    }

    fn with_handler<T>(&self, call: impl FnOnce(&dyn Handler) -> T) -> Result<T, InMemoryError> {
        let handler = self.shared.handler.read();
        match &*handler.unwrap_or_else(PoisonError::into_inner) {
            Some(handler) => Ok(call(&**handler)),
            None => Err(InMemoryError::ended()),
        }
    }
}

impl fmt::Debug for InMemoryServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemoryServer").finish_non_exhaustive()
    }
}

/// The request as it would have come over a socket: clients leave some of it to what writes to the socket.
fn as_over_a_socket(head: Parts, body: Bytes) -> Request {
    let mut headers = head.headers;
    if !headers.contains_key(HOST) {
        headers.insert(HOST, host_of(&head.uri));
    }
    let has_length =
        headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING);
    if !body.is_empty() && !has_length {
        headers.insert(CONTENT_LENGTH, body.len().into());
    }
    Request {
        method: head.method,
        uri: origin_form(head.uri),
        version: head.version,
        headers,
        body,
    }
}

fn host_of(uri: &Uri) -> HeaderValue {
    let authority = uri.authority().map(http::uri::Authority::as_str);
    let host = authority.and_then(|text| text.rsplit('@').next());
    host.and_then(|host| HeaderValue::from_str(host).ok())
        .unwrap_or(HeaderValue::from_static("localhost"))
}

/// Path and query alone.
fn origin_form(uri: Uri) -> Uri {
    match uri.path_and_query() {
        Some(path) if uri.authority().is_some() => Uri::from(path.clone()),
        _ => uri,
    }
}

/// The response as it would have come over a socket.
fn with_length(answer: Answer, is_head: bool) -> http::Response<AnswerBody> {
    let mut response = answer.into_response(is_head);
    let status = response.status();
    let length = response.body().0.as_ref().map_or(0, Bytes::len);
    let has_none = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let headers: &mut HeaderMap = response.headers_mut();
    if !has_none && !headers.contains_key(CONTENT_LENGTH) {
        headers.insert(CONTENT_LENGTH, length.into());
    }
    if is_head || has_none {
        *response.body_mut() = AnswerBody(None);
    }
    response
}

#[cfg(test)]
mod tests;
