//! Messages.

use super::*;
use crate::{json::OwnedObject, matching::match_message, model::MessageContents};

fn message(metadata: &str, contents: &str) -> MessageContents {
    let metadata = Json::parse(metadata.as_bytes()).unwrap().into_owned();
    let Json::Object(metadata) = metadata else {
        return MessageContents::default();
    };
    MessageContents {
        metadata,
        body: Body::json(Json::parse(contents.as_bytes()).unwrap().into_owned()),
        ..MessageContents::default()
    }
}

fn check(expected: &MessageContents, actual: &MessageContents, found: &[&str]) {
    let mismatches = match_message(expected, actual, &options(None)).unwrap();
    assert_eq!(descriptions(&mismatches), found);
}

#[test]
fn compares_contents_and_metadata() {
    let expected = message(r#"{"queue":"a","n":1}"#, r#"{"id":1}"#);
    check(
        &expected,
        &message(r#"{"queue":"a","n":1,"x":2}"#, r#"{"id":1,"y":2}"#),
        &[],
    );
    check(
        &expected,
        &message(r#"{"queue":"b"}"#, r#"{"id":2}"#),
        &[
            "Expected metadata key 'queue' to have value '\"a\"' but was '\"b\"' - Expected 'b' \
         (String) to be equal to 'a' (String)",
            "Expected message metadata 'n' but was missing",
            "$.id -> Expected 2 (Integer) to be equal to 1 (Integer)",
        ],
    );
}

#[test]
fn applies_rules_to_metadata() {
    let mut expected = message(r#"{"queue":"a1","deep":{"n":1}}"#, "1");
    expected.rules = rules(
        Category::Metadata,
        r#"{"queue":{"matchers":[{"match":"regex","regex":"[a-z]\\d"}]},
            "$.deep.n":{"matchers":[{"match":"integer"}]}}"#,
    );
    check(
        &expected,
        &message(r#"{"queue":"b2","deep":{"n":7}}"#, "1"),
        &[],
    );
    check(
        &expected,
        &message(r#"{"queue":"bb","deep":{"n":7}}"#, "1"),
        &[
            "Expected metadata key 'queue' to have value '\"a1\"' but was '\"bb\"' - Expected 'bb' to \
         match '[a-z]\\d'",
        ],
    );
}

#[test]
fn compares_the_content_type_with_its_parameters() {
    let expected = message(r#"{"contentType":"application/json"}"#, "1");
    check(
        &expected,
        &message(r#"{"contentType":"application/json;charset=utf-8"}"#, "1"),
        &[],
    );
    let mut actual = message(r#"{"contentType":"text/plain"}"#, "1");
    actual.body = Body::text("1", None);
    check(
        &expected,
        &actual,
        &[
            "Expected metadata key 'contentType' to have value '\"application/json\"' but was \
         'text/plain' - Expected metadata 'contentType' to have value 'application/json' but was \
         'text/plain'",
            "Expected a body of 'application/json' but the actual content type was 'text/plain'",
        ],
    );
}

#[test]
fn a_message_without_contents_takes_any() {
    let expected = MessageContents {
        metadata: OwnedObject::new(),
        ..MessageContents::default()
    };
    check(&expected, &message("{}", r#"{"a":1}"#), &[]);
}
