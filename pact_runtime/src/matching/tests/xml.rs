//! XML bodies.

mod rules;

use super::*;
use crate::model::ContentType;

fn xml(text: &str) -> Body {
    Body::text(text, ContentType::parse("application/xml"))
}

fn response_mismatches(expected: &str, rules_json: &str, actual: &str) -> Vec<Mismatch> {
    let response = Response {
        body: xml(expected),
        rules: rules(Category::Body, rules_json),
        ..Response::default()
    };
    let matcher = ResponseMatcher::compile(&response, &options(None)).unwrap();
    let actual = ActualResponse::new(200)
        .with_headers([("Content-Type", "application/xml")])
        .with_body(actual.as_bytes());
    let mismatches = matcher.compare(&actual);
    assert_eq!(matcher.matches(&actual), mismatches.is_empty());
    mismatches
}

/// Checks the mismatches in a response.
fn check(expected: &str, rules: &str, actual: &str, found: &[&str]) {
    let mismatches = response_mismatches(expected, rules, actual);
    assert_eq!(
        descriptions(&mismatches),
        found,
        "{expected} {rules} {actual}"
    );
}

fn check_request(expected: &str, rules_json: &str, actual: &str, found: &[&str]) {
    let request = Request {
        body: xml(expected),
        rules: rules(Category::Body, rules_json),
        ..Request::default()
    };
    let matcher = RequestMatcher::compile(&request, &options(None)).unwrap();
    let request = ActualRequest::new("GET", "/")
        .with_headers([("Content-Type", "application/xml")])
        .with_body(actual.as_bytes());
    let mismatches = matcher.compare(&request);
    assert_eq!(
        descriptions(&mismatches),
        found,
        "{expected} {rules_json} {actual}"
    );
}

