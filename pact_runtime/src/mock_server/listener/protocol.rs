//! Which protocol a connection speaks, and speaking it.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use hyper::server::conn::http1;
use hyper::service::service_fn;

use super::exchange;
#[cfg(feature = "http2")]
use super::http2::serve as http2;
use super::stream::{Arrival, Stream};
use super::{Cause, Refusal};

/// How many bytes the head of a request may have.
pub const HEAD_LIMIT: usize = 64 * 1024;

/// How many headers a request may have.
pub const HEADER_COUNT_LIMIT: usize = 100;

/// How much is read and thrown away from a client that goes on sending after the last answer. Closing at once would
/// reset the connection, and the client could lose the answer.
const DISCARD_LIMIT: usize = 256 * 1024 * 1024;

/// After how many reads in a row other connections get their turn.
const READS_IN_A_ROW: usize = 16;

/// What a client that knows it will be HTTP/2 sends first.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The first byte of a TLS handshake.
const TLS_HANDSHAKE: u8 = 0x16;

enum Protocol {
    Http1,
    Http2,
    /// Nothing arrived.
    Nothing,
}

/// Serves a connection to its end.
pub(super) async fn serve(mut stream: Stream) {
    let arrival = stream.arrival();
    let mut head = HeadGuard(Some(Arc::clone(&arrival)));
    #[cfg(feature = "tls")]
    if let Some(identity) = &arrival.acceptor.options.identity
        && poll_fn(|context| stream.poll_handshake(identity, context))
            .await
            .is_err()
    {
        refuse_head(&arrival, Cause::Incomplete);
        head.0 = None;
        close(stream).await;
        return;
    }
    match poll_fn(|context| poll_protocol(&mut stream, context)).await {
        Ok(Protocol::Http1) => http1(stream, arrival).await,
        Ok(Protocol::Http2) => http2(stream, arrival).await,
        Ok(Protocol::Nothing) => {}
        Err(_) => refuse_head(&arrival, Cause::Incomplete),
    }
    head.0 = None;
}

/// Records the beginning of a head if the connection is cut in it.
struct HeadGuard(Option<Arc<Arrival>>);

impl Drop for HeadGuard {
    fn drop(&mut self) {
        if let Some(arrival) = &self.0 {
            refuse_head(arrival, Cause::Cut);
        }
    }
}

/// Records that what has arrived is no request, if anything has.
fn refuse_head(arrival: &Arrival, cause: Cause) {
    let received_bytes = arrival.take_unparsed();
    if received_bytes > 0 {
        refuse(arrival, received_bytes, cause);
    }
}

pub(super) fn refuse(arrival: &Arrival, received_bytes: usize, cause: Cause) {
    arrival.acceptor.handler.refused(Refusal {
        head: None,
        received_bytes,
        cause,
    });
}

fn poll_protocol(stream: &mut Stream, context: &Context<'_>) -> Poll<io::Result<Protocol>> {
    loop {
        let count = ready!(stream.poll_look(context))?;
        let first = stream.looked_at();
        return Poll::Ready(Ok(if first.starts_with(PREFACE) {
            Protocol::Http2
        } else if first.is_empty() {
            Protocol::Nothing
        } else if count > 0 && PREFACE.starts_with(first) {
            continue;
        } else {
            Protocol::Http1
        }));
    }
}

async fn http1(stream: Stream, arrival: Arc<Arrival>) {
    let is_tls = stream.looked_at().first() == Some(&TLS_HANDSHAKE);
    let service = service_fn(|request| Box::pin(exchange::respond(request, Arc::clone(&arrival))));
    let mut connection = http1::Builder::new()
        .auto_date_header(false)
        .half_close(true)
        .max_header_size(HEAD_LIMIT)
        .serve_connection(stream, service);
    let served = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    if let Err(error) = served {
        if error.is_parse_too_large() {
            refuse(&arrival, arrival.take_unparsed(), Cause::HeadTooLarge);
        } else if error.is_parse() && arrival.lacks_tls() {
            let cause = Cause::BrokenTls("what arrived is neither TLS nor HTTP".to_owned());
            refuse(&arrival, arrival.take_unparsed(), cause);
        } else if error.is_parse() && is_tls {
            refuse(&arrival, arrival.take_unparsed(), Cause::Tls);
        } else if error.is_parse() {
            let cause = Cause::Malformed(error.to_string());
            refuse(&arrival, arrival.take_unparsed(), cause);
        } else {
            refuse_head(&arrival, Cause::Incomplete);
        }
    }
    let stream = connection.into_parts().io;
    if stream.has_last_word() {
        close(stream).await;
    }
}

/// Ends the server's side and waits for the client to end its own.
async fn close(mut stream: Stream) {
    if poll_fn(|_| stream.poll_close_write()).await.is_ok() {
        let mut discarded = 0;
        poll_fn(|context| poll_end(&mut stream, &mut discarded, context)).await;
    }
}

/// Waits until the client has closed its side too.
fn poll_end(stream: &mut Stream, discarded: &mut usize, context: &Context<'_>) -> Poll<()> {
    for _ in 0..READS_IN_A_ROW {
        match ready!(stream.poll_discard()) {
            Ok(0) | Err(_) => return Poll::Ready(()),
            Ok(count) => *discarded += count,
        }
        if *discarded > DISCARD_LIMIT {
            return Poll::Ready(());
        }
    }
    context.waker().wake_by_ref();
    Poll::Pending
}

/// Turns a client away that knows it will be HTTP/2.
#[cfg(not(feature = "http2"))]
async fn http2(stream: Stream, arrival: Arc<Arrival>) {
    arrival.stop_counting();
    refuse(&arrival, 0, Cause::Http2);
    close(stream).await;
}
