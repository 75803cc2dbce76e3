//! Speaking HTTP/2.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::Context;

use hyper::server::conn::http2;
use hyper::service::service_fn;

use super::Cause;
use super::exchange;
use super::protocol::{HEAD_LIMIT, refuse};
use super::reactor::lock;
use super::stream::{Arrival, Stream};

/// Serves a connection to its end.
pub(super) async fn serve(stream: Stream, arrival: Arc<Arrival>) {
    arrival.stop_counting();
    let service = service_fn(|request| exchange::respond(request, Arc::clone(&arrival)));
    let exchanges = Exchanges::default();
    let limit = u32::try_from(HEAD_LIMIT).unwrap_or(u32::MAX);
    let mut connection = pin!(
        http2::Builder::new(exchanges.clone())
            .auto_date_header(false)
            .max_header_list_size(limit)
            .serve_connection(stream, service)
    );
    let served = poll_fn(|context| {
        let served = connection.as_mut().poll(context);
        exchanges.poll_all(context);
        served
    })
    .await;
    if let Err(error) = served
        && !arrival.is_broken()
    {
        refuse(&arrival, 0, Cause::BrokenHttp2(chain(&error)));
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The requests under way on a connection of HTTP/2; they go where the connection goes.
#[derive(Clone, Default)]
struct Exchanges(Arc<Mutex<Vec<Task>>>);

impl Exchanges {
    fn poll_all(&self, context: &mut Context<'_>) {
        let mut pending = Vec::new();
        loop {
            let mut tasks = std::mem::take(&mut *lock(&self.0));
            if tasks.is_empty() {
                break;
            }
            tasks.retain_mut(|task| task.as_mut().poll(context).is_pending());
            pending.append(&mut tasks);
        }
        lock(&self.0).append(&mut pending);
    }
}

impl<F> hyper::rt::Executor<F> for Exchanges
where
    F: Future<Output = ()> + Send + 'static,
{
    fn execute(&self, exchange: F) {
        lock(&self.0).push(Box::pin(exchange));
    }
}
