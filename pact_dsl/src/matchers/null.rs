use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts `null` alone, also below a [`like`](super::like()) that would accept more.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = null();
/// assert!(pattern.matches(()));
/// assert!(!pattern.matches(0));
/// ```
///
/// In the pact file: `{ "match": "null" }`
#[track_caller]
pub fn null() -> Pattern {
    Pattern::of_rule(Location::caller(), Json::Null, Rule::Null)
}
