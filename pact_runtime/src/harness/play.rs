//! The interactions of a test while the mock server plays them.

use std::{num::NonZeroUsize, sync::Arc};

use super::{
    Candidate, Declared, DefinitionProblem, FailedRequest, InteractionDraft, Part, RequestFailure,
    Server, ServerSettings, StartProblem, Unexercised, Verdict, books::Exercised, definition,
    session::State,
};
#[cfg(feature = "tower")]
use crate::mock_server::in_memory::InMemoryServer;
use crate::{
    matching::MatchOptions,
    mock_server::{
        journal::{Entry, Journal, NearMiss, Outcome},
        listener::Listener,
        router::{self, Router},
    },
    model::{Interaction, SpecVersion},
};

/// A running mock server and what it plays.
#[derive(Debug)]
pub(crate) struct Play {
    drafts: Vec<InteractionDraft>,
    router: Arc<Router>,
    place: Place,
    /// What was found to be wrong with the definition after the start.
    pub(crate) problems: Vec<DefinitionProblem>,
}

/// Where requests come from.
#[derive(Debug)]
pub(crate) enum Place {
    /// From sockets.
    Sockets(ServerSettings, Listener),
    /// From the test itself.
    #[cfg(feature = "tower")]
    Memory(InMemoryServer),
}

impl Play {
    /// Checks what a test has declared and starts a server for it.
    pub(crate) fn start(
        spec: SpecVersion,
        drafts: Vec<InteractionDraft>,
        place: impl FnOnce(&Arc<Router>) -> Result<Place, StartProblem>,
    ) -> State {
        let problems: Vec<_> = drafts
            .iter()
            .flat_map(|draft| definition::problems_of(draft, spec))
            .collect();
        if !problems.is_empty() {
            return State::Refused(problems);
        }
        let plays = drafts.iter().filter_map(play);
        let router = match Router::compile(plays, MatchOptions::new(spec)) {
            Ok(router) => Arc::new(router),
            Err(error) => return State::Refused(vec![unroutable(&drafts, &error)]),
        };
        match place(&router) {
            Err(problem) => State::NotStarted(problem),
            Ok(place) => State::Playing(Box::new(Self {
                drafts,
                router,
                place,
                problems: Vec::new(),
            })),
        }
    }

    /// The interactions in the order of their declaration.
    pub(crate) fn interactions(&self) -> impl Iterator<Item = &Interaction> {
        self.drafts.iter().map(|draft| &draft.interaction)
    }

    /// Where it is played.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// Stops the server and adds to the verdict what came of it. What it played is to be recorded if all went well.
    pub(crate) fn end(self, verdict: &mut Verdict) -> Vec<Exercised> {
        self.place.close();
        let journal = self.router.take_journal();
        verdict.definition_problems.extend(self.problems);
        judge(&journal, &self.drafts, verdict);
        let drafts = self.drafts.into_iter();
        drafts
            .map(|draft| Exercised {
                location: draft.location,
                interaction: draft.interaction,
            })
            .collect()
    }
}

impl Place {
    /// Listens for requests to `router`.
    pub(crate) fn listen(
        settings: ServerSettings,
        router: &Arc<Router>,
    ) -> Result<Self, StartProblem> {
        let address = settings.socket_address();
        settings
            .to_options()
            .and_then(|options| Listener::start(options, Arc::clone(router) as _))
            .map(|listener| Self::Sockets(settings, listener))
            .map_err(|error| StartProblem::Unavailable { address, error })
    }

    /// The base of URLs that lead here.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Sockets(_, listener) => listener.url(),
            #[cfg(feature = "tower")]
            Self::Memory(server) => server.url(),
        }
    }

    /// The server, if it was started with these settings or any will do.
    pub(crate) fn server(&self, wanted: Option<&ServerSettings>) -> Option<Server> {
        match self {
            Self::Sockets(settings, listener) => wanted
                .is_none_or(|wanted| wanted == settings)
                .then(|| Server::new(listener.url())),
            #[cfg(feature = "tower")]
            Self::Memory(_) => None,
        }
    }

    /// Waits in memory for requests to `router`.
    #[cfg(feature = "tower")]
    pub(crate) fn in_memory(router: &Arc<Router>) -> Self {
        Self::Memory(InMemoryServer::start(Arc::clone(router) as _))
    }

    /// The server, if it has no sockets.
    #[cfg(feature = "tower")]
    pub(crate) fn in_memory_server(&self) -> Option<InMemoryServer> {
        match self {
            Self::Sockets(..) => None,
            Self::Memory(server) => Some(server.clone()),
        }
    }

    /// Lets nothing in any more; when it returns, the router is called no more.
    fn close(&self) {
        match self {
            Self::Sockets(_, listener) => listener.stop(),
            #[cfg(feature = "tower")]
            Self::Memory(server) => server.stop(),
        }
    }
}

