use std::panic::Location;

use pact_runtime::rule::Rule;

use crate::pattern::{IntoPattern, Pattern};

/// Accepts a text, list or object that is not empty. The kind of value is not compared; join it with
/// another matcher where it should be: `string("Ada").and(not_empty("Ada"))`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = not_empty("open");
/// assert!(pattern.matches("shut"));
/// assert!(!pattern.matches(""));
/// ```
///
/// In the pact file: `{ "match": "notEmpty" }`. Needs specification V4.
#[track_caller]
pub fn not_empty(example: impl IntoPattern) -> Pattern {
    let mut pattern = example.into_pattern();
    pattern.node_mut().location = Location::caller();
    pattern.with_rule(Rule::NotEmpty)
}
