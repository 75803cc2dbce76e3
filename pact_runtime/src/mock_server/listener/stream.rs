//! A socket as hyper wants it.

use std::io::{self, IoSlice, Read, Write};
use std::net::Shutdown;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::rt::ReadBufCursor;
use mio::Token;
use mio::net::TcpStream;

use super::acceptor::Acceptor;

/// How many bytes one read takes.
const READ_BYTES: usize = 8 * 1024;

/// How many bytes are read to tell the protocol; most requests are shorter.
const LOOK_BYTES: usize = 1024;

/// A connection's socket. Never waits; its connection is polled again when the socket is ready.
pub(super) struct Stream {
    socket: TcpStream,
    token: Token,
    watches_writes: bool,
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
    pub(super) fn new(socket: TcpStream, token: Token, acceptor: Arc<Acceptor>) -> Self {
        Self {
            socket,
            token,
            watches_writes: false,
            replay: Vec::new(),
            replay_from: 0,
            arrival: Arc::new(Arrival {
                acceptor,
                unparsed_bytes: AtomicUsize::new(0),
                is_counting: AtomicBool::new(true),
                is_broken: AtomicBool::new(false),
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
    pub(super) fn poll_look(&mut self) -> Poll<io::Result<usize>> {
        let mut buffer = [0; LOOK_BYTES];
        self.read_socket(&mut buffer).map_ok(|count| {
            self.replay.extend_from_slice(&buffer[..count]);
            count
        })
    }

    /// Reads and throws away. No byte is the end.
    pub(super) fn poll_discard(&mut self) -> Poll<io::Result<usize>> {
        let mut buffer = [0; READ_BYTES];
        self.read_socket(&mut buffer)
    }

    /// Tells the client that nothing more will come.
    pub(super) fn close_write(&self) -> io::Result<()> {
        self.socket.shutdown(Shutdown::Write)
    }

    fn read_socket(&mut self, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
        loop {
            match self.socket.read(buffer) {
                Ok(count) => {
                    self.arrival.count(&buffer[..count]);
                    if count == 0 {
                        self.arrival.note_end();
                    }
                    return Poll::Ready(Ok(count));
                }
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock => return Poll::Pending,
                    _ => {
                        self.arrival.note_end();
                        return Poll::Ready(Err(error));
                    }
                },
            }
        }
    }

    fn write_socket(
        &mut self,
        mut write: impl FnMut(&mut TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            match write(&mut self.socket) {
                Ok(count) => return Poll::Ready(Ok(count)),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock => return self.watch_writes(),
                    _ => {
                        self.arrival.note_end();
                        return Poll::Ready(Err(error));
                    }
                },
            }
        }
    }

    /// Most answers fit the socket's buffer, so writes are watched from the first that does not.
    fn watch_writes(&mut self) -> Poll<io::Result<usize>> {
        if !self.watches_writes {
            self.watches_writes = true;
            let reactor = &self.arrival.acceptor.reactor;
            if let Err(error) = reactor.watch_writes(&mut self.socket, self.token) {
                return Poll::Ready(Err(error));
            }
        }
        Poll::Pending
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if self.arrival.acceptor.is_cutting() {
            // A reset: nothing lingers, and the port is not kept in TIME_WAIT. If it fails, it lingers.
            let _ = socket2::SockRef::from(&self.socket).set_linger(Some(Duration::ZERO));
        }
    }
}

impl hyper::rt::Read for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
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
        this.read_socket(&mut buffer[..room])
            .map_ok(|count| into.put_slice(&buffer[..count]))
    }
}

impl hyper::rt::Write for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.get_mut().write_socket(|socket| socket.write(bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.get_mut()
            .write_socket(|socket| socket.write_vectored(slices))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.close_write())
    }
}
