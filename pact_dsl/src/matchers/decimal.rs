use std::panic::Location;

use pact_runtime::rule::Rule;

use crate::pattern::{DecimalNumber, Pattern};

/// Accepts any number with a fraction or an exponent.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = decimal(10.5);
/// assert!(pattern.matches(-0.25));
/// assert!(!pattern.matches(10));
/// ```
///
/// In the pact file: `{ "match": "decimal" }`
///
/// Many services write `10` where they mean `10.0`; [`number`](super::number()) accepts both.
#[track_caller]
pub fn decimal(example: impl DecimalNumber) -> Pattern {
    super::number::of_number(Location::caller(), example.number(), Rule::Decimal)
}
