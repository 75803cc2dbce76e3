//! What the reference implementation loses or corrupts (reading and writing back), and this one must not.

use super::{refuse, v4};
use crate::{
    codec::{self, Written, read, write},
    json::{Json, OwnedJson},
    model::{Body, Interaction, Pact, SpecVersion},
    rule::Category,
};

fn pact(version: &str, members: &str) -> Pact {
    let text = format!(
        r#"{{{members}, "metadata": {{"pactSpecification": {{"version": "{version}"}}}}}}"#
    );
    read(text.as_bytes()).unwrap()
}

/// A pact of one HTTP interaction with this request.
fn request(version: &str, request: &str) -> Pact {
    let members = format!(
        r#""interactions": [{{"type": "Synchronous/HTTP", "description": "d", "request": {request}}}]"#
    );
    pact(version, &members)
}

fn http(pact: &Pact) -> &crate::model::HttpInteraction {
    match &pact.interactions[0] {
        Interaction::Http(http) => http,
        other => panic!("{other:?}"),
    }
}

/// The document that a pact is written as.
fn document(pact: &Pact, version: SpecVersion) -> OwnedJson {
    let Written { text, .. } = write(pact, version);
    Json::parse(text.as_bytes()).unwrap().into_owned()
}

fn first<'j>(document: &'j OwnedJson, path: &[&str]) -> &'j OwnedJson {
    let list = ["interactions", "messages"]
        .iter()
        .find_map(|key| document.get(key))
        .unwrap();
    path.iter().fold(&list.as_array().unwrap()[0], |json, key| {
        json.get(key).unwrap()
    })
}

#[test]
fn keeps_generators_of_v3_messages() {
    let text = r#""messages": [{"description": "m", "contents": {"id": 1},
        "generators": {"body": {"$.id": {"type": "RandomInt", "min": 1, "max": 9}}}}]"#;
    let document = document(&pact("3.0.0", text), SpecVersion::V3);
    let generator = first(&document, &["generators", "body", "$.id", "max"]);
    assert_eq!(*generator, Json::from(9));
}

