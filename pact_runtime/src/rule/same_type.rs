//! `type`: the same kind of value as the example; with `min` and `max` also a length.

use super::{
    Rule,
    attributes::{Attributes, RuleError},
    value::{Value, Verdict, items, which_is},
};
use crate::json::{Json, OwnedObject};

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["type", "min", "max"];

/// Numbers are of one kind. Texts have no kind, so every text will do. An example of `null` says
/// nothing of the kind (a nullable field), nor does a missing one.
pub(super) fn check(expected: Option<Value<'_>>, actual: Value<'_>) -> Verdict {
    let same = match (expected, actual) {
        (Some(Value::Json(expected)), Value::Json(actual)) => same_kind(expected, actual),
        _ => true,
    };
    same.into()
}

fn same_kind(expected: &Json<'_>, actual: &Json<'_>) -> bool {
    matches!(
        (expected, actual),
        (Json::Null, _)
            | (Json::Bool(_), Json::Bool(_))
            | (Json::Number(_), Json::Number(_))
            | (Json::String(_), Json::String(_))
            | (Json::Array(_), Json::Array(_))
            | (Json::Object(_), Json::Object(_))
    )
}

/// Whether a list or an object of this length is neither too short nor too long.
pub(crate) fn length_fits(min: Option<usize>, max: Option<usize>, length: usize) -> bool {
    min.is_none_or(|min| length >= min) && max.is_none_or(|max| length <= max)
}

/// What the rule demands.
pub(super) fn describe(
    min: Option<usize>,
    max: Option<usize>,
    expected: Option<Value<'_>>,
) -> String {
    if matches!(expected, Some(Value::Json(json)) if !matches!(json, Json::Array(_) | Json::Object(_)))
    {
        return describe_kind(expected);
    }
    match (min, max) {
        (None, None) => describe_kind(expected),
        (Some(min), None) => format!("has at least {}", items(min)),
        (None, Some(max)) => format!("has at most {}", items(max)),
        (Some(min), Some(max)) => format!("has {min} to {}", items(max)),
    }
}

fn describe_kind(expected: Option<Value<'_>>) -> String {
    match expected {
        Some(Value::Json(Json::Number(_))) => "is a number".to_owned(),
        Some(expected @ Value::Json(_)) => format!("is {}", expected.kind()),
        _ => "is of the type of the example".to_owned(),
    }
}

/// What the value is instead.
pub(super) fn explain(bounded: bool, actual: Value<'_>) -> Option<String> {
    match actual {
        Value::Json(Json::Array(list)) if bounded => {
            Some(format!("which has {}", items(list.len())))
        }
        Value::Json(Json::Object(members)) if bounded => {
            Some(format!("which has {}", items(members.len())))
        }
        _ => which_is(actual),
    }
}

/// The wording of the reference implementation.
pub(super) fn message(
    min: Option<usize>,
    max: Option<usize>,
    expected: Option<Value<'_>>,
    actual: Value<'_>,
) -> String {
    let length = match actual {
        // Of another kind than the example, it is the kind that matters.
        _ if expected.is_some() && !actual.is_container_like(expected) => None,
        Value::Json(Json::Array(list)) => Some(list.len()),
        Value::Json(Json::Object(members)) => Some(members.len()),
        _ => None,
    };
    let bounds = length.and_then(|length| {
        let short = min.filter(|min| length < *min).map(|min| ("minimum", min));
        let long = max.filter(|max| length > *max).map(|max| ("maximum", max));
        short.or(long).map(|bound| (length, bound))
    });
    if let Some((length, (bound, limit))) = bounds {
        let shown = listed(actual);
        return format!("Expected {shown} (size {length}) to have {bound} size of {limit}");
    }
    let expected = expected.map_or_else(|| "nothing".to_owned(), Value::typed);
    format!(
        "Expected {} to be the same type as {expected}",
        actual.typed()
    )
}

/// A list as the reference implementation shows it: `[1, 2]`.
fn listed(value: Value<'_>) -> String {
    match value {
        Value::Json(Json::Array(list)) => {
            let shown: Vec<_> = list.iter().map(super::value::sorted).collect();
            format!("[{}]", shown.join(", "))
        }
        other => other.quoted(),
    }
}

/// Reads the rule.
pub(super) fn read(attributes: &Attributes<'_>) -> Result<Rule, RuleError> {
    Ok(
        match (attributes.length("min")?, attributes.length("max")?) {
            (None, None) => Rule::Type,
            (Some(min), None) => Rule::MinType(min),
            (None, Some(max)) => Rule::MaxType(max),
            (Some(min), Some(max)) => Rule::MinMaxType(min, max),
        },
    )
}

/// Writes what the rule has beside its name.
pub(super) fn write(min: Option<usize>, max: Option<usize>, json: &mut OwnedObject) {
    for (key, bound) in [("min", min), ("max", max)] {
        if let Some(bound) = bound {
            json.insert(key, bound);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::{check, check_text};

    #[test]
    fn compares_kinds() {
        check(&Rule::Type, r#""a""#, r#""b""#, true);
        check(&Rule::Type, r#""a""#, "1", false);
        check(&Rule::Type, "1", "2.5", true);
        check(&Rule::Type, "true", "false", true);
        check(&Rule::Type, "true", r#""true""#, false);
        check(&Rule::Type, "{}", "[]", false);
        check(&Rule::Type, r#""a""#, "null", false);
        check_text(&Rule::Type, "1", "a", true);
    }

    #[test]
    fn a_null_example_says_nothing_of_the_type() {
        check(&Rule::Type, "null", r#""a""#, true);
        check(&Rule::Type, "null", "null", true);
    }

    #[test]
    fn explains_a_short_list() {
        let list = Json::from(vec![Json::from("a")]);
        assert_eq!(describe(Some(2), None, None), "has at least 2 items");
        assert_eq!(
            explain(true, Value::Json(&list)).as_deref(),
            Some("which has 1 item")
        );
        assert_eq!(
            message(Some(2), None, None, Value::Json(&list)),
            r#"Expected ["a"] (size 1) to have minimum size of 2"#
        );
    }

    #[test]
    fn explains_another_kind() {
        let (text, number) = (Json::from("a"), Json::from(100));
        let (expected, actual) = (Some(Value::Json(&text)), Value::Json(&number));
        assert_eq!(describe(None, None, expected), "is a string");
        assert_eq!(
            explain(false, actual).as_deref(),
            Some("which is an integer")
        );
        assert_eq!(
            message(None, None, expected, actual),
            "Expected 100 (Integer) to be the same type as 'a' (String)"
        );
    }
}
