use std::panic::Location;

use pact_runtime::rule::Rule;

use crate::pattern::{IntoPattern, Pattern};

/// Accepts any value of the same kind: text for text, a number for a number, an object with the same
/// keys for an object. This goes for all that is inside too, save where a matcher inside says more.
///
/// A list inside may have any number of items, none too; [`each_like`](super::each_like()) demands some.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(like({ "id": 42, "tags": ["new"] }));
/// assert!(pattern.matches(&json!({ "id": 7, "tags": [] })));
/// assert!(!pattern.matches(&json!({ "id": "7", "tags": [] })));
/// ```
///
/// In the pact file: `{ "match": "type" }`
#[track_caller]
pub fn like(example: impl IntoPattern) -> Pattern {
    let mut pattern = example.into_pattern();
    let node = pattern.node_mut();
    // A matcher says more about its value than this one would.
    if node.rules.rules.is_empty() {
        node.location = Location::caller();
        node.rules.rules.push(Rule::Type);
    }
    pattern
}
