//! A connection's bytes as hyper wants them.

use std::io::{self, IoSlice, Write as _};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
#[cfg(feature = "tls")]
use std::task::ready;
use std::task::{Context, Poll};

use hyper::rt::ReadBufCursor;
use mio::Token;

use super::acceptor::Acceptor;
use super::socket::{Gate, Socket};

#[cfg(feature = "tls")]
mod secure;

/// How many bytes one read takes.
const READ_BYTES: usize = 8 * 1024;

/// How many bytes are read to tell the protocol; most requests are shorter.
const LOOK_BYTES: usize = 1024;

/// What goes over a connection: over its socket as it is, or through TLS.
pub(super) struct Stream {
    socket: Socket,
    #[cfg(feature = "tls")]
    tls: Option<Box<super::tls::Session>>,
    /// What was read to tell the protocol, and is to be read again from `replay_from` on.
    replay: Vec<u8>,
    replay_from: usize,
    arrival: Arc<Arrival>,
}

/// What has arrived on a connection and is no request yet.
pub(super) struct Arrival {
    pub(super) acceptor: Arc<Acceptor>,
    /// Bytes since the last request, or since the head of the one that is being read.
    unparsed_bytes: AtomicUsize,
    is_counting: AtomicBool,
    is_broken: AtomicBool,
    #[cfg(feature = "tls")]
    lacks_tls: AtomicBool,
}

impl Arrival {
    /// Takes the bytes counted so far.
    pub(super) fn take_unparsed(&self) -> usize {
        self.unparsed_bytes.swap(0, Ordering::Relaxed)
    }

    /// Counts no more: in HTTP/2 bytes belong to no single request.
    pub(super) fn stop_counting(&self) {
        self.is_counting.store(false, Ordering::Relaxed);
        self.take_unparsed();
    }

    /// Whether the client has gone, in whatever manner.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken.load(Ordering::Relaxed)
    }

    /// Whether something else than TLS came to a port that speaks HTTPS.
    #[cfg(feature = "tls")]
    pub(super) fn lacks_tls(&self) -> bool {
        self.lacks_tls.load(Ordering::Relaxed)
    }

    /// Whether something else than TLS came to a port that speaks HTTPS; no port does.
    #[cfg(not(feature = "tls"))]
    #[expect(clippy::unused_self, reason = "it depends on the connection with TLS")]
    pub(super) fn lacks_tls(&self) -> bool {
        false
    }

    fn count(&self, bytes: &[u8]) {
        if !self.is_counting.load(Ordering::Relaxed) {
            return;
        }
        let counted = self.unparsed_bytes.load(Ordering::Relaxed);
        // Line ends between two requests are allowed and mean nothing.
        let is_idle = counted == 0;
        let is_nothing = |byte: &&u8| is_idle && matches!(byte, b'\r' | b'\n');
        let skipped = bytes.iter().take_while(is_nothing).count();
        let counted = counted.saturating_add(bytes.len() - skipped);
        self.unparsed_bytes.store(counted, Ordering::Relaxed);
    }

    fn note_end(&self) {
        self.is_broken.store(true, Ordering::Relaxed);
    }
}

impl Stream {
    pub(super) fn new(gate: Arc<Gate>, token: Token, acceptor: Arc<Acceptor>) -> Self {
        Self {
            socket: Socket::new(gate, token, Arc::clone(&acceptor)),
            #[cfg(feature = "tls")]
            tls: None,
            replay: Vec::new(),
            replay_from: 0,
            arrival: Arc::new(Arrival {
                acceptor,
                unparsed_bytes: AtomicUsize::new(0),
                is_counting: AtomicBool::new(true),
                is_broken: AtomicBool::new(false),
                #[cfg(feature = "tls")]
                lacks_tls: AtomicBool::new(false),
            }),
        }
    }

    pub(super) fn arrival(&self) -> Arc<Arrival> {
        Arc::clone(&self.arrival)
    }

    /// What has been looked at by [`Self::poll_look`].
    pub(super) fn looked_at(&self) -> &[u8] {
        &self.replay
    }

    /// Reads something without taking it: what is read later starts with it. No byte is the end.
    pub(super) fn poll_look(&mut self, context: &Context<'_>) -> Poll<io::Result<usize>> {
        let mut buffer = [0; LOOK_BYTES];
        self.read(&mut buffer, context).map_ok(|count| {
            self.replay.extend_from_slice(&buffer[..count]);
            count
        })
    }

    /// Reads from the socket and throws away. No byte is the end.
    pub(super) fn poll_discard(&mut self) -> Poll<io::Result<usize>> {
        let mut buffer = [0; READ_BYTES];
        self.socket.poll_read(&mut buffer)
    }

    /// Tells the client that nothing more will come.
    pub(super) fn poll_close_write(&mut self) -> Poll<io::Result<()>> {
        #[cfg(feature = "tls")]
        ready!(self.poll_last_word())?;
        let closed = self.socket.close_write();
        if closed.is_err() {
            self.arrival.note_end();
        }
        Poll::Ready(closed)
    }

    /// Whether a client that sends no more may wait for a last word.
    pub(super) fn has_last_word(&self) -> bool {
        #[cfg(feature = "tls")]
        if self.tls.is_some() {
            return true;
        }
        !self.arrival.is_broken()
    }

    fn read(&mut self, buffer: &mut [u8], context: &Context<'_>) -> Poll<io::Result<usize>> {
        let read = self.read_through(buffer, context);
        match &read {
            Poll::Pending => {}
            Poll::Ready(Ok(0) | Err(_)) => self.arrival.note_end(),
            Poll::Ready(Ok(count)) => self.arrival.count(&buffer[..*count]),
        }
        read
    }

    #[cfg(feature = "tls")]
    fn read_through(
        &mut self,
        buffer: &mut [u8],
        context: &Context<'_>,
    ) -> Poll<io::Result<usize>> {
        let Some(tls) = &mut self.tls else {
            return self.socket.poll_read(buffer);
        };
        let read = tls.poll_read(&mut self.socket, buffer, context);
        if let Some(cause) = tls.take_failure() {
            self.refuse(cause);
        }
        read
    }

    #[cfg(not(feature = "tls"))]
    fn read_through(&mut self, buffer: &mut [u8], _: &Context<'_>) -> Poll<io::Result<usize>> {
        self.socket.poll_read(buffer)
    }

    fn write(&mut self, slices: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let written = self.write_through(slices);
        if let Poll::Ready(Err(_)) = &written {
            self.arrival.note_end();
        }
        written
    }

    fn write_through(&mut self, slices: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        #[cfg(feature = "tls")]
        if let Some(tls) = &mut self.tls {
            return tls.poll_write(&mut self.socket, slices);
        }
        self.socket
            .poll_write_with(|socket| socket.write_vectored(slices))
    }
}

impl hyper::rt::Read for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut into: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let left = &this.replay[this.replay_from..];
        if !left.is_empty() {
            let count = left.len().min(into.remaining());
            into.put_slice(&left[..count]);
            this.replay_from += count;
            return Poll::Ready(Ok(()));
        }
        let mut buffer = [0; READ_BYTES];
        let room = into.remaining().min(READ_BYTES);
        this.read(&mut buffer[..room], context)
            .map_ok(|count| into.put_slice(&buffer[..count]))
    }
}

impl hyper::rt::Write for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().write(&[IoSlice::new(bytes)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().write(slices)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        #[cfg(feature = "tls")]
        ready!(self.get_mut().poll_flush_tls())?;
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().poll_close_write()
    }
}
