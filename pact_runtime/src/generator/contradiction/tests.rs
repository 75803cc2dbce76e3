use super::*;
use crate::json::Json;
use crate::model::{Body, Headers, Query};
use crate::rule::{Rule, RuleList};

fn read(json: &str) -> Generator {
    Generator::from_json(&Json::parse(json.as_bytes()).unwrap()).unwrap()
}

fn rules(json: &str) -> RuleList {
    let rule = Rule::from_json(&Json::parse(json.as_bytes()).unwrap());
    rule.unwrap_or_else(|error| panic!("{error}: {json}"))
        .into()
}

/// What is wrong with a generator and a rule at one place of a JSON body with this example.
fn findings(example: &str, rule: &str, generator: &str) -> Vec<String> {
    let document = format!(r#"{{"a":[{example}]}}"#);
    let mut response = Response {
        body: Body::json(Json::parse(document.as_bytes()).unwrap().into_owned()),
        ..Response::default()
    };
    response
        .rules
        .add(Category::Body, "$.a[*]".parse().unwrap(), rules(rule));
    response
        .generators
        .add(Category::Body, "$.a[*]".parse().unwrap(), read(generator));
    let findings = check_response(&response, &MatchOptions::default());
    findings.iter().map(ToString::to_string).collect()
}

fn agree(example: &str, rule: &str, generator: &str) {
    assert_eq!(
        findings(example, rule, generator),
        Vec::<String>::new(),
        "{rule} {generator}"
    );
}

fn contradict(example: &str, rule: &str, generator: &str, message: &str) {
    let findings = findings(example, rule, generator);
    let message = format!("generator at body $.a[*]: {message}");
    assert!(
        findings
            .first()
            .is_some_and(|found| found.starts_with(&message)),
        "{findings:?}"
    );
}

#[test]
fn numbers_satisfy_their_rules() {
    let integer = r#"{"type":"RandomInt","min":-5000000000,"max":5000000000}"#;
    for rule in ["type", "integer", "number"] {
        agree("1", &format!(r#"{{"match":"{rule}"}}"#), integer);
    }
    agree("\"1\"", r#"{"match":"regex","regex":"-?\\d+"}"#, integer);
    for digits in 2..=30 {
        let decimal = format!(r#"{{"type":"RandomDecimal","digits":{digits}}}"#);
        for rule in ["type", "decimal", "number"] {
            agree("1.5", &format!(r#"{{"match":"{rule}"}}"#), &decimal);
        }
        agree(
            "\"1.5\"",
            r#"{"match":"regex","regex":"(0|[1-9]\\d*)\\.\\d*[1-9]"}"#,
            &decimal,
        );
    }
    agree(
        "true",
        r#"{"match":"boolean"}"#,
        r#"{"type":"RandomBoolean"}"#,
    );
}

#[test]
fn texts_satisfy_their_rules() {
    for size in [1, 16, 17, 1000] {
        agree(
            &format!("\"{}\"", "0".repeat(size)),
            &format!(r#"{{"match":"regex","regex":"[0-9A-F]{{{size}}}"}}"#),
            &format!(r#"{{"type":"RandomHexadecimal","digits":{size}}}"#),
        );
        agree(
            "\"a\"",
            r#"{"match":"notEmpty"}"#,
            &format!(r#"{{"type":"RandomString","size":{size}}}"#),
        );
    }
    for (regex, example) in [
        ("^(open|closed)$", "open"),
        (r"^[A-Z]\\d{2,4}$", "A12"),
        (r"\\w+@\\w+\\.[a-z]{2,4}", "a@b.cd"),
        (r"(?i)abc\\s?", "ABC"),
        (r"[^\\d\\s]{3}", "abc"),
        (".*", ""),
        (r"\\p{Lu}\\p{Ll}+", "Éé"),
    ] {
        let example = format!("\"{example}\"");
        let rule = format!(r#"{{"match":"regex","regex":"{regex}"}}"#);
        agree(
            &example,
            &rule,
            &format!(r#"{{"type":"Regex","regex":"{regex}"}}"#),
        );
    }
    let uuid = "00000000-0000-4000-8000-000000000000";
    for (format, regex, example) in [
        ("simple", "[0-9a-f]{32}", uuid.replace('-', "")),
        (
            "lower-case-hyphenated",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            uuid.to_owned(),
        ),
        (
            "upper-case-hyphenated",
            "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}",
            uuid.to_owned(),
        ),
        (
            "URN",
            "urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
            format!("urn:uuid:{uuid}"),
        ),
    ] {
        agree(
            &format!("\"{example}\""),
            &format!(r#"{{"match":"regex","regex":"{regex}"}}"#),
            &format!(r#"{{"type":"Uuid","format":"{format}"}}"#),
        );
    }
    agree(
        r#""http://a/orders/1""#,
        r#"{"match":"regex","regex":".*\\/orders\\/\\d+"}"#,
        r#"{"type":"MockServerURL","example":"http://a/orders/1","regex":".*(\\/orders\\/\\d+)$"}"#,
    );
}

#[test]
fn moments_satisfy_their_rules() {
    // Without a format, the reference implementation generates what its default rule refuses.
    agree(
        "\"2020-01-01\"",
        r#"{"match":"date"}"#,
        r#"{"type":"Date"}"#,
    );
    agree("\"10:00:00\"", r#"{"match":"time"}"#, r#"{"type":"Time"}"#);
    agree(
        "\"2020-01-01T10:00:00Z\"",
        r#"{"match":"datetime"}"#,
        r#"{"type":"DateTime"}"#,
    );
    for (format, example) in [
        (
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX",
            "2020-01-01T10:00:00.1234567Z",
        ),
        (
            "EEE, d MMM yyyy HH:mm:ss Z",
            "Wed, 1 Jan 2020 10:00:00 +0000",
        ),
        (
            "EEEE, MMMM d, y h:mm a z",
            "Wednesday, January 1, 2020 10:00 AM UTC",
        ),
        ("YYYY-'W'ww-e VV", "2020-W01-3 Europe/Paris"),
        ("DDD/uuuu G QQQ", "001/2020 AD Q1"),
        ("yyMMddHHmmssSS", "20010110000012"),
        ("A n N k K", "36000000 0 36000000000000 10 10"),
    ] {
        agree(
            &format!("\"{example}\""),
            &format!(r#"{{"match":"datetime","format":"{format}"}}"#),
            &format!(
                r#"{{"type":"DateTime","format":"{format}","expression":"next month @ + 5 hours"}}"#
            ),
        );
    }
}

#[test]
fn contradictions_are_named() {
    contradict(
        "1.5",
        r#"{"match":"decimal"}"#,
        r#"{"type":"RandomDecimal","digits":1}"#,
        "a generated value must satisfy its own rule, which",
    );
    contradict(
        "\"a\"",
        r#"{"match":"regex","regex":"a+"}"#,
        r#"{"type":"Regex","regex":"b+"}"#,
        "a generated value must satisfy its own rule, which matches",
    );
    contradict(
        "\"2020-01-01\"",
        r#"{"match":"date","format":"yyyy-MM-dd"}"#,
        r#"{"type":"Date","format":"dd.MM.yyyy"}"#,
        "a generated value must satisfy its own rule, which",
    );
    contradict(
        "1",
        r#"{"match":"integer"}"#,
        r#"{"type":"RandomInt","min":2,"max":1}"#,
        "min (2) must not exceed max (1)",
    );
}

#[test]
fn generators_without_a_rule_contradict_nothing() {
    let mut response = Response {
        body: Body::json(Json::from(1)),
        ..Response::default()
    };
    response.generators.add(
        Category::Body,
        PathExpr::root(),
        read(r#"{"type":"RandomInt","min":5,"max":9}"#),
    );
    assert_eq!(check_response(&response, &MatchOptions::default()), []);
}

#[test]
fn every_part_of_a_request_is_tried() {
    let mut query = Query::default();
    query.add("q", Some("1".to_owned()));
    let mut headers = Headers::default();
    headers.add("X-Id", "1");
    let mut request = Request {
        path: "/a/1".to_owned(),
        query: Some(query),
        headers: Some(headers),
        ..Request::default()
    };
    let digits = r#"{"match":"regex","regex":"\\d+"}"#;
    for (category, path) in [(Category::Query, "$.q"), (Category::Header, "$['X-Id']")] {
        request
            .rules
            .add(category, path.parse().unwrap(), rules(digits));
        request.generators.add(
            category,
            path.parse().unwrap(),
            read(r#"{"type":"RandomInt"}"#),
        );
    }
    request.rules.add(
        Category::Path,
        PathExpr::root(),
        rules(r#"{"match":"regex","regex":"/a/\\d"}"#),
    );
    request.generators.add(
        Category::Path,
        PathExpr::root(),
        read(r#"{"type":"Regex","regex":"/a/\\d"}"#),
    );
    assert_eq!(check_request(&request, &MatchOptions::default()), []);
    request.generators.add(
        Category::Path,
        PathExpr::root(),
        read(r#"{"type":"RandomString"}"#),
    );
    assert_eq!(check_request(&request, &MatchOptions::default()).len(), 1);
}

#[test]
fn messages_are_tried() {
    let metadata = Json::parse(br#"{"key":"a1"}"#).unwrap();
    let mut message = MessageContents {
        metadata: metadata.as_object().unwrap().clone().into_owned(),
        ..MessageContents::default()
    };
    message.rules.add(
        Category::Metadata,
        "$.key".parse().unwrap(),
        rules(r#"{"match":"regex","regex":"a\\d"}"#),
    );
    message.generators.add(
        Category::Metadata,
        "$.key".parse().unwrap(),
        read(r#"{"type":"Regex","regex":"a\\d"}"#),
    );
    assert_eq!(check_message(&message, &MatchOptions::default()), []);
    message.generators.add(
        Category::Metadata,
        "$.key".parse().unwrap(),
        read(r#"{"type":"Uuid"}"#),
    );
    assert_eq!(check_message(&message, &MatchOptions::default()).len(), 1);
}