#[test]
fn writes_a_null_body_so_that_it_reads_back_as_null() {
    for (version, body) in [
        ("2.0.0", "null"),
        ("4.0", r#"{"content": null}"#),
        ("4.0", "null"),
    ] {
        let pact = request(version, &format!(r#"{{"body": {body}}}"#));
        assert_eq!(http(&pact).request.body, Body::Null);
        let again = read(write(&pact, pact.spec_version).text.as_bytes()).unwrap();
        assert_eq!(again, pact);
    }
}

#[test]
fn keeps_dollar_signs_in_names_below_v3() {
    let text = r#"{"matchingRules": {"$.body['$ref'].a": {"match": "type"}}}"#;
    let document = document(&request("2.0.0", text), SpecVersion::V2);
    let rules = first(&document, &["request", "matchingRules"]);
    assert_eq!(
        rules.to_string(),
        r#"{"$.body['$ref'].a":{"match":"type"}}"#
    );
}

#[test]
fn reads_every_step_of_a_path_in_brackets() {
    let text = r#"{"matchingRules": {"$['body']['a'][0]['b']": {"match": "type"}}}"#;
    let pact = request("2.0.0", text);
    let (path, _) = &http(&pact).request.rules.of(Category::Body)[0];
    assert_eq!(path.to_string(), "$.a[0].b");
}

#[test]
fn reads_headers_of_v2_in_both_spellings_and_writes_the_specification_s() {
    for key in ["$.header.X-A", "$.headers.X-A", "$['headers']['X-A']"] {
        let text = format!(r#"{{"matchingRules": {{"{key}": {{"regex": "x"}}}}}}"#);
        let document = document(&request("2.0.0", &text), SpecVersion::V2);
        let rules = first(&document, &["request", "matchingRules"]);
        let written = r#"{"$.headers['X-A']":{"match":"regex","regex":"x"}}"#;
        assert_eq!(rules.to_string(), written, "{key}");
    }
}

#[test]
fn keeps_names_that_a_path_cannot_hold_unescaped() {
    for name in [
        "it's",
        "",
        "back\\slash",
        "a.b",
        "[*]",
        "é",
        "99999999999999999999",
    ] {
        let mut pact = request("4.0", "{}");
        let Interaction::Http(http) = &mut pact.interactions[0] else {
            panic!("not HTTP");
        };
        for category in [
            Category::Body,
            Category::Header,
            Category::Query,
            Category::Metadata,
        ] {
            let path = crate::path::PathExpr::from_tokens(vec![crate::path::Token::field(name)]);
            http.request
                .rules
                .add(category, path, crate::rule::Rule::Type);
        }
        for version in [SpecVersion::V2, SpecVersion::V3, SpecVersion::V4] {
            let text = write(&pact, version).text;
            let again = read(text.as_bytes()).unwrap();
            assert_eq!(
                self::http(&again).request.rules,
                self::http(&pact).request.rules,
                "{name}: {text}"
            );
        }
    }
}

#[test]
fn keeps_the_index_of_a_rule_for_one_of_several_values() {
    let text = r#"{"query": {"q": ["1", "2"]},
        "matchingRules": {"query": {"$.q[1]": {"matchers": [{"match": "integer"}]}}}}"#;
    let document = document(&request("4.0", text), SpecVersion::V4);
    let rules = first(&document, &["request", "matchingRules", "query"]);
    assert!(rules.get("$.q[1]").is_some(), "{rules}");
}

#[test]
fn takes_content_for_the_body_of_messages_and_nothing_else_for_it() {
    for (category, is_known) in [
        ("body", true),
        ("content", true),
        ("contents", true),
        ("bodyy", false),
    ] {
        let text = v4(&format!(
            r#"{{"type": "Asynchronous/Messages", "description": "m", "matchingRules":
                {{"{category}": {{"$.a": {{"matchers": [{{"match": "type"}}]}}}}}},
                "generators": {{"{category}": {{"$.a": {{"type": "Uuid"}}}}}}}}"#
        ));
        match read(text.as_bytes()) {
            Ok(pact) if is_known => {
                let Interaction::Asynchronous(message) = &pact.interactions[0] else {
                    panic!("not a message");
                };
                assert_eq!(message.contents.rules.of(Category::Body).len(), 1);
                assert_eq!(message.contents.generators.of(Category::Body).count(), 1);
            }
            Err(error) if !is_known => assert!(error.to_string().contains("`bodyy`")),
            other => panic!("{category}: {other:?}"),
        }
    }
}

#[test]
fn refuses_an_unknown_category_in_a_request_and_passes_an_empty_one() {
    refuse(
        &v4(r#"{"type": "Synchronous/HTTP", "request": {"matchingRules": {"content": {"$": 1}}}}"#),
        "unknown category `content` at `$.interactions[0].request.matchingRules.content`; use one of \
         `method`, `path`, `query`, `header`, `status`, `body` and `metadata`",
    );
    request(
        "4.0",
        r#"{"matchingRules": {"cookie": {}}, "generators": {"cookie": {}}}"#,
    );
}

#[test]
fn writes_query_strings_in_utf8() {
    let text = r#"{"query": {"q": ["złoty", "é", null, "a&b"], "p": [""]}}"#;
    let document = document(&request("3.0.0", text), SpecVersion::V2);
    let query = first(&document, &["request", "query"]);
    assert_eq!(*query, Json::from("q=z%C5%82oty&q=%C3%A9&q&q=a%26b&p="));
    let again = read(document.to_string().as_bytes()).unwrap();
    assert_eq!(
        http(&again).request.query,
        http(&request("3.0.0", text)).request.query
    );
}

#[test]
fn keeps_unknown_keys_everywhere() {
    let text = v4(r#"{"type": "Synchronous/HTTP", "description": "d", "x1": 1,
        "providerStates": [{"name": "s", "x2": 1}], "request": {"x3": 1, "body": {"content": 1, "x4": 1}},
        "response": {"x5": 1, "body": {"contentType": "text/plain", "encoded": false}}},
        {"type": "Synchronous/Messages", "description": "e", "request": {"x6": 1},
        "response": [{"x7": 1, "contents": {"content": "", "x8": 1}}]},
        {"type": "Asynchronous/Messages", "description": "f", "x9": 1, "contents": {"content": 1, "x10": 1}}"#);
    let text = text.replace(r#""name": "c""#, r#""name": "c", "x11": 1"#);
    let text = text.replacen('{', r#"{"_links": 1, "#, 1);
    let pact = read(text.as_bytes()).unwrap();
    let written = write(&pact, SpecVersion::V4).text;
    for number in 1..=11 {
        assert!(
            written.contains(&format!("\"x{number}\": 1")),
            "x{number}: {written}"
        );
    }
    assert!(written.contains("_links") && written.contains("text/plain"));
    assert_eq!(read(written.as_bytes()).unwrap(), pact);
}

#[test]
fn takes_an_object_without_content_for_the_body_itself() {
    let pact = request("4.0", r#"{"body": {"payload": 1}}"#);
    let content = http(&pact).request.body.content().unwrap();
    let json = Json::parse(br#"{"payload":1}"#).unwrap();
    assert_eq!(content.content, crate::model::Content::Json(json));
}

#[test]
fn keeps_metadata_of_every_shape() {
    let text =
        r#"{"metadata": {"pactSpecification": {"version": "3.0.0", "x": 1}, "a": "b", "c": [1]}}"#;
    let pact = read(text.as_bytes()).unwrap();
    let document = document(&pact, SpecVersion::V3);
    let metadata = document.get("metadata").unwrap().to_string();
    assert_eq!(
        metadata,
        r#"{"pactSpecification":{"version":"3.0.0","x":1},"a":"b","c":[1]}"#
    );
}

#[test]
fn reads_every_legacy_spelling() {
    let text = br#"{"interactions": [{"description": "d", "provider_state": "s",
        "requestMatchingRules": {"$.path": {"regex": "/x"}},
        "responseMatchingRules": {"$.body": {"min": 1}}}],
        "metadata": {"pact-specification": {"version": "2"}}}"#;
    let pact = read(text).unwrap();
    assert_eq!(pact.spec_version, SpecVersion::V2);
    assert_eq!(
        (pact.consumer.name.as_str(), pact.provider.name.as_str()),
        ("consumer", "provider")
    );
    let http = http(&pact);
    assert_eq!(http.meta.provider_states[0].name, "s");
    assert_eq!(http.request.rules.of(Category::Path).len(), 1);
    assert_eq!(http.response.rules.of(Category::Body).len(), 1);
}

fn check_version(metadata: &str, version: SpecVersion) {
    let text = format!(r#"{{"metadata": {metadata}}}"#);
    assert_eq!(
        read(text.as_bytes()).unwrap().spec_version,
        version,
        "{metadata}"
    );
}

#[test]
fn detects_the_version_leniently_and_takes_none_for_v3() {
    check_version("null", SpecVersion::V3);
    check_version("{}", SpecVersion::V3);
    check_version(r#"{"pactSpecification": {"version": ""}}"#, SpecVersion::V3);
    check_version(
        r#"{"pactSpecification": {"version": "1.0.0"}}"#,
        SpecVersion::V1,
    );
    check_version(
        r#"{"pactSpecification": {"version": "1.1"}}"#,
        SpecVersion::V1_1,
    );
    check_version(r#"{"pactSpecification": {"version": 2}}"#, SpecVersion::V2);
    check_version(
        r#"{"pactSpecification": {"version": "v4"}}"#,
        SpecVersion::V4,
    );
    check_version(
        r#"{"pact-specification": {"version": "2.0"}}"#,
        SpecVersion::V2,
    );
    assert_eq!(read(b"{}").unwrap().spec_version, SpecVersion::V3);
}

fn lost(version: SpecVersion, interactions: &str) -> Vec<String> {
    let pact = read(v4(interactions).as_bytes()).unwrap();
    let losses = write(&pact, version).losses;
    losses.iter().map(codec::Loss::to_string).collect()
}

#[test]
fn tells_what_an_earlier_version_cannot_hold() {
    let interaction = r#"{"type": "Synchronous/HTTP", "description": "d", "key": "k", "pending": false,
        "providerStates": [{"name": "s", "params": {"id": 1}}, {"name": "t"}],
        "request": {"headers": {"X": ["1", "2"]}, "query": {"q": []}},
        "response": {"body": {"content": "x", "contentType": "text/csv"},
            "matchingRules": {"body": {"$": {"matchers": [{"match": "type"}, {"match": "notEmpty"}]}}},
            "generators": {"status": {"type": "RandomInt"}}}}"#;
    assert_eq!(lost(SpecVersion::V4, interaction), [""; 0]);
    let v3 = [
        "interaction `d` loses at `$.response.body`: the content type `text/csv` of the body; before V4 only a \
         header can tell it",
        "interaction `d` loses: `key`, which exists since V4",
        "interaction `d` loses: `pending`, which exists since V4",
    ];
    assert_eq!(lost(SpecVersion::V3, interaction), v3);
    let v2 = lost(SpecVersion::V2, interaction);
    let earlier = [
        "interaction `d` loses at `$.providerState`: 2 provider states; before V3 an interaction has one state",
        "interaction `d` loses at `$.providerState`: the parameters of the provider state, which exist since V3",
        "interaction `d` loses at `$.request.query`: query parameter `q`, which a query string cannot express",
        "interaction `d` loses at `$.request.headers`: the values of header `X` as a list; before V3 a header is \
         one text",
    ];
    assert_eq!(v2[..4], earlier);
    assert_eq!(
        v2[5..7],
        [
            "interaction `d` loses at `$.response.matchingRules['$.body']`: 2 matching rules; before V3 a path \
             has one rule",
            "interaction `d` loses at `$.response.generators`: generators, which exist since V3",
        ]
    );
    let v1 = lost(SpecVersion::V1, interaction);
    assert!(v1.contains(&"interaction `d` loses at `$.response.matchingRules`: matching rules, which exist since V2".to_owned()));
}

#[test]
fn tells_which_interactions_an_earlier_version_cannot_hold() {
    let interactions = r#"{"type": "Synchronous/HTTP", "description": "a"},
        {"type": "Asynchronous/Messages", "description": "b"},
        {"type": "Synchronous/Messages", "description": "c"}, {"type": "X", "description": "d"}"#;
    assert_eq!(
        lost(SpecVersion::V3, interactions),
        [
            "interaction `b` loses: the whole interaction: before V4 a pact holds either HTTP interactions or \
             messages",
            "interaction `c` loses: the whole interaction: synchronous messages exist since V4",
            "interaction `d` loses: the whole interaction: types of interaction exist since V4",
        ]
    );
    let message = r#"{"type": "Asynchronous/Messages", "description": "b"}"#;
    assert_eq!(lost(SpecVersion::V3, message), [""; 0]);
    assert_eq!(
        lost(SpecVersion::V2, message),
        ["interaction `b` loses: the whole interaction: messages exist since V3"]
    );
}
