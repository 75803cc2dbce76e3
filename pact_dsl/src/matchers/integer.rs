use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::{Pattern, WholeNumber};

/// Accepts any whole number: one without fraction and exponent, of any length and sign.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = integer(42);
/// assert!(pattern.matches(-7));
/// assert!(!pattern.matches(4.2));
/// ```
///
/// In the pact file: `{ "match": "integer" }`
#[track_caller]
pub fn integer(example: impl WholeNumber) -> Pattern {
    let example = Json::Number(example.number());
    Pattern::of_rule(Location::caller(), example, Rule::Integer)
}
