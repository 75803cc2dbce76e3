use std::panic::Location;

use pact_runtime::rule::Rule;
use serde::Serialize;

use crate::pattern::{IntoPattern, Pattern, from_serialize};

/// A matching rule as the pact file writes it, for a rule that has no matcher here: one of a plugin, or of
/// a later version of the specification.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let card = json_pattern!({
///     "number": rule(json!({ "match": "luhn", "strict": true }), "4111111111111111"),
/// });
/// # let _ = card;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = rule(json!({ "match": "type" }), "raw");
/// assert!(pattern.matches("other"));
/// assert!(!pattern.matches(1));
/// ```
///
/// A definition that is no rule fails the test.
#[track_caller]
pub fn rule(definition: impl Serialize, example: impl IntoPattern) -> Pattern {
    let definition = from_serialize(&definition);
    let mut pattern = example.into_pattern();
    let node = pattern.node_mut();
    node.location = Location::caller();
    let rule = match &definition {
        Ok(json) => Rule::from_json(json).map_err(|error| error.to_string()),
        Err(error) => Err(format!("the rule cannot be serialised; {error}")),
    };
    match rule {
        Ok(rule) => node.rules.rules.push(rule),
        Err(problem) => node.problems.push(problem),
    }
    pattern
}
