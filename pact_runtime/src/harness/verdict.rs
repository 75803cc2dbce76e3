//! What a run came to.

use std::{io, net::SocketAddr, panic::Location};

use super::{DefinitionProblem, OwnFailure, RecordProblem, Sources};
use crate::{matching::Mismatch, model::InteractionKind, registry::PactTest};

/// What one test's run came to: everything that is wrong with it, as data.
///
/// A test passes if nothing is; only then is what it declared written to the pact file.
#[derive(Debug)]
pub struct Verdict {
    /// The test.
    pub test: &'static PactTest,
    /// How the test failed by itself.
    pub own_failure: Option<OwnFailure>,
    /// What is wrong with the definition of its interactions.
    pub definition_problems: Vec<DefinitionProblem>,
    /// Why no mock server ran, or had anything to play.
    pub start_problem: Option<StartProblem>,
    /// How many requests arrived.
    pub request_count: usize,
    /// The requests that no interaction answered, in the order of their arrival, as far as they were kept.
    pub failed_requests: Vec<FailedRequest>,
    /// How many such requests there were.
    pub failed_request_count: usize,
    /// The interactions that were not exercised, in the order of their declaration.
    pub unexercised: Vec<Unexercised>,
    /// Why what the test recorded is not in the pact file.
    pub record_problems: Vec<RecordProblem>,
}

/// Why no mock server ran, or had anything to play.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartProblem {
    /// The test declares no interaction.
    NothingDeclared,
    /// The test declares interactions and never starts the server.
    NeverStarted,
    /// The server could not be started.
    Unavailable {
        /// Where it was to listen.
        address: SocketAddr,
        /// Why it cannot.
        error: io::Error,
    },
}

/// An interaction that a test declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its description.
    pub description: String,
    /// Where in the source it is declared.
    pub location: &'static Location<'static>,
}

/// An interaction that was not exercised, or not as often as the test says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexercised {
    /// The interaction.
    pub interaction: Declared,
    /// Which kind it is.
    pub kind: InteractionKind,
    /// How often it was answered.
    pub calls: usize,
    /// How often it was to be answered.
    pub times: usize,
}

/// A request that no interaction answered.
#[derive(Debug)]
pub struct FailedRequest {
    /// Method, path and query as they were sent; `None` if what arrived was no request.
    pub request: Option<String>,
    /// Why there is no answer.
    pub failure: RequestFailure,
}

/// Why a request has no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestFailure {
    /// It matches none of the interactions: those that it comes near to, the nearest first.
    Unmatched(Vec<Candidate>),
    /// It matches an interaction that had been answered as often as the test says.
    UsedUp(Declared, usize),
    /// A generator of the response failed, for these reasons.
    NotGenerated(Declared, Vec<String>),
    /// It is no proper request, or larger than the server takes.
    Refused(String),
}

/// An interaction that a request comes near to.
#[derive(Debug)]
pub struct Candidate {
    /// The interaction.
    pub interaction: Declared,
    /// Where the patterns of its request stand in the source.
    pub sources: Sources,
    /// What keeps the request from matching it.
    pub mismatches: Vec<Mismatch>,
}

impl FailedRequest {
    /// The interaction that the request comes nearest to.
    pub fn nearest(&self) -> Option<&Declared> {
        match &self.failure {
            RequestFailure::Unmatched(candidates) => {
                candidates.first().map(|candidate| &candidate.interaction)
            }
            RequestFailure::UsedUp(interaction, _)
            | RequestFailure::NotGenerated(interaction, _) => Some(interaction),
            RequestFailure::Refused(_) => None,
        }
    }
}

impl Verdict {
    /// A verdict without anything wrong.
    pub fn new(test: &'static PactTest) -> Self {
        Self {
            test,
            own_failure: None,
            definition_problems: Vec::new(),
            start_problem: None,
            request_count: 0,
            failed_requests: Vec::new(),
            failed_request_count: 0,
            unexercised: Vec::new(),
            record_problems: Vec::new(),
        }
    }

    /// Whether the test passes.
    pub fn passed(&self) -> bool {
        self.own_failure.is_none() && !self.has_findings()
    }

    /// Whether the harness has something to say beside the test's own failure.
    pub fn has_findings(&self) -> bool {
        !self.definition_problems.is_empty()
            || self.start_problem.is_some()
            || self.failed_request_count > 0
            || !self.unexercised.is_empty()
            || !self.record_problems.is_empty()
    }
}
