//! The server as what clients send requests through.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Method, Uri, request::Parts};
use hyper::body::Body;
use tower_service::Service;

use super::{AnswerBody, Cause, InMemoryError, InMemoryServer, Unread, read_whole};

type Answered = Result<http::Response<AnswerBody>, InMemoryError>;

/// A request on its way to its response. What is dropped on the way fails the test, as what a client gives up does.
#[must_use = "a request that is not polled is not sent"]
pub struct InMemoryFuture(Pin<Box<dyn Future<Output = Answered> + Send>>);

impl<B> Service<http::Request<B>> for InMemoryServer
where
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>> + Send,
{
    type Response = http::Response<AnswerBody>;
    type Error = InMemoryError;
    type Future = InMemoryFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), InMemoryError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> InMemoryFuture {
        let server = self.clone();
        let (head, body) = request.into_parts();
        InMemoryFuture(Box::pin(answer(server, head, body)))
    }
}

async fn answer<B>(server: InMemoryServer, head: Parts, body: B) -> Answered
where
    B: Body,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let mut sending = Sending {
        head: Some((head.method.clone(), head.uri.clone())),
        received_bytes: 0,
        server,
    };
    let limit_bytes = sending.server.shared.body_limit;
    let read = read_whole(body, limit_bytes, &mut sending.received_bytes).await;
    let head_of_refusal = sending.head.take();
    let (server, received_bytes) = (&sending.server, sending.received_bytes);
    match read {
        Ok(body) => server.send_whole(head, body),
        Err(Unread::TooLarge) => server.refuse_body(head_of_refusal, received_bytes),
        Err(Unread::Broken(error)) => {
            let error = error.into();
            let cause = Cause::BodyFailed(error.to_string());
            server.refuse(head_of_refusal, received_bytes, cause)?;
            Err(InMemoryError::body(error))
        }
    }
}

/// A request whose body is being read. Dropped before that came to its end, it records that.
struct Sending {
    /// Nothing once the body has been read.
    head: Option<(Method, Uri)>,
    received_bytes: usize,
    server: InMemoryServer,
}

impl Drop for Sending {
    fn drop(&mut self) {
        if let Some(head) = self.head.take() {
            let cause = Cause::BodyFailed("the client gave it up".to_owned());
            // After the end of the test nobody wants to know.
            let _ = self.server.refuse(Some(head), self.received_bytes, cause);
        }
    }
}

impl Future for InMemoryFuture {
    type Output = Answered;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answered> {
        self.get_mut().0.as_mut().poll(context)
    }
}

impl fmt::Debug for InMemoryFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemoryFuture").finish_non_exhaustive()
    }
}
