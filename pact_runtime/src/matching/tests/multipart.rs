//! Multipart bodies.

use super::*;
use crate::{
    model::{ContentType, Headers},
    multipart::{NewPart, write},
};

fn form(parts: &[NewPart], rules_json: &str) -> Request {
    let (content_type, body) = write(parts);
    let mut headers = Headers::default();
    headers.add("Content-Type", content_type.to_string());
    Request {
        method: "POST".to_owned(),
        headers: Some(headers),
        body: Body::binary(body, Some(content_type)),
        rules: rules(Category::Body, rules_json),
        ..Request::default()
    }
}

/// What a client sends that has its own boundary.
fn sent(parts: &[NewPart]) -> (String, Vec<u8>) {
    let (content_type, body) = write(parts);
    let boundary = content_type.parameter("boundary").unwrap();
    let text = String::from_utf8_lossy(&body).replace(boundary, "XyZ");
    assert!(
        std::str::from_utf8(&body).is_ok(),
        "only text can be replaced"
    );
    (
        "multipart/form-data; boundary=XyZ".to_owned(),
        text.into_bytes(),
    )
}

fn mismatches(expected: &[NewPart], rules_json: &str, actual: &[NewPart]) -> Vec<Mismatch> {
    let matcher = RequestMatcher::compile(&form(expected, rules_json), &options(None)).unwrap();
    let (content_type, body) = sent(actual);
    let request = ActualRequest::new("POST", "/")
        .with_headers([("content-type", content_type)])
        .with_body(&body);
    let mismatches = matcher.compare(&request);
    assert_eq!(matcher.matches(&request), mismatches.is_empty());
    mismatches
}

fn check(expected: &[NewPart], rules_json: &str, actual: &[NewPart], found: &[&str]) {
    let mismatches = mismatches(expected, rules_json, actual);
    assert_eq!(descriptions(&mismatches), found, "{rules_json}");
}

fn field(name: &str, content: &str) -> NewPart {
    NewPart::new(name, content)
}

fn file(name: &str, content_type: &str, content: &str) -> NewPart {
    field(name, content)
        .file_name("x")
        .content_type(content_type)
}

/// pact-reference#482.
#[test]
fn another_boundary_is_no_difference() {
    let parts = [field("a", "1"), file("f", "text/csv", "1,2\r\n3,4")];
    check(&parts, "{}", &parts, &[]);
}

#[test]
fn compares_parts_by_name_whatever_their_order() {
    let expected = [field("a", "1"), field("b", "2")];
    check(&expected, "{}", &[field("b", "2"), field("a", "1")], &[]);
    check(
        &expected,
        "{}",
        &[field("a", "x")],
        &[
            "$.a -> Expected 'x' to be equal to '1'",
            "$ -> Expected a MIME part 'b' but was missing",
        ],
    );
    let twice = [field("a", "1"), field("a", "2")];
    check(
        &twice,
        "{}",
        &[field("a", "2"), field("a", "1")],
        &[
            "$.a -> Expected '2' to be equal to '1'",
            "$.a -> Expected '1' to be equal to '2'",
        ],
    );
}

/// The reference implementation accepts them.
#[test]
fn parts_that_a_request_does_not_expect_are_mismatches() {
    let actual = [field("a", "1"), field("b", "2")];
    check(
        &[field("a", "1")],
        "{}",
        &actual,
        &["$ -> Unexpected MIME part 'b' received"],
    );
}

#[test]
fn a_response_may_have_more_parts() {
    let (content_type, body) = write(&[field("a", "1")]);
    let response = Response {
        body: Body::binary(body, Some(content_type)),
        ..Response::default()
    };
    let matcher = ResponseMatcher::compile(&response, &options(None)).unwrap();
    let (content_type, body) = sent(&[field("b", "2"), field("a", "1")]);
    let actual = ActualResponse::new(200)
        .with_headers([("content-type", content_type)])
        .with_body(&body);
    assert_eq!(descriptions(&matcher.compare(&actual)), [""; 0]);
}

