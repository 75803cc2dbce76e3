//! The threads that wait for sockets, shared by all listeners of the process.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use mio::{Events, Interest, Poll, Registry, Token, Waker};

/// How many threads a process has at most, whatever runs in it.
pub(super) const MAX_THREADS: usize = 4;

/// How many events one look at the sockets takes.
const EVENTS: usize = 128;

const WAKE_UP: Token = Token(usize::MAX);

/// The threads that run; there is no way to hand them to tests that know nothing of each other but a static.
static RUNNING: Mutex<Vec<Arc<Reactor>>> = Mutex::new(Vec::new());

/// What wants to know when its socket is ready.
///
/// Called in the thread of its reactor, also without cause.
pub(super) trait Source: Send + Sync {
    fn ready(self: Arc<Self>);
}

/// One thread and the sockets it waits for.
pub(super) struct Reactor {
    registry: Registry,
    waker: Waker,
    sources: Mutex<Sources>,
    /// Those that want to go on without an event.
    due: Mutex<Vec<Arc<dyn Source>>>,
    listeners: AtomicUsize,
    thread: Mutex<Option<ThreadId>>,
}

/// Sources by token. A token is used again once its source is gone; an event that was meant for the former one then
/// reaches the latter, which does no harm.
#[derive(Default)]
struct Sources {
    slots: Vec<Option<Arc<dyn Source>>>,
    free: Vec<usize>,
}

impl Reactor {
    /// A thread without a listener; where there is none another thread, up to the limit, and then the one with the
    /// fewest.
    ///
    /// # Why
    /// Tests that run at once wait for their servers at once. With one thread for all of them the other processors
    /// would be idle then.
    pub(super) fn least_loaded() -> io::Result<Arc<Self>> {
        let mut running = lock(&RUNNING);
        let load = |reactor: &Arc<Self>| reactor.listeners.load(Ordering::Relaxed);
        let least = running.iter().min_by_key(|reactor| load(reactor)).cloned();
        match least {
            Some(least) if load(&least) == 0 || running.len() == MAX_THREADS => Ok(least),
            // Out of threads, one that is busy has to do.
            least => match (Self::start(), least) {
                (Ok(started), _) => Ok(Arc::clone(running.push_mut(started))),
                (Err(_), Some(least)) => Ok(least),
                (Err(error), None) => Err(error),
            },
        }
    }

    fn start() -> io::Result<Arc<Self>> {
        let poll = Poll::new()?;
        let registry = poll.registry().try_clone()?;
        let reactor = Arc::new(Self {
            waker: Waker::new(&registry, WAKE_UP)?,
            registry,
            sources: Mutex::default(),
            due: Mutex::default(),
            listeners: AtomicUsize::new(0),
            thread: Mutex::new(None),
        });
        let in_thread = Arc::clone(&reactor);
        let thread = thread::Builder::new()
            .name("pact mock server".to_owned())
            .spawn(move || in_thread.run(poll))?;
        *lock(&reactor.thread) = Some(thread.thread().id());
        Ok(reactor)
    }

    fn run(&self, mut poll: Poll) {
        let mut events = Events::with_capacity(EVENTS);
        let mut due = Vec::new();
        loop {
            let timeout = (!lock(&self.due).is_empty()).then_some(Duration::ZERO);
            if poll.poll(&mut events, timeout).is_err() {
                // A signal; whatever else it is, looking again is all that is left.
                events.clear();
            }
            for event in &events {
                let source = lock(&self.sources).get(event.token());
                if let Some(source) = source {
                    source.ready();
                }
            }
            due.append(&mut *lock(&self.due));
            for source in due.drain(..) {
                source.ready();
            }
        }
    }

    /// Takes a source in; sockets registered with its token wake it.
    pub(super) fn add(&self, source: Arc<dyn Source>) -> Token {
        lock(&self.sources).add(source)
    }

    /// Forgets a source.
    pub(super) fn remove(&self, token: Token) {
        lock(&self.sources).remove(token);
    }

    /// Lets `socket` wake the source of `token` when it can be read.
    pub(super) fn watch_reads(
        &self,
        socket: &mut impl mio::event::Source,
        token: Token,
    ) -> io::Result<()> {
        self.registry.register(socket, token, Interest::READABLE)
    }

    /// Lets `socket`, of which reads are watched, wake its source when it can be written as well.
    pub(super) fn watch_writes(
        &self,
        socket: &mut impl mio::event::Source,
        token: Token,
    ) -> io::Result<()> {
        let both = Interest::READABLE | Interest::WRITABLE;
        self.registry.reregister(socket, token, both)
    }

    /// Calls `source` soon, after those that are ready now.
    pub(super) fn schedule(&self, source: Arc<dyn Source>) {
        lock(&self.due).push(source);
        if *lock(&self.thread) != Some(thread::current().id()) {
            // It fails only if the descriptor is gone, and the thread owns it for ever.
            let _ = self.waker.wake();
        }
    }

    pub(super) fn count_listener(&self) {
        self.listeners.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn uncount_listener(&self) {
        self.listeners.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Sources {
    fn add(&mut self, source: Arc<dyn Source>) -> Token {
        if let Some(slot) = self.free.pop() {
            self.slots[slot] = Some(source);
            return Token(slot);
        }
        self.slots.push(Some(source));
        Token(self.slots.len() - 1)
    }

    fn get(&self, token: Token) -> Option<Arc<dyn Source>> {
        self.slots.get(token.0)?.clone()
    }

    fn remove(&mut self, token: Token) {
        if let Some(slot) = self.slots.get_mut(token.0)
            && slot.take().is_some()
        {
            self.free.push(token.0);
        }
    }
}

/// Locks; a panic elsewhere is no reason to stop serving.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
pub(super) fn running_threads() -> usize {
    lock(&RUNNING).len()
}
