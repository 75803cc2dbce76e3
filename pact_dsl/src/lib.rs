//! Consumer-driven contract tests with Pact.

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

pub use {
    interaction::{Interaction, NeedsRequest, NeedsResponse},
    pact::Pact,
    pattern::Pattern,
};
