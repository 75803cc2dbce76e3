use std::panic::Location;

use pact_runtime::{
    generator::{DataType, Generator},
    json::Json,
    rule::Rule,
};

use crate::pattern::{IntoPattern, IntoText, Pattern, Shape};

/// A value that the provider state decides when the provider is verified: the expression names a value
/// that the state change returned, or a parameter of the state, as a bare key or in a text with `${key}`.
///
/// In the consumer's test the example stands for it. In the path, query and headers of a request just the
/// example is accepted; elsewhere any value of its kind, or what the matcher accepts if the example is one.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let request = get(from_state("/orders/${id}", "/orders/42"));
/// let response = ok().json(json_pattern!({ "id": from_state("id", integer(42)) }));
/// # let _ = (request, response);
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = from_state("${id}", integer(42));
/// assert!(pattern.matches(97));
/// assert!(!pattern.matches("97"));
/// ```
///
/// In the pact file: a generator `{ "type": "ProviderState", "expression": "/orders/${id}" }`. Needs
/// specification V3.
#[track_caller]
pub fn from_state(expression: impl Into<String>, example: impl IntoPattern) -> Pattern {
    let mut pattern = example.into_pattern();
    let node = pattern.node_mut();
    node.location = Location::caller();
    node.generator = Some(Generator::ProviderState {
        expression: expression.into(),
        data_type: Some(data_type(&node.shape)),
    });
    pattern
}

fn data_type(example: &Shape) -> DataType {
    match example {
        Shape::Plain(Json::String(_)) => DataType::String,
        Shape::Plain(Json::Bool(_)) => DataType::Boolean,
        Shape::Plain(Json::Number(number)) if number.is_integer() => DataType::Integer,
        Shape::Plain(Json::Number(_)) => DataType::Decimal,
        _ => DataType::Raw,
    }
}

/// A URL of the provider: accepts any base in front of this path, and in the test the base is that of the
/// mock server, so that the client under test can follow it.
///
/// The path is text, or a [`regex`](super::regex()).
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let links = json_pattern!({
///     "self": mock_server_url("/orders/42"),
///     "lines": mock_server_url(regex(r"/orders/\d+/lines", "/orders/42/lines")),
/// });
/// # let _ = links;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = mock_server_url("/orders/42");
/// assert!(pattern.matches("https://shop.example.com/orders/42"));
/// assert!(!pattern.matches("https://shop.example.com/orders/43"));
/// ```
///
/// In the pact file: `{ "match": "regex", "regex": ".*(/orders/42)$" }` and a generator `MockServerURL`.
/// Needs specification V4.
#[track_caller]
pub fn mock_server_url(path: impl IntoText) -> Pattern {
    let location = Location::caller();
    let mut node = path.into_pattern().into_node();
    let Shape::Plain(Json::String(example)) = node.shape else {
        return Pattern::plain(location, Json::Null)
            .with_problem("`mock_server_url` needs a path such as `/orders/42`");
    };
    let path = match node.rules.rules.pop() {
        None => super::choice::escape(&example),
        Some(Rule::Regex(regex)) => {
            let inner = regex.strip_prefix('^').unwrap_or(&regex);
            inner.strip_suffix('$').unwrap_or(inner).to_owned()
        }
        Some(_) => {
            node.problems
                .push("the path of `mock_server_url` is text or a `regex(..)`".to_owned());
            String::new()
        }
    };
    let regex = format!(".*({path})$");
    let example = format!("http://localhost:8080{example}");
    let rule = Rule::Regex(regex.clone());
    let mut pattern = Pattern::of_rule(location, Json::from(example.clone()), rule);
    let made = pattern.node_mut();
    made.problems = node.problems;
    made.generator = Some(Generator::MockServerUrl { example, regex });
    pattern
}
