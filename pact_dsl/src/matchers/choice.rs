use std::panic::Location;

use pact_runtime::{
    json::Json,
    rule::{Combine, Rule},
};

use crate::pattern::{IntoPattern, Pattern, Shape};

/// Accepts a value that one of these matchers accepts; the example is that of the first.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let order = json_pattern!({
///     "shipped_at": any_of([iso_date("2026-11-20"), null()]),
///     "address": any_of([like({ "city": "Graz" }), null()]),
/// });
/// # let _ = order;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = any_of([iso_date("2026-11-20"), null()]);
/// assert!(pattern.matches(()));
/// assert!(!pattern.matches("soon"));
/// ```
///
/// In the pact file: the rules of all of them in one list with `"combine": "OR"`.
#[track_caller]
pub fn any_of(patterns: impl IntoPattern) -> Pattern {
    joined(Location::caller(), patterns.into_pattern(), Combine::Or)
}

/// Accepts a value that all of these matchers accept; the example is that of the first.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let name = json_pattern!({ "name": all_of([string("Ada"), not_empty("Ada")]) });
/// # let _ = name;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = all_of([regex("[a-z]+", "ada"), include("a")]);
/// assert!(pattern.matches("anna"));
/// assert!(!pattern.matches("tom"));
/// ```
///
/// In the pact file: the rules of all of them in one list with `"combine": "AND"`.
#[track_caller]
pub fn all_of(patterns: impl IntoPattern) -> Pattern {
    joined(Location::caller(), patterns.into_pattern(), Combine::And)
}

/// Accepts one of these plain values; the example is the first.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let status = json_pattern!({ "status": one_of(["open", "closed"]) });
/// # let _ = status;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = one_of(["open", "closed"]);
/// assert!(pattern.matches("closed"));
/// assert!(!pattern.matches("shut"));
/// ```
///
/// In the pact file: of texts, a `regex` rule that lists them, as the specification has no rule for sets of
/// values; of other scalars too, by their JSON text.
#[track_caller]
pub fn one_of(values: impl IntoPattern) -> Pattern {
    let location = Location::caller();
    let node = values.into_pattern().into_node();
    let Shape::Array(values) = node.shape else {
        return Pattern::plain(location, Json::Null).with_problem(
            "`one_of` needs a list of values, as in `one_of([\"open\", \"closed\"])`",
        );
    };
    let mut alternatives = Vec::with_capacity(values.len());
    let mut first = None;
    let mut problem = values
        .is_empty()
        .then_some("`one_of` needs at least one value");
    for value in values {
        let node = value.into_node();
        let Shape::Plain(example) = node.shape else {
            problem = Some("`one_of` chooses among texts, numbers and booleans");
            continue;
        };
        if !node.rules.rules.is_empty() {
            problem = Some("`one_of` takes plain values; `any_of` takes matchers");
        }
        alternatives.push(match &example {
            Json::String(text) => escape(text),
            other => escape(&other.to_string()),
        });
        first.get_or_insert(example);
    }
    let regex = format!("^({})$", alternatives.join("|"));
    let rule = Rule::Regex(regex);
    let pattern = Pattern::of_rule(location, first.unwrap_or(Json::Null), rule);
    match problem {
        Some(problem) => pattern.with_problem(problem),
        None => pattern,
    }
}

/// The text as a regular expression that matches just it.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if r"\.+*?()|[]{}^$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn joined(location: &'static Location<'static>, patterns: Pattern, combine: Combine) -> Pattern {
    let node = patterns.into_node();
    let mut patterns = match node.shape {
        Shape::Array(patterns) => patterns.into_iter(),
        _ => Vec::new().into_iter(),
    };
    let Some(mut whole) = patterns.next() else {
        return Pattern::plain(location, Json::Null)
            .with_problem("a list of matchers is needed, as in `any_of([integer(1), null()])`");
    };
    for pattern in patterns {
        whole = whole.combined(pattern, combine);
    }
    whole.node_mut().location = location;
    whole
}
