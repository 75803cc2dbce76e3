//! One accepted connection: a future, and who may poll it when.

use std::future::Future;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, Wake, Waker};

use mio::Token;
use mio::net::TcpStream;

use super::acceptor::Acceptor;
use super::protocol;
use super::reactor::{Source, lock};
use super::socket::Gate;
use super::stream::Stream;
use super::{Cause, Refusal};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A connection. Its thread polls it when its socket is ready; the thread that stops the listener polls it a last time.
pub(super) struct Connection {
    acceptor: Arc<Acceptor>,
    token: OnceLock<Token>,
    /// Nothing once it has come to its end.
    task: Mutex<Option<Task>>,
    is_woken: AtomicBool,
    gate: Arc<Gate>,
}

impl Connection {
    pub(super) fn open(socket: TcpStream, acceptor: &Arc<Acceptor>) -> io::Result<Arc<Self>> {
        socket.set_nodelay(true)?;
        let gate = Arc::new(Gate::new(socket));
        let connection = Arc::new(Self {
            acceptor: Arc::clone(acceptor),
            token: OnceLock::new(),
            task: Mutex::new(None),
            is_woken: AtomicBool::new(false),
            gate: Arc::clone(&gate),
        });
        let reactor = &acceptor.reactor;
        let token = reactor.add(Arc::clone(&connection) as Arc<dyn Source>);
        let token = *connection.token.get_or_init(|| token);
        // Held over the registration: an event that comes at once waits for the task to be there.
        let mut place = lock(&connection.task);
        if let Err(error) = gate.watch_reads(reactor, token) {
            reactor.remove(token);
            return Err(error);
        }
        let stream = Stream::new(gate, token, Arc::clone(acceptor));
        *place = Some(Box::pin(protocol::serve(stream)));
        drop(place);
        Ok(connection)
    }

    /// Goes on as far as it can without waiting; says whether it wants to go on at once.
    pub(super) fn advance(self: &Arc<Self>) -> bool {
        self.is_woken.store(false, Ordering::Release);
        let mut task = lock(&self.task);
        let Some(future) = task.as_mut() else {
            return false;
        };
        let waker = Waker::from(Arc::clone(self));
        let mut context = Context::from_waker(&waker);
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context))) {
            Ok(Poll::Pending) => return self.is_woken.load(Ordering::Acquire),
            Ok(Poll::Ready(())) => {}
            Err(_) => self.acceptor.handler.refused(Refusal {
                head: None,
                received_bytes: 0,
                cause: Cause::Panicked,
            }),
        }
        *task = None;
        drop(task);
        self.leave_reactor();
        self.acceptor.forget(self);
        false
    }

    /// Whether there is something to go on with.
    pub(super) fn is_busy(&self) -> bool {
        self.is_woken.load(Ordering::Acquire) || self.gate.is_busy()
    }

    /// Closes the socket, wherever the connection is.
    pub(super) fn cut(&self) {
        // Only who ends the task leaves: the token may be another's by now.
        if lock(&self.task).take().is_some() {
            self.leave_reactor();
        }
    }

    fn leave_reactor(&self) {
        if let Some(token) = self.token.get() {
            self.acceptor.reactor.remove(*token);
        }
    }
}

impl Source for Connection {
    fn ready(self: Arc<Self>) {
        self.advance();
    }
}

impl Wake for Connection {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.is_woken.swap(true, Ordering::AcqRel) {
            let source = Arc::clone(self) as Arc<dyn Source>;
            self.acceptor.reactor.schedule(source);
        }
    }
}
