use crate::pattern::IntoPattern;

use super::{EachLike, each_like};

/// Accepts a list of at least so many items that all match this pattern: [`each_like`] with a `min`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(at_least(2, integer(1)));
/// assert!(pattern.matches([7, 8, 9]));
/// assert!(!pattern.matches([7]));
/// ```
///
/// In the pact file: `{ "match": "type", "min": 2 }`
#[track_caller]
pub fn at_least(min: usize, item: impl IntoPattern) -> EachLike {
    each_like(item).min(min)
}

/// Accepts a list of at most so many items that all match this pattern, the empty list too.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(at_most(2, integer(1)));
/// assert!(pattern.matches(&json!([])));
/// assert!(!pattern.matches([7, 8, 9]));
/// ```
///
/// In the pact file: `{ "match": "type", "max": 5 }`
#[track_caller]
pub fn at_most(max: usize, item: impl IntoPattern) -> EachLike {
    each_like(item).without_min().max(max)
}
