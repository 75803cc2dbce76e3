//! What a test holds of its own run: the definition, then the server.

use std::{
    panic::{Location, resume_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    DefinitionProblem, Delivery, Exchange, InteractionDraft, Server, ServerSettings, StartProblem,
    messages::Messages,
    play::{Place, Play},
};
#[cfg(feature = "tower")]
use crate::mock_server::in_memory::InMemoryServer;
use crate::{
    mock_server::router::Router,
    model::{Interaction, SpecVersion},
};

/// The run of one test, as its pact sees it: takes interactions, then starts the mock server.
///
/// [`Run::session`](super::Run::session) makes it.
#[derive(Debug)]
pub struct Session {
    shared: Arc<Shared>,
}

/// What a session and the harness share.
#[derive(Debug)]
pub(crate) struct Shared {
    spec: SpecVersion,
    state: Mutex<State>,
    pub(crate) messages: Messages,
}

/// How far a run has come.
#[derive(Debug)]
pub(crate) enum State {
    /// Interactions are declared.
    Declaring(Vec<InteractionDraft>),
    /// Something is wrong with the definition.
    Refused(Vec<DefinitionProblem>),
    /// There is no server, and why.
    NotStarted(StartProblem),
    /// The server runs.
    Playing(Box<Play>),
    /// The run is over.
    Ended,
}

/// The payload with which a body ends that cannot go on; the reason is in the run's state.
#[derive(Debug)]
pub(crate) struct Refused;

impl Session {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Takes interactions that the test has declared, in their order. What comes after [`start`](Self::start) comes too late
    /// and is a problem of the definition.
    pub fn declare(&self, drafts: impl IntoIterator<Item = InteractionDraft>) {
        let mut drafts = drafts.into_iter().peekable();
        if drafts.peek().is_none() {
            return;
        }
        match &mut *self.shared.lock() {
            State::Declaring(declared) => declared.extend(drafts),
            State::Refused(problems) => {
                problems.extend(drafts.map(|draft| too_late(draft.location)));
            }
            State::Playing(play) => play
                .problems
                .extend(drafts.map(|draft| too_late(draft.location))),
            State::NotStarted(_) | State::Ended => {}
        }
    }

    /// Checks what has been declared and starts the mock server that plays it: it listens when this returns. A second call
    /// gives the same server.
    ///
    /// # Panics
    /// If something is wrong with the definition, or the server cannot be started. The test's body ends here; the
    /// harness reports why.
    #[track_caller]
    pub fn start(&self) -> Server {
        let settings = ServerSettings::default();
        self.play_at(
            |router| Place::listen(settings, router),
            |place| place.server(None),
        )
    }

    /// Does what [`start`](Self::start) does, with settings.
    ///
    /// # Panics
    /// As [`start`](Self::start), and if a server was started before with other settings.
    #[track_caller]
    pub fn start_with(&self, settings: ServerSettings) -> Server {
        let wanted = settings.clone();
        self.play_at(
            |router| Place::listen(settings, router),
            |place| place.server(Some(&wanted)),
        )
    }

    /// Does what [`start`](Self::start) does, without sockets.
    ///
    /// # Panics
    /// If something is wrong with the definition, or a server was started before that has sockets.
    #[cfg(feature = "tower")]
    #[track_caller]
    pub fn start_in_memory(&self) -> InMemoryServer {
        self.play_at(
            |router| Ok(Place::in_memory(router)),
            Place::in_memory_server,
        )
    }

    /// Plays what has been declared, at a new place unless it is played already, and gives what the test has of that place.
    #[track_caller]
    fn play_at<T>(
        &self,
        place: impl FnOnce(&Arc<Router>) -> Result<Place, StartProblem>,
        server: impl FnOnce(&Place) -> Option<T>,
    ) -> T {
        let mut state = self.shared.lock();
        if let State::Declaring(drafts) = &mut *state {
            let drafts = std::mem::take(drafts);
            *state = if drafts.is_empty() && self.shared.messages.are_none() {
                State::NotStarted(StartProblem::NothingDeclared)
            } else {
                Play::start(self.shared.spec, drafts, place)
            };
        }
        if let State::Playing(play) = &mut *state {
            if let Some(server) = server(play.place()) {
                return server;
            }
            play.problems.push(started_otherwise(Location::caller()));
        }
        drop(state);
        // Without a message: the harness has one report for all that is wrong.
        resume_unwind(Box::new(Refused));
    }

    /// Delivers a message without an answer to the consumer under test.
    ///
    /// # Panics
    /// If something is wrong with its definition. The test's body ends here; the harness reports why.
    pub fn deliver(&self, message: InteractionDraft) -> Delivery {
        let Shared { spec, messages, .. } = &*self.shared;
        messages.deliver(message, *spec, self.shared.server_url().as_deref())
    }

    /// Plays the provider's side of a message with answers.
    ///
    /// # Panics
    /// If something is wrong with its definition. The test's body ends here; the harness reports why.
    pub fn play(&self, message: InteractionDraft) -> Exchange {
        let Shared { spec, messages, .. } = &*self.shared;
        messages.play(message, *spec, self.shared.server_url().as_deref())
    }

    /// Ends the test's body with a problem of its definition.
    ///
    /// # Panics
    /// Always; the harness reports why.
    pub fn refuse(&self, problem: DefinitionProblem) -> ! {
        self.shared.messages.refuse([problem])
    }

    /// Takes messages that the test declared and never used: the problems of their definition count.
    pub fn leave(&self, messages: impl IntoIterator<Item = InteractionDraft>) {
        self.shared.messages.leave(messages);
    }
}

fn too_late(location: &'static Location<'static>) -> DefinitionProblem {
    DefinitionProblem {
        location,
        message:
            "the interaction is declared after the mock server was started; declare it before \
                  `pact.start()`"
                .to_owned(),
    }
}

fn started_otherwise(location: &'static Location<'static>) -> DefinitionProblem {
    DefinitionProblem {
        location,
        message: "the mock server was started before in another way; a test has one server"
            .to_owned(),
    }
}

impl Shared {
    pub(crate) fn new(spec: SpecVersion) -> Self {
        Self {
            spec,
            state: Mutex::new(State::Declaring(Vec::new())),
            messages: Messages::default(),
        }
    }

    /// Looks at each interaction that is played or used.
    pub(crate) fn each<T>(&self, look: fn(&Interaction) -> T) -> Vec<T> {
        let mut all: Vec<T> = match &*self.lock() {
            State::Playing(play) => play.interactions().map(look).collect(),
            _ => Vec::new(),
        };
        all.extend(self.messages.each(look));
        all
    }

    /// Ends the run and says how far it has come.
    pub(crate) fn end(&self) -> State {
        std::mem::replace(&mut *self.lock(), State::Ended)
    }

    /// Where the test's mock server listens, if it runs: messages may hold URLs of it.
    fn server_url(&self) -> Option<String> {
        if let State::Playing(play) = &*self.lock() {
            return Some(play.place().url().to_owned());
        }
        None
    }

    /// The state, also after a panic in the test: nothing is left half done in it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
