//! States, types and formats of bodies.

use super::*;
use crate::model::{ContentType, Headers};

fn response(body: Body, header: Option<&str>, rules_json: &str) -> Response {
    let headers = header.map(|value| {
        let mut headers = Headers::default();
        headers.add("Content-Type", value);
        headers
    });
    Response {
        headers,
        body,
        rules: rules(Category::Body, rules_json),
        ..Response::default()
    }
}

fn found(expected: &Response, header: Option<&str>, body: Option<&[u8]>) -> Vec<String> {
    let matcher = ResponseMatcher::compile(expected, &options(None)).unwrap();
    let headers = header.map(|value| ("content-type", value));
    let mut actual = ActualResponse::new(200).with_headers(headers);
    if let Some(body) = body {
        actual = actual.with_body(body);
    }
    let mismatches = matcher.compare(&actual);
    assert_eq!(matcher.matches(&actual), mismatches.is_empty());
    descriptions(&mismatches)
}

#[test]
fn tells_the_four_states_apart() {
    let json = Some("application/json");
    let check = |body: Body, actual: Option<&[u8]>, matches: bool| {
        let expected = response(body.clone(), None, "{}");
        assert_eq!(
            found(&expected, json, actual).is_empty(),
            matches,
            "{body:?} {actual:?}"
        );
    };
    check(Body::Missing, None, true);
    check(Body::Missing, Some(b"{}"), true);
    check(Body::Empty, None, true);
    check(Body::Empty, Some(b""), true);
    check(Body::Empty, Some(b"{}"), false);
    check(Body::Null, None, true);
    check(Body::Null, Some(b""), true);
    check(Body::Null, Some(b" null "), true);
    check(Body::Null, Some(b"{}"), false);
    check(Body::json(Json::Null), Some(b"null"), true);
    check(Body::json(Json::Null), Some(b""), false);
    check(Body::json(Json::Null), None, false);
}

#[test]
fn says_what_is_missing_or_too_much() {
    let expected = response(Body::json(Json::from(1)), None, "{}");
    assert_eq!(
        found(&expected, None, None),
        ["/ -> Expected body Present(1 bytes, application/json) but was missing",]
    );
    assert_eq!(
        found(&expected, None, Some(b"")),
        ["/ -> Expected body Present(1 bytes, application/json) but was empty",]
    );
    let expected = response(Body::Empty, None, "{}");
    assert_eq!(
        found(&expected, Some("text/plain"), Some(b"abc")),
        ["/ -> Expected empty body but received Present(3 bytes, text/plain)",]
    );
}

#[test]
fn names_both_content_types() {
    let expected = response(Body::json(Json::from(1)), None, "{}");
    assert_eq!(
        found(&expected, Some("application/xml"), Some(b"<a/>")),
        ["Expected a body of 'application/json' but the actual content type was 'application/xml'",]
    );
}

#[test]
fn a_rule_for_the_content_type_decides() {
    let mut expected = response(Body::json(Json::from(1)), Some("application/json"), "{}");
    let regex = crate::rule::Rule::Regex("application/(hal\\+)?json".to_owned());
    expected.rules.add(
        Category::Header,
        "$['content-type']".parse().unwrap(),
        regex,
    );
    assert!(found(&expected, Some("application/hal+json"), Some(b"1")).is_empty());
    assert_eq!(found(&expected, Some("text/plain"), Some(b"1")).len(), 2);
}

#[test]
fn compares_text() {
    let text = |rules| response(Body::text("Hello World!", None), Some("text/plain"), rules);
    assert!(found(&text("{}"), Some("text/plain"), Some(b"Hello World!")).is_empty());
    assert_eq!(
        found(&text("{}"), Some("text/plain"), Some(b"Hello Mars!")),
        [
            "$ -> Expected body 'Hello World!' to match 'Hello Mars!' using equality but did not match",
        ]
    );
    let regex = r#"{"$":{"matchers":[{"match":"regex","regex":"Hello \\w+!"}]}}"#;
    assert!(found(&text(regex), Some("text/plain"), Some(b"Hello Mars!")).is_empty());
    assert_eq!(
        found(&text(regex), Some("text/plain"), Some(b"Bye!")),
        [r"$ -> Expected 'Bye!' to match 'Hello \w+!'",]
    );
    assert_eq!(
        found(&text("{}"), Some("text/plain"), Some(b"\xff")).len(),
        1
    );
}

#[test]
fn text_that_only_begins_like_json_is_text() {
    let text = response(Body::text("12 apples", None), None, "{}");
    assert!(found(&text, None, Some(b"12 apples")).is_empty());
    assert!(found(&text, Some("text/markdown"), Some(b"12 apples")).is_empty());
    assert_eq!(found(&text, None, Some(b"13 apples")).len(), 1);
}

#[test]
fn compares_bytes() {
    let png = b"\x89PNG\r\n\x1a\n\0\0";
    let image = |rules| {
        let body = Body::binary(png.to_vec(), ContentType::parse("image/png"));
        response(body, None, rules)
    };
    assert!(found(&image("{}"), Some("image/png"), Some(png)).is_empty());
    assert_eq!(
        found(&image("{}"), Some("image/png"), Some(b"\x89PNG")),
        [
            "$ -> Actual body [image/png, 4 bytes, starting with 89504e47] is not equal to the expected \
         body [image/png, 10 bytes, starting with 89504e470d0a1a0a0000]",
        ]
    );
    let by_type = r#"{"$":{"matchers":[{"match":"contentType","value":"image/png"}]}}"#;
    assert!(
        found(
            &image(by_type),
            Some("image/png"),
            Some(b"\x89PNG\r\n\x1a\nother")
        )
        .is_empty()
    );
    assert_eq!(
        found(&image(by_type), Some("image/png"), Some(b"%PDF-1.7")),
        [
            "$ -> Expected binary contents to have content type 'image/png' but detected contents was \
         'application/pdf'",
        ]
    );
    let not_empty = r#"{"$":{"matchers":[{"match":"notEmpty"}]}}"#;
    assert_eq!(
        found(&image(not_empty), Some("image/png"), Some(b"")),
        ["$ -> Expected [] (0 bytes) to not be empty",]
    );
}

#[test]
fn compares_forms() {
    let form = |rules| {
        let body = Body::text("a=1&b=2&c=3", None);
        response(body, Some("application/x-www-form-urlencoded"), rules)
    };
    let kind = Some("application/x-www-form-urlencoded");
    assert!(found(&form("{}"), kind, Some(b"c=3&b=2&a=1")).is_empty());
    assert_eq!(
        found(&form("{}"), kind, Some(b"a=1&b=2&c=33")),
        ["$.c -> Expected form post parameter 'c' with value '3' but was '33'",]
    );
    assert_eq!(
        found(&form("{}"), kind, Some(b"a=1&b=2&d=4")),
        [
            "$.c -> Expected form post parameter 'c' but was missing",
            "$.d -> Unexpected form post parameter 'd' received",
        ]
    );
    let regex = r#"{"$.c":{"matchers":[{"match":"regex","regex":"\\d+"}]}}"#;
    assert!(found(&form(regex), kind, Some(b"a=1&b=2&c=33")).is_empty());
    assert_eq!(found(&form("{}"), kind, Some(b"\xff")).len(), 1);
}

#[test]
fn reports_a_body_of_the_pact_that_cannot_be_read() {
    let expected = response(Body::text("{", None), Some("application/json"), "{}");
    assert_eq!(
        found(&expected, Some("application/json"), Some(b"{}")),
        [
            "$ -> Failed to parse the expected body: 'expected a key in double quotes at line 1 column 2'",
        ]
    );
}
