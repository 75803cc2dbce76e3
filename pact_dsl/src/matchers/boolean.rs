use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts `true` and `false`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = boolean(true);
/// assert!(pattern.matches(false));
/// assert!(!pattern.matches(1));
/// ```
///
/// In the pact file: `{ "match": "boolean" }`
#[track_caller]
pub fn boolean(example: bool) -> Pattern {
    Pattern::of_rule(Location::caller(), Json::Bool(example), Rule::Boolean)
}
