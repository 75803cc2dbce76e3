//! Trying a pattern on a value, without a server.

use pact_runtime::{
    harness::Part,
    json::{Object, OwnedJson},
    matching::{ActualMessage, MatchOptions, MessageMatcher, Mismatch},
    model::{Body, MessageContents},
    path::PathExpr,
    rule::Category,
};
use serde::Serialize;

use super::{Pattern, compile::Sink, from_serialize};

impl Pattern {
    /// Whether a value matches the pattern, as part of a response does: more members than expected are
    /// allowed in an object.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let order = json_pattern!({ "id": integer(42) });
    /// assert!(order.matches(&json!({ "id": 7, "note": "gift" })));
    /// assert!(!order.matches(&json!({ "id": "7" })));
    /// ```
    pub fn matches(&self, actual: impl Serialize) -> bool {
        self.mismatches(actual).is_empty()
    }

    /// What keeps a value from matching the pattern, one text for each mismatch; what is wrong with the
    /// pattern itself counts too.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let order = json_pattern!({ "id": integer(42) });
    /// assert_eq!(
    ///     order.mismatches(&json!({ "id": "7" })),
    ///     ["body $.id: expected: is an integer; actual: \"7\", which is a string"]
    /// );
    /// ```
    pub fn mismatches(&self, actual: impl Serialize) -> Vec<String> {
        match from_serialize(&actual) {
            Ok(actual) => self.check(&actual),
            Err(error) => vec![format!("the value cannot be serialised; {error}")],
        }
    }

    pub(crate) fn check(&self, actual: &OwnedJson) -> Vec<String> {
        let mut sink = Sink::new(Part::Contents, Vec::new());
        let example = sink.json(Category::Body, PathExpr::root(), self.clone());
        if !sink.problems.is_empty() {
            let problems = sink.problems.into_iter();
            return problems.map(|problem| problem.message).collect();
        }
        let expected = MessageContents {
            body: Body::json(example),
            rules: sink.rules,
            ..MessageContents::default()
        };
        let matcher = match MessageMatcher::compile(&expected, &MatchOptions::default()) {
            Ok(matcher) => matcher,
            Err(error) => return vec![chain(&error)],
        };
        let (bytes, metadata) = (actual.to_string().into_bytes(), Object::new());
        let content_type = expected.body.content_type().cloned();
        let message = ActualMessage::new(&metadata)
            .with_contents(&bytes)
            .with_content_type(content_type);
        matcher.compare(&message).iter().map(text).collect()
    }
}

fn text(mismatch: &Mismatch) -> String {
    format!(
        "{}: expected: {}; actual: {}",
        mismatch.place(),
        mismatch.expectation(),
        mismatch.finding()
    )
}

/// An error and what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str("; ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
