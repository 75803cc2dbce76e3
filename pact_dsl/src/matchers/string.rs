use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts any text, the empty one too.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = string("open");
/// assert!(pattern.matches("shut"));
/// assert!(!pattern.matches(42));
/// ```
///
/// In the pact file: `{ "match": "type" }`
#[track_caller]
pub fn string(example: impl Into<String>) -> Pattern {
    Pattern::of_rule(Location::caller(), Json::from(example.into()), Rule::Type)
}