#[test]
fn compares_each_part_by_its_own_type_with_the_rules_below_its_name() {
    let expected = [
        file("doc", "application/json", r#"{"id": 1, "tags": ["a"]}"#),
        field("count", "5"),
    ];
    let rules = r#"{"$.doc.id":{"matchers":[{"match":"integer"}]},
        "$.doc.tags":{"matchers":[{"match":"type"}]},
        "$.count":{"matchers":[{"match":"regex","regex":"\\d+"}]}}"#;
    let actual =
        |doc: &str, count: &str| [file("doc", "application/json", doc), field("count", count)];
    check(
        &expected,
        rules,
        &actual(r#"{"tags":["x","y"],"id":7}"#, "42"),
        &[],
    );
    check(
        &expected,
        rules,
        &actual(r#"{"tags":[1],"id":"7"}"#, "many"),
        &[
            "$.doc.id -> Expected '7' (String) to be an integer",
            "$.doc.tags[0] -> Expected 1 (Integer) to be the same type as 'a' (String)",
            "$.count -> Expected 'many' to match '\\d+'",
        ],
    );
    check(
        &expected,
        rules,
        &actual("{", "1"),
        &[
            "$.doc -> Failed to parse the actual body: 'expected a key in double quotes at line 1 column 2'",
        ],
    );
}

#[cfg(feature = "xml")]
#[test]
fn an_xml_part_has_its_root_below_its_name() {
    let expected = [file("doc", "application/xml", "<a b='1'/>")];
    let rules = r#"{"$.doc.a['@b']":{"matchers":[{"match":"integer"}]}}"#;
    check(
        &expected,
        rules,
        &[file("doc", "text/xml", "<a b='2'/>")],
        &[],
    );
    check(
        &expected,
        rules,
        &[file("doc", "application/xml", "<a b='x'/>")],
        &["$.doc.a['@b'] -> Expected 'x' to match an integer number"],
    );
}

#[test]
fn compares_type_kind_and_headers_of_a_part() {
    check(
        &[file("f", "image/png", "x")],
        "{}",
        &[file("f", "image/jpeg", "x")],
        &["$.f -> Expected a body of 'image/png' but the actual content type was 'image/jpeg'"],
    );
    check(
        &[file("f", "text/plain", "x")],
        "{}",
        &[file("f", "text/plain; charset=utf-8", "x")],
        &[],
    );
    check(
        &[file("f", "text/plain", "x")],
        "{}",
        &[field("f", "x")],
        &["$ -> Expected a MIME file 'f' but was field"],
    );
    let with = |value: &str| [field("a", "1").header("X-Id", value)];
    check(&with("1"), "{}", &with("1"), &[]);
    check(
        &with("1"),
        "{}",
        &with("2"),
        &["$.a['x-id'] -> Expected '2' to be equal to '1'"],
    );
    check(
        &with("1"),
        "{}",
        &[field("a", "1")],
        &["$.a['x-id'] -> Expected 1 but was missing"],
    );
    let rules = r#"{"$.a['x-id']":{"matchers":[{"match":"integer"}]}}"#;
    check(&with("1"), rules, &with("2"), &[]);
    check(
        &with("1"),
        rules,
        &with("x"),
        &["$.a['x-id'] -> Expected 'x' to match an integer number"],
    );
}

#[test]
fn tells_binary_content_by_its_bytes() {
    let mixed = |body: &str| {
        format!(
            "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: \
             application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b--\r\n"
        )
    };
    let content_type = ContentType::parse("multipart/mixed; boundary=b");
    let request = Request {
        body: Body::text(mixed("AP8="), content_type),
        ..Request::default()
    };
    let matcher = RequestMatcher::compile(&request, &options(None)).unwrap();
    let body = mixed("AQL/");
    let actual = ActualRequest::new("GET", "/")
        .with_headers([("content-type", "multipart/mixed; boundary=b")])
        .with_body(body.as_bytes());
    assert_eq!(
        descriptions(&matcher.compare(&actual)),
        [
            "$[1] -> Actual body [application/octet-stream, 3 bytes, starting with 0102ff] is not equal to the \
          expected body [application/octet-stream, 2 bytes, starting with 00ff]"
        ]
    );
}

#[test]
fn the_content_type_rule_looks_at_the_bytes_of_a_part() {
    let expected = [file("f", "application/octet-stream", "%PDF-1.4")];
    let rules = r#"{"$.f":{"matchers":[{"match":"contentType","value":"application/pdf"}]}}"#;
    let actual = |content: &str| [file("f", "application/octet-stream", content)];
    check(&expected, rules, &actual("%PDF-1.7 more"), &[]);
    check(
        &expected,
        rules,
        &actual("GIF89a"),
        &[
            "$.f -> Expected binary contents to have content type 'application/pdf' but detected contents \
           was 'image/gif'",
        ],
    );
}

#[test]
fn a_body_that_is_not_made_of_parts_is_a_mismatch() {
    let matcher = RequestMatcher::compile(&form(&[field("a", "1")], "{}"), &options(None)).unwrap();
    let found = |content_type: &str, body: &[u8]| {
        let actual = ActualRequest::new("POST", "/")
            .with_headers([("content-type", content_type)])
            .with_body(body);
        descriptions(&matcher.compare(&actual)).join("\n")
    };
    assert!(found("multipart/form-data; boundary=b", b"hello").ends_with(
        "$ -> Failed to parse the actual body as a MIME multipart body: 'expected the first boundary `--b` at \
         byte 5'"
    ));
    assert!(
        found("multipart/form-data", b"--b--")
            .ends_with("'expected a boundary in the content type `multipart/form-data`'")
    );
}

/// The reference implementation panics.
#[test]
fn a_message_may_have_multipart_contents() {
    use crate::{
        matching::{ActualMessage, MessageMatcher},
        model::MessageContents,
    };

    let (content_type, body) = write(&[field("a", "1")]);
    let message = MessageContents {
        body: Body::binary(body, Some(content_type)),
        ..MessageContents::default()
    };
    let metadata = Json::parse(br#"{"contentType": "multipart/form-data; boundary=XyZ"}"#).unwrap();
    let found = |parts: &[NewPart]| {
        let (_, contents) = sent(parts);
        let actual = ActualMessage::new(metadata.as_object().unwrap()).with_contents(&contents);
        let matcher = MessageMatcher::compile(&message, &options(None)).unwrap();
        descriptions(&matcher.compare(&actual))
    };
    assert_eq!(found(&[field("a", "1")]), [""; 0]);
    assert_eq!(
        found(&[field("a", "2")]),
        ["$.a -> Expected '2' to be equal to '1'"]
    );
}
