//! A socket that never waits.

use std::io::{self, Read};
use std::net::Shutdown;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use mio::Token;
use mio::net::TcpStream;

use super::acceptor::Acceptor;

/// A connection's socket. What would wait is pending, and its connection is polled again when the socket is ready.
pub(super) struct Socket {
    stream: TcpStream,
    token: Token,
    watches_writes: bool,
    acceptor: Arc<Acceptor>,
}

impl Socket {
    pub(super) fn new(stream: TcpStream, token: Token, acceptor: Arc<Acceptor>) -> Self {
        Self {
            stream,
            token,
            watches_writes: false,
            acceptor,
        }
    }

    /// Reads. No byte is the end.
    pub(super) fn poll_read(&mut self, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
        self.poll_read_with(|stream| stream.read(buffer))
    }

    /// Lets `read` read.
    pub(super) fn poll_read_with(
        &mut self,
        mut read: impl FnMut(&mut TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            match read(&mut self.stream) {
                Ok(count) => return Poll::Ready(Ok(count)),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock => return Poll::Pending,
                    _ => return Poll::Ready(Err(error)),
                },
            }
        }
    }

    /// Lets `write` write.
    pub(super) fn poll_write_with(
        &mut self,
        mut write: impl FnMut(&mut TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        loop {
            match write(&mut self.stream) {
                Ok(count) => return Poll::Ready(Ok(count)),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock => return self.watch_writes(),
                    _ => return Poll::Ready(Err(error)),
                },
            }
        }
    }

    /// The first byte that waits to be read, without taking it; none is the end.
    #[cfg(feature = "tls")]
    pub(super) fn poll_first(&mut self) -> Poll<io::Result<Option<u8>>> {
        let mut first = [0];
        self.poll_read_with(|stream| stream.peek(&mut first))
            .map_ok(|count| (count > 0).then_some(first[0]))
    }

    /// Tells the client that nothing more will come.
    pub(super) fn close_write(&self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)
    }

    /// Most answers fit the socket's buffer, so writes are watched from the first that does not.
    fn watch_writes(&mut self) -> Poll<io::Result<usize>> {
        if !self.watches_writes {
            self.watches_writes = true;
            let reactor = &self.acceptor.reactor;
            if let Err(error) = reactor.watch_writes(&mut self.stream, self.token) {
                return Poll::Ready(Err(error));
            }
        }
        Poll::Pending
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.acceptor.is_cutting() {
            // A reset: nothing lingers, and the port is not kept in TIME_WAIT. If it fails, it lingers.
            let _ = socket2::SockRef::from(&self.stream).set_linger(Some(Duration::ZERO));
        }
    }
}
