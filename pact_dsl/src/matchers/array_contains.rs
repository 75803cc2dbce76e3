use std::panic::Location;

use crate::pattern::{IntoPattern, Pattern, Shape};

/// Accepts a list in which each of these patterns matches some item, in any order, whatever else is in it.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let links = json_pattern!(array_contains([
///     { "rel": "self", "href": string("/orders/42") },
///     { "rel": "cancel", "href": string("/orders/42/cancel") },
/// ]));
/// # let _ = links;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = array_contains([integer(1), string("a")]);
/// assert!(pattern.matches(&json!([null, "b", 7])));
/// assert!(!pattern.matches([1, 2]));
/// ```
///
/// In the pact file: `{ "match": "arrayContains", "variants": [..] }`, each variant with the rules of its
/// pattern. Needs specification V4.
#[track_caller]
pub fn array_contains(patterns: impl IntoPattern) -> Pattern {
    let location = Location::caller();
    let pattern = patterns.into_pattern();
    let node = pattern.into_node();
    match node.shape {
        Shape::Array(patterns) if !patterns.is_empty() && node.rules.rules.is_empty() => {
            Pattern::of_shape(location, Shape::Variants(patterns))
        }
        shape => Pattern::of_shape(location, shape).with_problem(
            "`array_contains` needs a list of what to look for, as in `array_contains([1, integer(2)])`",
        ),
    }
}
