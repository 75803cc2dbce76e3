use super::*;
use crate::datetime::{CivilDate, CivilTime, Moment};
use crate::rule::Rule;

fn context(consumer: bool) -> GeneratorContext {
    let date = CivilDate::new(2000, 1, 1).unwrap();
    let now = Moment::new(date, CivilTime::new(10, 0, 0, 0).unwrap());
    let state = Json::parse(br#"{"id":42,"user":{"name":"Bob"},"code":204}"#).unwrap();
    let context = if consumer {
        GeneratorContext::consumer()
    } else {
        GeneratorContext::provider()
    };
    context
        .with_seed(1)
        .with_now(now)
        .with_state_values(state.as_object().unwrap().clone().into_owned())
}

fn generators(entries: &[(Category, &str, &str)]) -> Generators {
    let mut generators = Generators::default();
    for (category, path, generator) in entries {
        let generator = Generator::from_json(&Json::parse(generator.as_bytes()).unwrap()).unwrap();
        generators.add(*category, path.parse().unwrap(), generator);
    }
    generators
}

const YEAR: &str = r#"{"type":"Date","format":"yyyy"}"#;
const ID: &str = r#"{"type":"ProviderState","expression":"id"}"#;

fn body(document: &str) -> Body {
    Body::json(Json::parse(document.as_bytes()).unwrap().into_owned())
}

/// Runs the generators over a body, as `(path, generator)`.
fn check_body(body: Body, entries: &[(&str, &str)], expect: &str) {
    let entries: Vec<_> = entries
        .iter()
        .map(|(path, one)| (Category::Body, *path, *one))
        .collect();
    let response = Response {
        body,
        generators: generators(&entries),
        ..Response::default()
    };
    let (fresh, failures) = context(false).response(&response);
    assert_eq!(failures, []);
    assert_eq!(String::from_utf8(fresh.body.to_bytes()).unwrap(), expect);
}

#[test]
fn reaches_every_value_a_path_leads_to() {
    check_body(
        body(r#"{"a":"x","b":[1,2]}"#),
        &[("$.a", YEAR)],
        r#"{"a":"2000","b":[1,2]}"#,
    );
    check_body(
        body(r#"{"a":[{"b":1},{"b":2},{"c":3}]}"#),
        &[("$.a[*].b", ID)],
        r#"{"a":[{"b":42},{"b":42},{"c":3}]}"#,
    );
    check_body(
        body(r#"{"a":{"x":1,"y":2}}"#),
        &[("$.a.*", ID)],
        r#"{"a":{"x":42,"y":42}}"#,
    );
    check_body(
        body(r#"{"a":[1,2,3]}"#),
        &[("$.a[1]", ID)],
        r#"{"a":[1,42,3]}"#,
    );
    check_body(
        body(r#"{"100":1,"a'b":2}"#),
        &[("$['100']", ID), (r"$['a\'b']", ID)],
        r#"{"100":42,"a'b":42}"#,
    );
    check_body(body("1"), &[("$", ID)], "42");
    check_body(body(r#"{"a":1}"#), &[("$.b.c", ID)], r#"{"a":1}"#);
}

#[test]
fn lets_the_more_specific_path_win_whatever_the_order() {
    let user = r#"{"type":"ProviderState","expression":"user"}"#;
    let entries = [("$.a.name", YEAR), ("$.*.name", ID), ("$.a", user)];
    let expect = r#"{"a":{"name":"2000"}}"#;
    check_body(body(r#"{"a":{"name":"x"}}"#), &entries, expect);
    let reversed: Vec<_> = entries.into_iter().rev().collect();
    check_body(body(r#"{"a":{"name":"x"}}"#), &reversed, expect);
    check_body(
        body(r#"{"a":{"name":"x"}}"#),
        &[("$.a.*", YEAR), ("$.*.name", ID)],
        expect,
    );
    check_body(
        body(r#"{"a":1}"#),
        &[("$.a", ID), ("$.a", YEAR)],
        r#"{"a":42}"#,
    );
}

#[test]
fn changes_json_text_forms_and_text() {
    let json = Body::text(r#"{ "a": 1 }"#, Some(ContentType::json()));
    check_body(json, &[("$.a", ID)], r#"{"a":42}"#);
    let form = ContentType::parse("application/x-www-form-urlencoded");
    let name = r#"{"type":"ProviderState","expression":"é & ${id}"}"#;
    check_body(
        Body::text("a=1&b%20c=2&a=3", form.clone()),
        &[("$.a[1]", ID)],
        "a=1&b%20c=2&a=42",
    );
    check_body(
        Body::text("a=1&b%20c=2&d", form),
        &[("$['b c']", name), ("$.d", ID)],
        "a=1&b%20c=%C3%A9+%26+42&d=42",
    );
    check_body(
        Body::text("now", Some(ContentType::text())),
        &[("$", YEAR)],
        "2000",
    );
}

#[cfg(feature = "xml")]
#[test]
fn changes_xml_and_leaves_the_rest_as_it_is_written() {
    let check = |body: &str, path: &str, expect: &str| {
        let xml = Body::text(body, ContentType::parse("application/xml"));
        check_body(xml, &[(path, ID)], expect);
    };
    check(
        "<?xml version='1.0'?>\n<a b='1'> <c>x</c></a>",
        "$.a['@b']",
        "<?xml version='1.0'?>\n<a b='42'> <c>x</c></a>",
    );
    check(
        "<a><c>x</c><c>y</c></a>",
        "$.a.c['#text']",
        "<a><c>42</c><c>42</c></a>",
    );
    check(
        "<a><c>x</c><c>y</c></a>",
        "$.a.c[1]",
        "<a><c>x</c><c>42</c></a>",
    );
    check(
        "<a><c/><c ></c></a>",
        "$.a.c[*]['#text']",
        "<a><c>42</c><c >42</c></a>",
    );
    check("<a>x<c/>y</a>", "$.a['#text']", "<a>42<c/></a>");
    check(
        "<p:a xmlns:p='urn:p' p:b='1'/>",
        "$['urn:p:a']['@p:b']",
        "<p:a xmlns:p='urn:p' p:b='42'/>",
    );
    check("<a><c>x</c></a>", "$.a", "<a><c>x</c></a>");
    let broken = Body::text("<a>", ContentType::parse("text/xml"));
    let response = Response {
        body: broken,
        generators: generators(&[(Category::Body, "$.a", ID)]),
        ..Response::default()
    };
    assert_eq!(context(false).response(&response).1.len(), 1);
}

#[test]
fn changes_the_parts_of_a_request() {
    let mut query = Query::default();
    query.add("q", Some("1".to_owned()));
    query.add("q", None);
    query.add("r", Some("1".to_owned()));
    let mut headers = Headers::default();
    headers.add("X-Id", "1");
    let request = Request {
        path: "/users/1".to_owned(),
        query: Some(query),
        headers: Some(headers),
        generators: generators(&[
            (
                Category::Path,
                "$",
                r#"{"type":"ProviderState","expression":"/users/${id}"}"#,
            ),
            (Category::Query, "$.q", ID),
            (Category::Query, "$.r[7]", ID),
            (Category::Header, "$['x-id']", ID),
        ]),
        ..Request::default()
    };
    let (fresh, failures) = context(false).request(&request);
    assert_eq!(failures, []);
    assert_eq!(fresh.path, "/users/42");
    let query = fresh.query.unwrap();
    assert_eq!(
        query.get("q").unwrap(),
        [Some("42".to_owned()), Some("42".to_owned())]
    );
    assert_eq!(query.get("r").unwrap(), [Some("1".to_owned())]);
    assert_eq!(fresh.headers.unwrap().get("X-Id").unwrap(), ["42"]);
}

#[test]
fn changes_status_and_metadata() {
    let code = r#"{"type":"ProviderState","expression":"code"}"#;
    let response = Response {
        generators: generators(&[(Category::Status, "$", code)]),
        ..Response::default()
    };
    assert_eq!(context(false).response(&response).0.status, 204);
    let metadata = Json::parse(br#"{"key":"a"}"#).unwrap();
    let message = MessageContents {
        metadata: metadata.as_object().unwrap().clone().into_owned(),
        generators: generators(&[(Category::Metadata, "$.key", ID)]),
        ..MessageContents::default()
    };
    assert_eq!(
        context(false).message(&message).0.metadata.get("key"),
        Some(&Json::from(42))
    );
}

#[test]
fn runs_the_generators_of_array_contains_variants() {
    let rule = r#"{"match":"arrayContains","variants":[{"index":1,"rules":{},"generators":{"$.id":{"type":"ProviderState","expression":"id"}}}]}"#;
    let mut rules = MatchingRules::default();
    let rule = Rule::from_json(&Json::parse(rule.as_bytes()).unwrap()).unwrap();
    rules.add(Category::Body, "$.items".parse().unwrap(), rule);
    let response = Response {
        body: body(r#"{"items":[{"id":1},{"id":2}]}"#),
        rules,
        ..Response::default()
    };
    let (fresh, _) = context(false).response(&response);
    assert_eq!(fresh.body.to_bytes(), br#"{"items":[{"id":1},{"id":42}]}"#);
}

#[test]
fn keeps_the_example_and_says_why() {
    let response = Response {
        body: body(r#"{"a":1,"b":2}"#),
        generators: generators(&[
            (
                Category::Body,
                "$.a",
                r#"{"type":"ProviderState","expression":"missing"}"#,
            ),
            (Category::Body, "$.b", ID),
            (Category::Status, "$", ID),
        ]),
        ..Response::default()
    };
    let (fresh, failures) = context(false).response(&response);
    assert_eq!(fresh.body.to_bytes(), br#"{"a":1,"b":42}"#);
    assert_eq!(fresh.status, 200);
    let texts: Vec<_> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "generator at status $: a status must be a number of 100 to 599, but `42` was generated",
            "generator at body $.a: the provider state has no value `missing`; return it from the state handler",
        ]
    );
}

#[test]
fn leaves_the_provider_s_generators_alone_on_the_consumer_s_side() {
    let response = Response {
        body: body(r#"{"a":1}"#),
        generators: generators(&[(Category::Body, "$.a", ID)]),
        ..Response::default()
    };
    let (fresh, failures) = context(true).response(&response);
    assert_eq!((fresh.body, failures), (response.body, vec![]));
}

#[test]
fn says_which_bodies_have_no_generators() {
    let png = ContentType::parse("image/png");
    let response = Response {
        body: Body::binary(vec![1, 2], png),
        generators: generators(&[(Category::Body, "$", ID)]),
        ..Response::default()
    };
    let (_, failures) = context(false).response(&response);
    assert_eq!(
        failures[0].error.to_string(),
        "generators must not stand in a body of type `image/png`; use JSON, a form, or text at `$`"
    );
}
