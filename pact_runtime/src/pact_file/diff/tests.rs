//! What a change asks of the provider.

use super::*;
use crate::{codec, model::SpecVersion};

fn interaction(text: &str) -> Interaction {
    let json = Json::parse(text.as_bytes()).unwrap();
    codec::read_interaction(json, SpecVersion::V4).unwrap()
}

/// Compares two interactions and expects one line a difference: place and demand.
fn check(before: &str, after: &str, expected: &[&str]) {
    let found = differences(&interaction(before), &interaction(after));
    let lines: Vec<String> = found
        .iter()
        .map(|one| format!("{} {:?}", one.place, one.demand))
        .collect();
    assert_eq!(lines, expected, "{before} to {after}");
}

fn check_http(before: &str, after: &str, expected: &[&str]) {
    let http =
        |members: &str| format!(r#"{{"type": "Synchronous/HTTP", "description": "d", {members}}}"#);
    check(&http(before), &http(after), expected);
}

/// Compares the bodies of two responses, with these rules before and after.
fn check_body(before: (&str, &str), after: (&str, &str), expected: &[&str]) {
    let response = |(body, rules): (&str, &str)| {
        format!(
            r#""response": {{"body": {{"content": {body}, "contentType": "application/json"}},
                "matchingRules": {{"body": {{{rules}}}}}}}"#
        )
    };
    check_http(&response(before), &response(after), expected);
}

const TYPE: &str = r#""$.a": {"matchers": [{"match": "type"}]}"#;

#[test]
fn equal_interactions_do_not_differ() {
    check_body(
        (r#"{"a": 1, "b": 2}"#, TYPE),
        (r#"{"b": 2, "a": 1}"#, TYPE),
        &[],
    );
}

#[test]
fn more_in_a_response_asks_more_and_less_asks_less() {
    let (one, two) = (r#"{"a": 1}"#, r#"{"a": 1, "b": {"c": 2}}"#);
    check_body((one, ""), (two, ""), &["$.response.body.b More"]);
    check_body((two, ""), (one, ""), &["$.response.body.b Less"]);
    let headers = |names: &str| format!(r#""response": {{"headers": {{{names}}}}}"#);
    let (none, some) = (headers(""), headers(r#""X": ["1"]"#));
    check_http(&none, &some, &["$.response.headers.x More"]);
    check_http(&some, &none, &["$.response.headers.x Less"]);
    let body = r#""response": {"body": {"content": "x"}}"#;
    check_http(r#""response": {}"#, body, &["$.response.body More"]);
}

#[test]
fn another_example_asks_something_else_unless_a_rule_covers_it() {
    check_body(
        (r#"{"a": 1}"#, ""),
        (r#"{"a": 2}"#, ""),
        &["$.response.body.a Other"],
    );
    check_body(
        (r#"{"a": 1}"#, TYPE),
        (r#"{"a": 2}"#, TYPE),
        &["$.response.body.a Same"],
    );
    check_body(
        (r#"{"a": 1}"#, TYPE),
        (r#"{"a": "2"}"#, TYPE),
        &["$.response.body.a Other"],
    );
    let nested = (r#"{"a": [{"b": 1}]}"#, r#"{"a": [{"b": 2}, {"b": 3}]}"#);
    let places = ["$.response.body.a[0].b Same", "$.response.body.a[1] Same"];
    check_body((nested.0, TYPE), (nested.1, TYPE), &places);
    check_http(
        r#""response": {"status": 200}"#,
        r#""response": {"status": 201}"#,
        &["$.response.status Other"],
    );
}

fn check_rules(before: &str, after: &str, demand: &str) {
    let rules = |matchers: &str| match matchers {
        "" => String::new(),
        _ => format!(r#""$.a": {{"matchers": [{matchers}]}}"#),
    };
    let body = r#"{"a": [1]}"#;
    let line = format!("$.response.matchingRules.body['$.a'] {demand}");
    check_body((body, &rules(before)), (body, &rules(after)), &[&line]);
}

#[test]
fn a_stricter_rule_asks_more_and_a_looser_one_less() {
    let (kind, min) = (r#"{"match": "type"}"#, r#"{"match": "type", "min": 2}"#);
    check_rules("", kind, "Less");
    check_rules(kind, "", "More");
    check_rules(kind, min, "More");
    check_rules(min, kind, "Less");
    check_rules(r#"{"match": "type", "min": 1}"#, min, "More");
    check_rules(
        r#"{"match": "type", "max": 3}"#,
        r#"{"match": "type", "max": 4}"#,
        "Less",
    );
    check_rules(min, r#"{"match": "type", "max": 4}"#, "Other");
    check_rules(r#"{"match": "integer"}"#, r#"{"match": "number"}"#, "Less");
    check_rules(
        r#"{"match": "regex", "regex": "a"}"#,
        r#"{"match": "regex", "regex": "b"}"#,
        "Other",
    );
    check_rules(kind, r#"{"match": "type"}, {"match": "notEmpty"}"#, "More");
}

#[test]
fn a_rule_for_what_is_new_asks_nothing_by_itself() {
    let lines = [
        "$.response.body.a More",
        "$.response.matchingRules.body['$.a'] Same",
    ];
    check_body(("{}", ""), (r#"{"a": 1}"#, TYPE), &lines);
}

#[test]
fn the_provider_is_sent_the_example_of_a_request_and_none_of_its_rules() {
    let request = |path: &str, rule: &str| {
        format!(
            r#""request": {{"path": "{path}", "matchingRules": {{"path": {{"matchers": [{{"match": "{rule}"}}]}}}}}}"#
        )
    };
    check_http(
        &request("/a", "type"),
        &request("/b", "number"),
        &["$.request.path Other", "$.request.matchingRules.path Same"],
    );
    check_http(
        r#""request": {"query": {"a": ["1"]}}"#,
        r#""request": {"query": {"b": ["1"]}}"#,
        &["$.request.query.a Other", "$.request.query.b Other"],
    );
}

#[test]
fn comments_and_keys_ask_nothing_and_pending_asks_less() {
    check_http(
        r#""key": "a", "comments": {"text": ["x"]}"#,
        r#""key": "b", "comments": {"text": ["y"]}"#,
        &["$.key Same", "$.comments.text Same"],
    );
    check_http(
        r#""pending": false"#,
        r#""pending": true"#,
        &["$.pending Less"],
    );
    check_http(
        r#""pending": true"#,
        r#""pending": false"#,
        &["$.pending More"],
    );
}

#[test]
fn messages_are_what_the_provider_answers() {
    let message = |contents: &str| {
        format!(
            r#"{{"type": "Asynchronous/Messages", "contents": {{"content": {contents}, "contentType": "application/json"}}}}"#
        )
    };
    let (one, two) = (message(r#"{"a": 1}"#), message(r#"{"a": 1, "b": 1}"#));
    check(&one, &two, &["$.contents.b More"]);
    let answers = |count: usize| {
        let all = vec![r#"{"contents": {"content": "x"}}"#; count].join(",");
        format!(r#"{{"type": "Synchronous/Messages", "request": {{}}, "response": [{all}]}}"#)
    };
    check(&answers(1), &answers(2), &["$.response[1] More"]);
    check(&answers(2), &answers(1), &["$.response[1] Less"]);
}
