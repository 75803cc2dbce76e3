use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts text that the regular expression matches as a whole, from its first to its last character.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = regex("^(open|closed)$", "open");
/// assert!(pattern.matches("closed"));
/// assert!(!pattern.matches("reopened"));
/// ```
///
/// In the pact file: `{ "match": "regex", "regex": "^(open|closed)$" }`
///
/// The expression is of the `regex` crate's kind. One that cannot be read, or
/// that does not match its own example, fails the test.
#[track_caller]
pub fn regex(regex: impl Into<String>, example: impl Into<String>) -> Pattern {
    let rule = Rule::Regex(regex.into());
    Pattern::of_rule(Location::caller(), Json::from(example.into()), rule)
}
