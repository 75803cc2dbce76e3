//! Consumer-driven contract tests with Pact.

#[cfg(test)]
extern crate self as pact_dsl;

#[doc(hidden)]
pub mod __private;
mod content;
mod declaration;
pub mod generators;
mod interaction;
pub mod matchers;
mod pact;
pub mod pattern;
pub mod prelude;
pub mod request;
pub mod response;

pub use pact_macros::{json_pattern, pact_test};
pub use {
    interaction::{Interaction, NeedsRequest, NeedsResponse},
    pact::Pact,
    pact_runtime::harness::Server,
    pattern::Pattern,
};
