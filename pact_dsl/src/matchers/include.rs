use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts text that contains this text, which is the example too unless
/// [`example`](Pattern::example) sets another.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = include("open");
/// assert!(pattern.matches("the order is open"));
/// assert!(!pattern.matches("shut"));
/// ```
///
/// In the pact file: `{ "match": "include", "value": "open" }`
#[track_caller]
pub fn include(text: impl Into<String>) -> Pattern {
    let text = text.into();
    let rule = Rule::Include(text.clone());
    Pattern::of_rule(Location::caller(), Json::from(text), rule)
}
