//! A socket that never waits.

use std::io::{self, Read};
use std::net::Shutdown;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use mio::Token;
use mio::net::TcpStream;

use super::acceptor::Acceptor;
use super::reactor::{Reactor, lock};

/// A connection's socket. What would wait is pending, and its connection is polled again when the socket is ready.
pub(super) struct Socket {
    gate: Arc<Gate>,
    token: Token,
    acceptor: Arc<Acceptor>,
}

/// Where the bytes of a connection come in and go out.
///
/// # Why
/// When a listener stops, most of its connections are idle. To poll them all to see that costs hundreds of times what
/// a look at their sockets does, so the sockets can be seen from outside of the connection's future.
pub(super) struct Gate(Mutex<State>);

struct State {
    /// Nothing once the connection is closed.
    stream: Option<TcpStream>,
    watches_writes: bool,
}

impl Gate {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self(Mutex::new(State {
            stream: Some(stream),
            watches_writes: false,
        }))
    }

    /// Lets the source of `token` wake up when there is something to read.
    pub(super) fn watch_reads(&self, reactor: &Reactor, token: Token) -> io::Result<()> {
        let stream = &mut lock(&self.0).stream;
        stream
            .as_mut()
            .map_or(Ok(()), |stream| reactor.watch_reads(stream, token))
    }

    /// Whether the connection could go on: something has arrived, the end included, or something is to be sent.
    pub(super) fn is_busy(&self) -> bool {
        let state = lock(&self.0);
        let Some(stream) = &state.stream else {
            return false;
        };
        let is_idle = |error: &io::Error| error.kind() == io::ErrorKind::WouldBlock;
        state.watches_writes || !stream.peek(&mut [0]).is_err_and(|error| is_idle(&error))
    }
}

impl Socket {
    pub(super) fn new(gate: Arc<Gate>, token: Token, acceptor: Arc<Acceptor>) -> Self {
        Self {
            gate,
            token,
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
        read: impl FnMut(&mut TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        poll(&mut lock(&self.gate.0), read)
    }

    /// Lets `write` write.
    pub(super) fn poll_write_with(
        &mut self,
        write: impl FnMut(&mut TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let mut state = lock(&self.gate.0);
        let written = poll(&mut state, write);
        if written.is_pending() && !state.watches_writes {
            // Most answers fit the socket's buffer, so writes are watched from the first that does not.
            state.watches_writes = true;
            let reactor = &self.acceptor.reactor;
            let stream = state.stream.as_mut();
            let watched = stream.map(|stream| reactor.watch_writes(stream, self.token));
            if let Some(Err(error)) = watched {
                return Poll::Ready(Err(error));
            }
        }
        written
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
        let state = lock(&self.gate.0);
        let stream = state.stream.as_ref();
        stream.map_or(Ok(()), |stream| stream.shutdown(Shutdown::Write))
    }
}

/// Calls `act` until it has been interrupted by nothing.
fn poll(
    state: &mut State,
    mut act: impl FnMut(&mut TcpStream) -> io::Result<usize>,
) -> Poll<io::Result<usize>> {
    let Some(stream) = &mut state.stream else {
        return Poll::Ready(Err(io::ErrorKind::NotConnected.into()));
    };
    loop {
        match act(stream) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Poll::Pending,
            done => return Poll::Ready(done),
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let stream = lock(&self.gate.0).stream.take();
        if let Some(stream) = stream
            && self.acceptor.is_cutting()
        {
            // A reset: nothing lingers, and the port is not kept in TIME_WAIT. If it fails, it lingers.
            let _ = socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO));
        }
    }
}
