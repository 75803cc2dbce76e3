//! One test's run, from the definition of its interactions to the verdict.

#[expect(dead_code, reason = "the writer of pact files is to use it")]
mod directory;
mod draft;
mod manifest;
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the writer of pact files is to use it")
)]
mod options;
mod outcome;
mod run;
mod runtime;
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "the writer of pact files is to use it")
)]
mod schedule;
mod selection;
mod session;

pub use draft::{DefinitionProblem, InteractionDraft, Part, Sources};
pub use outcome::{OwnFailure, TestOutput};
pub use run::{run_async, run_blocking};
pub use session::{Server, Session};
