//! Tests of matching as a whole. Those of one rule stand with the rule.

mod bodies;
mod explain;
mod json;
mod message;
#[cfg(feature = "multipart")]
mod multipart;
mod properties;
mod reference_defects;
mod request;
mod self_check;
mod wording;
#[cfg(feature = "xml")]
mod xml;

use super::{
    ActualRequest, ActualResponse, Difference, MatchOptions, Mismatch, RequestMatcher,
    ResponseMatcher,
};
use crate::{
    json::Json,
    model::{Body, Request, Response, SpecVersion},
    path::PathExpr,
    rule::{Category, MatchingRules, RuleList},
};

/// Rules of one category from their JSON form in V3.
fn rules(category: Category, json: &str) -> MatchingRules {
    let mut rules = MatchingRules::default();
    let document = Json::parse(json.as_bytes()).unwrap();
    for (path, list) in document.as_object().unwrap().iter() {
        let path: PathExpr = path.parse().unwrap();
        rules.add(category, path, RuleList::from_json(list).unwrap());
    }
    rules
}

fn options(like: Option<Difference>) -> MatchOptions {
    let options = MatchOptions::new(SpecVersion::V4);
    like.map_or(options, |difference| options.like_reference(difference))
}

/// The mismatches of a JSON body in a response.
fn response_mismatches(
    expected: &str,
    rules_json: &str,
    actual: &str,
    like: Option<Difference>,
) -> Vec<Mismatch> {
    let response = Response {
        body: Body::json(Json::parse(expected.as_bytes()).unwrap().into_owned()),
        rules: rules(Category::Body, rules_json),
        ..Response::default()
    };
    let matcher = ResponseMatcher::compile(&response, &options(like)).unwrap();
    let actual = ActualResponse::new(200)
        .with_headers([("Content-Type", "application/json")])
        .with_body(actual.as_bytes());
    let mismatches = matcher.compare(&actual);
    assert_eq!(matcher.matches(&actual), mismatches.is_empty());
    mismatches
}

/// The mismatches of a JSON body in a request.
fn request_mismatches(expected: &str, rules_json: &str, actual: &str) -> Vec<Mismatch> {
    let request = Request {
        body: Body::json(Json::parse(expected.as_bytes()).unwrap().into_owned()),
        rules: rules(Category::Body, rules_json),
        ..Request::default()
    };
    let matcher = RequestMatcher::compile(&request, &options(None)).unwrap();
    let actual = ActualRequest::new("GET", "/")
        .with_headers([("Content-Type", "application/json")])
        .with_body(actual.as_bytes());
    let mismatches = matcher.compare(&actual);
    assert_eq!(matcher.matches(&actual), mismatches.is_empty());
    mismatches
}

#[cfg(not(any(feature = "xml", feature = "multipart")))]
#[test]
fn rules_inside_a_body_that_cannot_be_looked_into_are_refused() {
    let check = |content_type: &str, path: &str, message: Option<&str>| {
        let request = Request {
            body: Body::text("x", crate::model::ContentType::parse(content_type)),
            rules: rules(
                Category::Body,
                &format!(r#"{{"{path}":{{"matchers":[{{"match":"type"}}]}}}}"#),
            ),
            ..Request::default()
        };
        let compiled = RequestMatcher::compile(&request, &options(None));
        let found = compiled.err().map(|error| error.to_string());
        assert_eq!(found.as_deref(), message, "{content_type}");
    };
    check(
        "application/xml",
        "$.a",
        Some("rule `type` at `$.a` of `body` needs the feature `xml`; turn it on"),
    );
    check(
        "multipart/form-data",
        "$.a",
        Some("rule `type` at `$.a` of `body` needs the feature `multipart`; turn it on"),
    );
    check("application/xml", "$", None);
    check("application/json", "$.a", None);
}

fn descriptions(mismatches: &[Mismatch]) -> Vec<String> {
    mismatches.iter().map(Mismatch::description).collect()
}