/// One rule at a path.
fn rule(path: &str, rule: &str) -> String {
    format!(r#"{{"{path}":{{"matchers":[{rule}]}}}}"#)
}

#[test]
fn compares_names_text_and_attributes() {
    check("<a>x</a>", "{}", "<a> x\n</a>", &[]);
    check("<a><![CDATA[<]]></a>", "{}", "<a>&lt;</a>", &[]);
    check(
        "<a/>",
        "{}",
        "<b/>",
        &["$.a -> Expected 'a' to be equal to 'b'"],
    );
    check(
        "<a>x</a>",
        "{}",
        "<a>y</a>",
        &["$.a['#text'] -> Expected 'y' to be equal to 'x'"],
    );
    check(
        "<a b='1'/>",
        "{}",
        "<a b='2'/>",
        &["$.a['@b'] -> Expected '2' to be equal to '1'"],
    );
    check(
        "<a b='1'/>",
        "{}",
        "<a/>",
        &["$.a['@b'] -> Expected attribute 'b'='1' but was missing"],
    );
}

#[test]
fn requests_refuse_what_responses_ignore() {
    let cases = [
        (
            "<a/>",
            "<a b='1' c='2'/>",
            r#"$.a -> Did not expect any attributes but received {"b": "1", "c": "2"}"#,
        ),
        (
            "<a b='1'/>",
            "<a b='1' c='2'/>",
            "$.a -> Expected 1 attribute(s) but received 2 attribute(s)",
        ),
        (
            "<a/>",
            "<a><b/><c/></a>",
            "$.a -> Expected no children but received [b, c]",
        ),
        (
            "<a><b/></a>",
            "<a><b/><c/></a>",
            "$.a -> Unexpected child <c/>",
        ),
        (
            "<a><b/></a>",
            "<a><b/><b/></a>",
            "$.a.b -> Unexpected child <b/>",
        ),
    ];
    for (expected, actual, found) in cases {
        check(expected, "{}", actual, &[]);
        check_request(expected, "{}", actual, &[found]);
        check_request(expected, "{}", expected, &[]);
    }
}

#[test]
fn pairs_elements_of_one_name_in_order_and_ignores_the_order_of_names() {
    let expected = "<a><b>1</b><c/><b>2</b></a>";
    check(expected, "{}", "<a><c/><b>1</b><b>2</b></a>", &[]);
    check(
        expected,
        "{}",
        "<a><b>2</b><b>1</b><c/></a>",
        &[
            "$.a.b[0]['#text'] -> Expected '2' to be equal to '1'",
            "$.a.b[1]['#text'] -> Expected '1' to be equal to '2'",
        ],
    );
    check(
        expected,
        "{}",
        "<a><b>1</b></a>",
        &[
            "$.a.b -> Expected child <b/> but was missing",
            "$.a -> Expected child <c/> but was missing",
        ],
    );
}

#[test]
fn compares_namespaces_by_uri() {
    check(
        "<p:a xmlns:p='urn:x' p:b='1'/>",
        "{}",
        "<a xmlns='urn:x' xmlns:q='urn:x' q:b='1'/>",
        &[],
    );
    check(
        "<a xmlns='urn:x'/>",
        "{}",
        "<a/>",
        &["$['urn:x:a'] -> Expected 'urn:x:a' to be equal to 'a'"],
    );
    check_request(
        "<a/>",
        "{}",
        "<a xmlns:unused='urn:y' xmlns='urn:x'/>",
        &["$.a -> Expected 'a' to be equal to 'urn:x:a'"],
    );
    check(
        "<a xmlns:p='urn:x' p:b='1'/>",
        "{}",
        "<a xmlns:p='urn:y' p:b='1'/>",
        &["$.a['@urn:x:b'] -> Expected attribute 'urn:x:b'='1' but was missing"],
    );
}

#[test]
fn a_body_in_another_encoding_is_the_same_body() {
    let response = Response {
        body: xml("<a>é</a>"),
        ..Response::default()
    };
    let matcher = ResponseMatcher::compile(&response, &options(None)).unwrap();
    for body in [
        b"\xef\xbb\xbf<a>\xc3\xa9</a>".as_slice(),
        b"\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0",
        b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>",
        b"<!DOCTYPE a [<!ELEMENT a ANY>]><a>&#xe9;</a>",
    ] {
        let actual = ActualResponse::new(200)
            .with_headers([("Content-Type", "text/xml")])
            .with_body(body);
        assert_eq!(descriptions(&matcher.compare(&actual)), [""; 0]);
    }
}

#[test]
fn a_body_that_cannot_be_read_is_told_by_place_and_nothing_else() {
    check(
        "<a/>",
        "{}",
        "<a>\n<b></a>",
        &["$ -> Failed to parse the actual body: 'expected the end tag `</b>` at line 2 column 4'"],
    );
    check(
        "<a",
        "{}",
        "<a/>",
        &[
            "$ -> Failed to parse the expected body: 'expected a blank, `>` or `/>` at line 1 \
           column 3'",
        ],
    );
}

#[test]
fn compares_as_deep_as_documents_go_and_as_long_as_they_are() {
    let deep = "<a>".repeat(256) + "1" + &"</a>".repeat(256);
    check(&deep, "{}", &deep, &[]);
    check(&deep, &rule("$", r#"{"match":"type"}"#), &deep, &[]);
    let either =
        r#"{"$":{"combine":"OR","matchers":[{"match":"type"},{"match":"regex","regex":"x"}]}}"#;
    check(&deep, either, &deep, &[]);
    let long = format!("<a>{}</a>", "<b/>".repeat(20_000));
    check_request(&long, "{}", &long, &[]);
    check(
        "<a><b/></a>",
        &rule("$.a", r#"{"match":"type"}"#),
        &long,
        &[],
    );
}

#[test]
fn explains_differences_to_people() {
    let line = |expected: &str, rules: &str, actual: &str| {
        let found = response_mismatches(expected, rules, actual);
        let lines: Vec<_> = found.iter().map(Mismatch::one_line).collect();
        lines.join("\n")
    };
    assert_eq!(
        line(
            "<a><b/></a>",
            &rule("$.a", r#"{"match":"type","min":2}"#),
            "<a><b/></a>"
        ),
        "body $.a has at least 2 elements but is \"b\", which has 1 element"
    );
    assert_eq!(
        line("<a><b/><c/></a>", "{}", "<a><b/></a>"),
        "body $.a has an element `c` inside but is \"b\", which lacks `c`"
    );
    assert_eq!(
        line("<a b='1'/>", "{}", "<a/>"),
        "body $.a['@b'] is present, such as \"1\" but is nothing"
    );
}
