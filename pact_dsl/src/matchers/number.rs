use std::panic::Location;

use pact_runtime::{
    json::{Json, NotFinite, Number},
    rule::Rule,
};

use crate::pattern::{AnyNumber, Pattern};

/// Accepts any number, whole or not.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = number(42);
/// assert!(pattern.matches(10.5));
/// assert!(!pattern.matches("42"));
/// ```
///
/// In the pact file: `{ "match": "number" }`
#[track_caller]
pub fn number(example: impl AnyNumber) -> Pattern {
    of_number(Location::caller(), example.number(), Rule::Number)
}

pub(super) fn of_number(
    location: &'static Location<'static>,
    example: Result<Number<'static>, NotFinite>,
    rule: Rule,
) -> Pattern {
    match example {
        Ok(number) => Pattern::of_rule(location, Json::Number(number), rule),
        Err(error) => Pattern::plain(location, Json::Null)
            .with_problem(format!("an example must be finite; {error}")),
    }
}
