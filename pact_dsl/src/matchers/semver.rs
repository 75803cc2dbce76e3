use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts text that is a semantic version (semver.org 2.0.0), such as `1.4.0-rc.1`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = semver("1.4.0");
/// assert!(pattern.matches("2.0.0-rc.1"));
/// assert!(!pattern.matches("1.4"));
/// ```
///
/// In the pact file: `{ "match": "semver" }`. Needs specification V4.
#[track_caller]
pub fn semver(example: impl Into<String>) -> Pattern {
    Pattern::of_rule(Location::caller(), Json::from(example.into()), Rule::Semver)
}
