use std::panic::Location;

use pact_runtime::rule::Rule;

use crate::pattern::{IntoPattern, Pattern};

/// Accepts this value alone, also inside a [`like`](super::like()) or an [`each_like`](super::each_like())
/// that would accept more.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(like({ "kind": equal("order"), "id": 42 }));
/// assert!(pattern.matches(&json!({ "kind": "order", "id": 7 })));
/// assert!(!pattern.matches(&json!({ "kind": "offer", "id": 7 })));
/// ```
///
/// In the pact file: `{ "match": "equality" }`
#[track_caller]
pub fn equal(example: impl IntoPattern) -> Pattern {
    let mut pattern = example.into_pattern();
    let node = pattern.node_mut();
    node.location = Location::caller();
    if !node.rules.rules.is_empty() {
        let problem = "`equal` takes a plain value; a matcher accepts more than one value";
        node.problems.push(problem.to_owned());
    }
    pattern.with_rule(Rule::Equality)
}