/// What the router is to play; only interactions over HTTP reach it.
fn play(draft: &InteractionDraft) -> Option<router::Play<'_>> {
    match &draft.interaction {
        Interaction::Http(interaction) => Some(router::Play {
            interaction,
            times: draft.times,
        }),
        Interaction::Asynchronous(_) | Interaction::Synchronous(_) | Interaction::Unknown(_) => {
            None
        }
    }
}

/// An interaction that the router cannot compile, though nothing was found to be wrong with it before.
fn unroutable(drafts: &[InteractionDraft], error: &router::RouteError) -> DefinitionProblem {
    let draft = &drafts[error.interaction().min(drafts.len() - 1)];
    let location = error.rules().and_then(|rules| {
        draft
            .sources
            .find(Part::Request, rules.category(), rules.path())
    });
    let cause = std::error::Error::source(error).map_or_else(String::new, ToString::to_string);
    DefinitionProblem {
        location: location.unwrap_or(draft.location),
        message: cause,
    }
}

/// Adds to the verdict which requests failed and which interactions were not exercised.
fn judge(journal: &Journal, drafts: &[InteractionDraft], verdict: &mut Verdict) {
    verdict.request_count = journal.total();
    verdict.failed_request_count = journal.total_failures();
    if journal.total_failures() > 0 {
        let failures = journal.failures();
        verdict.failed_requests = failures.filter_map(|entry| failed(entry, drafts)).collect();
    }
    for (draft, calls) in drafts.iter().zip(journal.calls()) {
        let times = draft.times.map_or(1, NonZeroUsize::get);
        if *calls < times {
            verdict.unexercised.push(Unexercised {
                interaction: declared(draft),
                kind: draft.interaction.kind(),
                calls: *calls,
                times,
            });
        }
    }
}

fn failed(entry: &Entry, drafts: &[InteractionDraft]) -> Option<FailedRequest> {
    let candidates = |nearest: &[NearMiss]| {
        let nearest = nearest.iter();
        nearest.map(|miss| candidate(miss, drafts)).collect()
    };
    let failure = match &entry.outcome {
        Outcome::Matched { .. } | Outcome::Preflight => return None,
        Outcome::Mismatched { nearest } | Outcome::Unexpected { nearest } => {
            RequestFailure::Unmatched(candidates(nearest))
        }
        Outcome::UsedUp { interaction, times } => {
            RequestFailure::UsedUp(declared(&drafts[*interaction]), times.get())
        }
        Outcome::NotGenerated {
            interaction,
            reasons,
        } => RequestFailure::NotGenerated(declared(&drafts[*interaction]), reasons.clone()),
        Outcome::Refused(refusal) => RequestFailure::Refused(refusal.cause.to_string()),
    };
    let head = match (&entry.request, &entry.outcome) {
        (Some(request), _) => Some((&request.method, &request.uri)),
        (None, Outcome::Refused(refusal)) => {
            refusal.head.as_ref().map(|(method, uri)| (method, uri))
        }
        (None, _) => None,
    };
    Some(FailedRequest {
        request: head.map(|(method, uri)| format!("{method} {uri}")),
        failure,
    })
}

fn candidate(miss: &NearMiss, drafts: &[InteractionDraft]) -> Candidate {
    let draft = &drafts[miss.interaction];
    Candidate {
        interaction: declared(draft),
        sources: draft.sources.clone(),
        mismatches: miss.mismatches.clone(),
    }
}

pub(crate) fn declared(draft: &InteractionDraft) -> Declared {
    Declared {
        description: draft.interaction.description().to_owned(),
        location: draft.location,
    }
}
