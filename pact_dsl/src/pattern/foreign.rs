//! Content that comes from `serde`: brought into one form, whatever features `serde_json` has in this build.
//!
//! # Why
//! Any crate of a build can turn on `preserve_order` or `arbitrary_precision` of `serde_json`, and with them
//! the same test would write another pact file. So keys are sorted here, and decimals are written from their
//! value, not from their digits.

use std::panic::Location;

use pact_runtime::json::{Json, Number, OwnedJson};
use serde::Serialize;

use super::Pattern;

/// Any serialisable value as a plain example: it matches just what it serialises to.
///
/// Keys are sorted, so the pact file does not depend on the order of a hash map or on features of
/// `serde_json`. A value that cannot be serialised fails the test with the place of this call.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// #[derive(serde::Serialize)]
/// struct Order {
///     id: u64,
/// }
///
/// let body = json_pattern!({ "order": json(Order { id: 42 }) });
/// # let _ = body;
/// ```
#[track_caller]
pub fn json(value: impl Serialize) -> Pattern {
    of_result(Location::caller(), from_serialize(&value))
}

/// The example of a serialised value, or the problem with it.
pub(super) fn of_result(
    location: &'static Location<'static>,
    json: Result<OwnedJson, serde_json::Error>,
) -> Pattern {
    match json {
        Ok(json) => Pattern::plain(location, json),
        Err(error) => {
            let problem = format!("the value cannot be serialised; {error}");
            Pattern::plain(location, Json::Null).with_problem(problem)
        }
    }
}

/// A serialisable value in the one form.
pub(crate) fn from_serialize(value: &impl Serialize) -> Result<OwnedJson, serde_json::Error> {
    let mut json = Json::from_serialize(value)?;
    unify(&mut json);
    Ok(json)
}

/// Brings sorted keys and decimals written from their value into a document.
fn unify(json: &mut OwnedJson) {
    unify_numbers(json);
    json.sort_keys();
}

fn unify_numbers(json: &mut OwnedJson) {
    match json {
        Json::Null | Json::Bool(_) | Json::String(_) => {}
        Json::Number(number) => *number = unified(number),
        Json::Array(elements) => elements.iter_mut().for_each(unify_numbers),
        Json::Object(object) => object
            .iter_mut()
            .for_each(|(_, value)| unify_numbers(value)),
    }
}

/// A decimal as the nearest `f64` is written; an integer, and a decimal beyond `f64`, as it stands.
fn unified(number: &Number<'_>) -> Number<'static> {
    if !number.is_integer()
        && let Ok(shortest) = Number::try_from(number.as_f64())
    {
        return shortest;
    }
    number.clone().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_one_form_whatever_serde_json_kept() {
        let value: serde_json::Value =
            serde_json::from_str(r#"{"b":1.50,"a":{"d":1e2,"c":[1,-2]}}"#).unwrap();
        let expected = r#"{"a":{"c":[1,-2],"d":100.0},"b":1.5}"#;
        assert_eq!(from_serialize(&value).unwrap().to_string(), expected);
    }

    #[test]
    fn keeps_every_digit_of_wide_integers() {
        let json = from_serialize(&u128::MAX).unwrap();
        assert_eq!(json.to_string(), u128::MAX.to_string());
    }

    #[test]
    fn carries_the_problem_of_a_value_that_cannot_be_serialised() {
        assert_eq!(
            json([f64::NAN]).node().problems,
            ["the value cannot be serialised; JSON has no infinite numbers and no NaN"]
        );
        let keys = std::collections::HashMap::from([((1, 2), 3)]);
        assert_eq!(
            json(keys).node().problems,
            ["the value cannot be serialised; key must be a string"]
        );
    }
}
