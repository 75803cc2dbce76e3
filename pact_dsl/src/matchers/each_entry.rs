use std::{borrow::Cow, panic::Location};

use pact_runtime::{
    json::Json,
    rule::{Combine, Definition, Rule},
};

use crate::pattern::{IntoPattern, IntoText, Node, Pattern, Shape};

/// Accepts an object of any number of members whose keys match one pattern and whose values match
/// another: a dictionary.
///
/// A plain key is only the example: any key will do.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let prices = json_pattern!({
///     "prices": each_entry(regex("[A-Z]{3}", "EUR"), { "amount": decimal(10.5) }),
/// });
/// # let _ = prices;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(each_entry(regex("[A-Z]{3}", "EUR"), { "amount": decimal(10.5) }));
/// assert!(pattern.matches(&json!({ "USD": { "amount": 1.5 }, "GBP": { "amount": 2.5 } })));
/// assert!(!pattern.matches(&json!({ "usd": { "amount": 1.5 } })));
/// ```
///
/// In the pact file: `{ "match": "values" }` for the object, beside it `{ "match": "eachKey", .. }` if the
/// key is a matcher, and the rules of the value for `.*`, each of its members. `eachKey` needs
/// specification V4.
#[track_caller]
pub fn each_entry(key: impl IntoText, value: impl IntoPattern) -> Pattern {
    let (name, rule, problem) = key_rule(key.into_pattern());
    let shape = Shape::AnyMember(name, value.into_pattern());
    let pattern = Pattern::of_shape(Location::caller(), shape);
    finish(pattern, rule, problem).with_rule(Rule::Values)
}

/// Accepts an object all of whose keys match a pattern of text; the values are compared with that of the
/// same key in the example, or else with the first one.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let stock = json_pattern!({
///     "stock": each_key(regex(r"[A-Z]\d+", "A1"), { "A1": integer(3), "B2": integer(0) }),
/// });
/// # let _ = stock;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(each_key(regex(r"[A-Z]\d+", "A1"), { "A1": integer(3) }));
/// assert!(pattern.matches(&json!({ "A1": 7 })));
/// assert!(!pattern.matches(&json!({ "a": 7 })));
/// ```
///
/// In the pact file: `{ "match": "eachKey", "rules": [..] }` and `{ "match": "values" }`. Needs
/// specification V4.
#[track_caller]
pub fn each_key(key: impl IntoText, object: impl IntoPattern) -> Pattern {
    let (_, rule, problem) = key_rule(key.into_pattern());
    let mut pattern = object.into_pattern();
    pattern.node_mut().location = Location::caller();
    let problem = problem.or_else(|| {
        rule.is_none()
            .then(|| "`each_key` needs a matcher for the keys, such as `regex(..)`".to_owned())
    });
    finish(pattern, rule, problem).with_rule(Rule::Values)
}

/// Accepts an object, or a list, all of whose values match one matcher, whatever the keys.
///
/// The matcher must be one without others inside; [`each_entry`] takes any pattern for the values.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let stock = json_pattern!({ "stock": each_value(integer(1), { "A1": 3, "B2": 0 }) });
/// # let _ = stock;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(each_value(integer(1), { "A1": 3 }));
/// assert!(pattern.matches(&json!({ "B2": 7 })));
/// assert!(!pattern.matches(&json!({ "B2": "7" })));
/// ```
///
/// In the pact file: `{ "match": "eachValue", "rules": [..] }`. Needs specification V4.
#[track_caller]
pub fn each_value(value: impl IntoPattern, example: impl IntoPattern) -> Pattern {
    let (definition, problem) = definition(value.into_pattern());
    let mut pattern = example.into_pattern();
    pattern.node_mut().location = Location::caller();
    let rule = match &definition.rules[..] {
        [] => None,
        _ => Some(Rule::EachValue(Box::new(definition))),
    };
    let problem = problem.or_else(|| {
        rule.is_none()
            .then(|| "`each_value` needs a matcher for the values, such as `integer(1)`".to_owned())
    });
    finish(pattern, rule, problem)
}

fn finish(pattern: Pattern, rule: Option<Rule>, problem: Option<String>) -> Pattern {
    let pattern = match rule {
        Some(rule) => pattern.with_rule(rule),
        None => pattern,
    };
    match problem {
        Some(problem) => pattern.with_problem(problem),
        None => pattern,
    }
}

/// Example and rule of a key.
fn key_rule(key: Pattern) -> (Cow<'static, str>, Option<Rule>, Option<String>) {
    let (definition, problem) = definition(key);
    let name = definition.value.clone().unwrap_or_default();
    let rule = match &definition.rules[..] {
        [] => None,
        _ => Some(Rule::EachKey(Box::new(definition))),
    };
    (Cow::Owned(name), rule, problem)
}

/// What a pattern without others inside demands of a key or a value.
fn definition(pattern: Pattern) -> (Definition, Option<String>) {
    let Node {
        shape,
        rules,
        generator,
        problems,
        ..
    } = pattern.into_node();
    let mut problem = problems.into_iter().next();
    let value = match shape {
        Shape::Plain(Json::String(text)) => Some(text.into_owned()),
        Shape::Plain(json) => Some(json.to_string()),
        _ => {
            problem = Some(
                "a matcher for each key or value cannot have others inside; use `each_entry(key, value)`"
                    .to_owned(),
            );
            None
        }
    };
    if rules.combine == Combine::Or && rules.rules.len() > 1 {
        problem = Some("matchers for each key or value cannot be joined by `or`".to_owned());
    }
    let definition = Definition {
        value,
        rules: rules.rules,
        generator,
    };
    (definition, problem)
}
