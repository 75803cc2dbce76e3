//! `values`: only the values of an object count, not its keys; the first member is the example of the
//! members that the example does not have.
//!
//! The walk over the document follows this rule (`matching::walk`); here is how it speaks.

use super::value::Value;
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["values"];

/// What the rule demands: of an object and what is directly in it, and of values further below.
pub(super) fn describe(expected: Option<Value<'_>>) -> String {
    match expected {
        Some(Value::Json(Json::Array(_) | Json::Object(_))) | None => {
            "has values like those of the example, under any keys".to_owned()
        }
        Some(_) => super::equality::describe(expected),
    }
}
