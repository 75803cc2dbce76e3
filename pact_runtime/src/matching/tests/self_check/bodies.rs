//! Rules in XML and multipart bodies.

use super::*;
#[cfg(feature = "xml")]
use crate::model::ContentType;

fn problems(body: Body, paths: &[(&str, &str)]) -> Vec<String> {
    let mut rules = MatchingRules::default();
    for (path, rule) in paths {
        let list = Json::parse(rule.as_bytes()).unwrap();
        let list = RuleList::from(Rule::from_json(&list).unwrap());
        rules.add(Category::Body, path.parse().unwrap(), list);
    }
    let response = Response {
        body,
        rules,
        ..Response::default()
    };
    let problems = self_check::response(&response, &options(None)).unwrap();
    problems.iter().map(ToString::to_string).collect()
}

const TYPE: &str = r#"{"match":"type"}"#;

fn unreachable(path: &str) -> String {
    format!("the rules at `{path}` of `body` can never apply; the example has nothing there")
}

#[cfg(feature = "xml")]
#[test]
fn finds_rules_that_lead_to_nothing_in_an_xml_document() {
    let example = "<a xmlns:p='urn:x' id='1'><p:b p:c='2'>x</p:b><d/></a>";
    let body = || Body::text(example, ContentType::parse("application/xml"));
    for path in [
        "$",
        "$.a",
        "$.*",
        "$[*]",
        "$.a['@id']",
        "$.a['#text']",
        "$.a['urn:x:b']",
        "$.a['p:b']['@p:c']",
        "$.a['p:b'][3]['#text']",
        "$.a[*].d",
        "$.a[0].d[*]",
        "$.a.*['@urn:x:c']",
    ] {
        assert_eq!(problems(body(), &[(path, TYPE)]), [""; 0], "{path}");
    }
    for path in ["$.b", "$.a['@no']", "$.a.b", "$.a.d.e", "$[0]", "$.a.d.*"] {
        assert_eq!(problems(body(), &[(path, TYPE)]), [unreachable(path)]);
    }
    let keys = r#"{"match":"eachKey","rules":[{"match":"type"}]}"#;
    assert_eq!(
        problems(body(), &[("$.a", keys), ("$.a.new.x", TYPE)]),
        [""; 0]
    );
    assert_eq!(
        problems(body(), &[("$.a['@id']", keys)]),
        ["the rule `eachKey` at `$.a['@id']` of `body` can never apply; it needs an element"]
    );
}

#[cfg(feature = "xml")]
#[test]
fn an_xml_example_has_to_satisfy_its_own_rules() {
    let body = Body::text("<a>x</a>", ContentType::parse("application/xml"));
    let found = problems(body, &[("$.a", r#"{"match":"integer"}"#)]);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("the example does not satisfy its own rules: body $.a['#text']"));
    let broken = Body::text("<a>", ContentType::parse("application/xml"));
    assert_eq!(problems(broken, &[]).len(), 1);
}

#[cfg(feature = "multipart")]
#[test]
fn finds_rules_that_lead_to_nothing_in_a_multipart_body() {
    use crate::multipart::{NewPart, write};

    let (content_type, example) = write(&[
        NewPart::new("doc", r#"{"a": 1}"#).content_type("application/json"),
        NewPart::new("note", "hi").header("X-Id", "1"),
    ]);
    let body = || Body::binary(example.clone(), Some(content_type.clone()));
    for path in ["$", "$.doc", "$.doc.a", "$.note", "$.*", "$.note['x-id']"] {
        assert_eq!(problems(body(), &[(path, TYPE)]), [""; 0], "{path}");
    }
    for path in ["$.no", "$.doc.b", "$.note.x", "$[0]"] {
        assert_eq!(problems(body(), &[(path, TYPE)]), [unreachable(path)]);
    }
}
