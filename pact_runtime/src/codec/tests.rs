//! Reading and writing as a whole.

mod losses;

use super::*;
use crate::model::{Body, Content};

fn read_text(text: &str) -> Pact {
    read(text.as_bytes()).unwrap()
}

/// A V4 pact around these interactions.
fn v4(interactions: &str) -> String {
    format!(
        r#"{{"consumer": {{"name": "c"}}, "provider": {{"name": "p"}}, "interactions": [{interactions}],
            "metadata": {{"pactSpecification": {{"version": "4.0"}}}}}}"#
    )
}

#[test]
fn writes_a_v4_pact_that_reads_back_equal() {
    let pact = read_text(&v4(r#"{
        "type": "Synchronous/HTTP", "key": "k1", "description": "a request", "pending": true,
        "transport": "http", "comments": {"text": ["why"], "testname": "t"},
        "providerStates": [{"name": "s", "params": {"id": 10.00}}],
        "request": {
            "method": "post", "path": "/a", "query": {"q": ["1", null]},
            "headers": {"Content-Type": ["application/json"]},
            "body": {"content": {"z": 1, "a": [null, "x"]}, "contentType": "application/json", "encoded": false},
            "matchingRules": {"path": {"combine": "AND", "matchers": [{"match": "regex", "regex": "/\\w"}]},
                              "body": {"$.z": {"combine": "OR", "matchers": [{"match": "type"}, {"match": "null"}]}},
                              "query": {"$filter": {"combine": "AND", "matchers": [{"match": "type"}]}}},
            "generators": {"body": {"$.z": {"type": "RandomInt", "min": 1, "max": 2}}}
        },
        "response": {"status": 204, "body": {"content": null}, "x": "kept"},
        "interactionMarkup": {"markup": "m", "markupType": "COMMON_MARK"},
        "pluginConfiguration": {"p": {"a": 1}}, "unknown": [1]
    }"#));
    let written = write(&pact, SpecVersion::V4);
    assert_eq!(written.losses, []);
    assert_eq!(read_text(&written.text), pact);
    let Interaction::Http(http) = &pact.interactions[0] else {
        panic!("not HTTP");
    };
    assert_eq!(http.request.method, "POST");
    assert_eq!(http.response.body, Body::Null);
    let Some(content) = http.request.body.content() else {
        panic!("no body");
    };
    assert!(matches!(content.content, Content::Json(_)));
}

#[test]
fn writes_canonical_text() {
    let pact = read_text(&v4(r#"{"description": "b", "type": "Synchronous/HTTP"},
        {"type": "Asynchronous/Messages", "description": "a", "contents": {"content": "hi"}}"#));
    let written = write(&pact, SpecVersion::V4);
    assert_eq!(
        written.text,
        r#"{
  "consumer": {
    "name": "c"
  },
  "provider": {
    "name": "p"
  },
  "interactions": [
    {
      "type": "Asynchronous/Messages",
      "description": "a",
      "contents": {
        "encoded": false,
        "content": "hi"
      }
    },
    {
      "type": "Synchronous/HTTP",
      "description": "b",
      "request": {
        "method": "GET",
        "path": "/"
      },
      "response": {
        "status": 200
      }
    }
  ],
  "metadata": {
    "pactSpecification": {
      "version": "4.0"
    }
  }
}
"#
    );
}

#[test]
fn keeps_interactions_of_unknown_type() {
    let pact = read_text(&v4(
        r#"{"type": "Telepathy", "description": "x", "a": {"b": 1}}"#,
    ));
    assert!(matches!(pact.interactions[0], Interaction::Unknown(_)));
    assert_eq!(read_text(&write(&pact, SpecVersion::V4).text), pact);
}

fn refuse(text: &str, message: &str) {
    assert_eq!(
        read(text.as_bytes()).unwrap_err().to_string(),
        message,
        "{text}"
    );
}

#[test]
fn names_the_place_at_fault() {
    refuse(
        "[]",
        "expected a pact, which is an object at `$`, but found `[]`",
    );
    refuse("{", "the pact is not JSON; repair or delete the file");
    refuse(
        &v4(r#"{"type": "Synchronous/HTTP", "response": {"status": "abc"}}"#),
        "expected a status code at `$.interactions[0].response.status`, but found `\"abc\"`",
    );
    refuse(
        &v4(r#"{"type": "Synchronous/HTTP", "request": {"matchingRules": {"bodyy": {"$": {}}}}}"#),
        "unknown category `bodyy` at `$.interactions[0].request.matchingRules.bodyy`; use one of \
         `method`, `path`, `query`, `header`, `status`, `body` and `metadata`",
    );
    refuse(
        r#"{"metadata": {"pactSpecification": {"version": "5.0"}}}"#,
        "the pact is written in version `5.0` of the specification, but this release reads versions \
         1 to 4; use a later release, or write the pact in version 4",
    );
    refuse(
        r#"{"metadata": {"pactSpecification": {"version": "x"}}}"#,
        "`x` at `$.metadata.pactSpecification.version` is no version of the specification; state one \
         of `1.0.0`, `1.1.0`, `2.0.0`, `3.0.0` and `4.0`",
    );
}
