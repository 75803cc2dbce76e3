//! One test's run, from the definition of its interactions to the verdict.

mod at_exit;
mod binary;
mod books;
mod definition;
mod delivery;
mod directory;
mod draft;
mod exchange;
mod free;
#[cfg(feature = "generators")]
mod generators;
mod manifest;
mod messages;
mod options;
mod outcome;
mod play;
mod process;
mod record;
mod run;
mod runtime;
mod schedule;
mod selection;
mod server;
mod session;
mod verdict;

#[cfg(feature = "tower")]
pub use crate::mock_server::in_memory::{InMemoryError, InMemoryServer};
#[cfg(feature = "tls")]
pub use crate::mock_server::listener::RootCertificate;
pub use delivery::Delivery;
pub use draft::{DefinitionProblem, InteractionDraft, Part, Sources};
pub use exchange::{Exchange, Unanswered};
pub use free::{FreeRun, FreeSettings};
pub use outcome::{OwnFailure, TestOutput};
pub use record::RecordProblem;
pub use run::Run;
pub use server::{Server, ServerSettings};
pub use session::Session;
pub use verdict::{
    Candidate, Declared, FailedRequest, RequestFailure, StartProblem, Unexercised, Verdict,
};
