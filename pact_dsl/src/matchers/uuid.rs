use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// The form of a UUID with hyphens (RFC 9562 §4).
const UUID: &str = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

/// Accepts text that is a UUID with hyphens, in upper or lower case.
///
/// In the pact file: a `regex` rule, as the specification has no rule for UUIDs.
#[track_caller]
pub fn uuid(example: impl Into<String>) -> Pattern {
    let rule = Rule::Regex(UUID.to_owned());
    Pattern::of_rule(Location::caller(), Json::from(example.into()), rule)
}
