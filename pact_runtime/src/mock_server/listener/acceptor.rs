//! One listening socket.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use mio::Token;
use mio::net::TcpListener;

use super::connection::Connection;
use super::reactor::{Reactor, Source, lock};
use super::{Cause, Handler, Options, Refusal};

/// How long stopping goes on with requests that have arrived; it only computes in this time, it does not wait.
const STOP_BUDGET: Duration = Duration::from_millis(500);

/// How many connections are accepted before others get their turn, and at most when stopping.
const ACCEPTS_IN_A_ROW: usize = 1024;

/// A listening socket, its connections, and what they share.
pub(super) struct Acceptor {
    pub(super) options: Options,
    pub(super) handler: Arc<dyn Handler>,
    pub(super) reactor: Arc<Reactor>,
    /// Nothing while it is being set up and once it is stopped.
    socket: Mutex<Option<TcpListener>>,
    token: OnceLock<Token>,
    connections: Mutex<Vec<Arc<Connection>>>,
    cutting: AtomicBool,
}

impl Acceptor {
    pub(super) fn start(
        mut socket: TcpListener,
        options: Options,
        handler: Arc<dyn Handler>,
        reactor: Arc<Reactor>,
    ) -> io::Result<Arc<Self>> {
        let acceptor = Arc::new(Self {
            options,
            handler,
            reactor,
            socket: Mutex::new(None),
            token: OnceLock::new(),
            connections: Mutex::default(),
            cutting: AtomicBool::new(false),
        });
        let reactor = &acceptor.reactor;
        reactor.count_listener();
        let token = reactor.add(Arc::clone(&acceptor) as Arc<dyn Source>);
        let token = *acceptor.token.get_or_init(|| token);
        // Held over the registration: an event that comes at once waits for the socket to be there.
        let mut place = lock(&acceptor.socket);
        if let Err(error) = reactor.watch_reads(&mut socket, token) {
            drop(place);
            acceptor.leave_reactor();
            return Err(error);
        }
        *place = Some(socket);
        drop(place);
        Ok(acceptor)
    }

    /// Whether connections are being closed because the listener stops.
    pub(super) fn is_cutting(&self) -> bool {
        self.cutting.load(Ordering::Acquire)
    }

    /// Forgets a connection that has come to its end.
    pub(super) fn forget(&self, connection: &Arc<Connection>) {
        let mut connections = lock(&self.connections);
        if let Some(at) = connections
            .iter()
            .position(|it| Arc::ptr_eq(it, connection))
        {
            connections.swap_remove(at);
        }
    }

    pub(super) fn stop(self: &Arc<Self>) {
        let socket = {
            let mut socket = lock(&self.socket);
            if let Some(socket) = socket.as_ref() {
                self.accept_waiting(socket);
            }
            socket.take()
        };
        let Some(socket) = socket else {
            return;
        };
        drop(socket);
        self.leave_reactor();
        let connections = std::mem::take(&mut *lock(&self.connections));
        finish_arrived(&connections);
        self.cutting.store(true, Ordering::Release);
        for connection in connections {
            connection.cut();
        }
    }

    fn leave_reactor(&self) {
        if let Some(token) = self.token.get() {
            self.reactor.remove(*token);
            self.reactor.uncount_listener();
        }
    }

    /// Accepts those that wait; says whether there may be more.
    fn accept_waiting(self: &Arc<Self>, socket: &TcpListener) -> bool {
        for _ in 0..ACCEPTS_IN_A_ROW {
            let accepted = socket
                .accept()
                .and_then(|(stream, _)| Connection::open(stream, self));
            match accepted {
                Ok(connection) => {
                    lock(&self.connections).push(Arc::clone(&connection));
                    connection.ready();
                }
                Err(error) => match error.kind() {
                    io::ErrorKind::WouldBlock => return false,
                    io::ErrorKind::Interrupted | io::ErrorKind::ConnectionAborted => {}
                    _ => {
                        self.handler.refused(Refusal {
                            head: None,
                            received_bytes: 0,
                            cause: Cause::NotAccepted(error),
                        });
                        return false;
                    }
                },
            }
        }
        true
    }
}

impl Source for Acceptor {
    fn ready(self: Arc<Self>) {
        let has_more = lock(&self.socket)
            .as_ref()
            .is_some_and(|socket| self.accept_waiting(socket));
        if has_more {
            self.reactor.schedule(Arc::clone(&self) as Arc<dyn Source>);
        }
    }
}

/// Lets every connection take in what has arrived.
fn finish_arrived(connections: &[Arc<Connection>]) {
    let mut started = None;
    let mut busy: Vec<_> = connections.iter().collect();
    while !busy.is_empty() {
        busy.retain(|connection| connection.is_busy() && connection.advance());
        if started.get_or_insert_with(Instant::now).elapsed() > STOP_BUDGET {
            return;
        }
    }
}
