use std::fmt::Write as _;
use std::num::NonZeroUsize;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Version};

use super::{Play, Router};
use crate::json::Json;
use crate::matching::MatchOptions;
use crate::mock_server::journal::{Journal, NearMiss, Outcome};
use crate::mock_server::listener::{Answer, Cause, Handler, Refusal, Request};
use crate::model::{Body, Headers, HttpInteraction, Query};
use crate::rule::{Category, Rule};

/// An interaction that is answered with its description.
fn interaction(description: &str, method: &str, path: &str) -> HttpInteraction {
    let mut interaction = HttpInteraction::default();
    interaction.meta.description = description.to_owned();
    interaction.request.method = method.to_owned();
    interaction.request.path = path.to_owned();
    interaction.response.body = Body::text(description, None);
    interaction
}

fn json(text: &str) -> Body {
    Body::json(Json::parse(text.as_bytes()).unwrap().into_owned())
}

fn with_body(mut interaction: HttpInteraction, text: &str) -> HttpInteraction {
    interaction.request.body = json(text);
    interaction
}

fn with_header(mut interaction: HttpInteraction, name: &str, value: &str) -> HttpInteraction {
    let headers = interaction
        .request
        .headers
        .get_or_insert_with(Headers::default);
    headers.add(name, value);
    interaction
}

fn router(interactions: &[HttpInteraction]) -> Router {
    router_with_times(interactions, &[])
}

fn router_with_times(interactions: &[HttpInteraction], times: &[usize]) -> Router {
    let plays = interactions
        .iter()
        .enumerate()
        .map(|(at, interaction)| Play {
            interaction,
            times: times.get(at).and_then(|times| NonZeroUsize::new(*times)),
        });
    Router::compile(plays, MatchOptions::default()).unwrap()
}

fn send(router: &Router, method: &str, uri: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        map.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    router.answer(Request {
        method: method.parse().unwrap(),
        uri: uri.parse().unwrap(),
        version: Version::HTTP_11,
        headers: map,
        body: Bytes::copy_from_slice(body.as_bytes()),
    })
}

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.body).unwrap()
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

/// Sends GET requests and expects these answers, `!` for a failure, and these calls.
fn check(router: &Router, paths: &[&str], answers: &[&str], calls: &[usize]) {
    let got: Vec<_> = paths
        .iter()
        .map(|path| {
            let answer = send(router, "GET", path, &[], "");
            if answer.status == 500 {
                "!".to_owned()
            } else {
                text(&answer).to_owned()
            }
        })
        .collect();
    assert_eq!(got, answers);
    assert_eq!(router.take_journal().calls(), calls);
}

#[test]
fn answers_what_the_matching_interaction_says() {
    let router = router(&[
        interaction("one", "GET", "/1"),
        interaction("two", "GET", "/2"),
        interaction("post", "POST", "/2"),
    ]);
    check(
        &router,
        &["/2", "/1", "/2", "/3"],
        &["two", "one", "two", "!"],
        &[1, 2, 0],
    );
}

#[test]
fn answers_a_repeated_request_in_the_order_of_declaration() {
    let router = router(&[
        interaction("pending", "GET", "/job"),
        interaction("running", "GET", "/job"),
        interaction("done", "GET", "/job"),
    ]);
    check(
        &router,
        &["/job"; 5],
        &["pending", "running", "done", "done", "done"],
        &[1, 1, 3],
    );
}

#[test]
fn answers_as_often_as_the_test_says() {
    let job = |description| interaction(description, "GET", "/job");
    let both = router_with_times(&[job("busy"), job("done")], &[2, 1]);
    check(&both, &["/job"; 4], &["busy", "busy", "done", "!"], &[2, 1]);
    let last_is_free = router_with_times(&[job("busy"), job("done")], &[2]);
    check(
        &last_is_free,
        &["/job"; 4],
        &["busy", "busy", "done", "done"],
        &[2, 2],
    );
    let first_is_free = router_with_times(&[job("busy"), job("done")], &[0, 2]);
    check(
        &first_is_free,
        &["/job"; 4],
        &["busy", "done", "done", "busy"],
        &[2, 2],
    );
}

#[test]
fn says_that_an_interaction_is_used_up() {
    let router = router_with_times(&[interaction("once", "GET", "/")], &[1]);
    send(&router, "GET", "/", &[], "");
    let answer = send(&router, "GET", "/", &[], "");
    assert_eq!(answer.headers["x-pact"], "Unexpected-Request");
    assert!(text(&answer).contains("expected 1 requests but this is one more"));
    let journal = router.take_journal();
    let failure = journal.failures().next().unwrap();
    assert!(matches!(
        failure.outcome,
        Outcome::UsedUp { interaction: 0, .. }
    ));
    assert_eq!(journal.total_failures(), 1);
}

#[test]
fn the_interaction_that_expects_most_answers_whatever_the_order() {
    let plain = interaction("plain", "GET", "/");
    let signed = with_header(plain.clone(), "authorization", "x");
    let signed = HttpInteraction {
        response: interaction("signed", "GET", "/").response,
        ..signed
    };
    for interactions in [[plain.clone(), signed.clone()], [signed, plain]] {
        let router = router(&interactions);
        for _ in 0..2 {
            let answer = send(&router, "GET", "/", &[("authorization", "x")], "");
            assert_eq!(text(&answer), "signed");
        }
        assert_eq!(text(&send(&router, "GET", "/", &[], "")), "plain");
    }
}

#[test]
fn finds_its_way_among_many_interactions() {
    let mut interactions: Vec<_> = (0..100)
        .map(|at| interaction(&format!("fixed {at}"), "GET", &format!("/{at}")))
        .collect();
    let mut ruled = interaction("ruled", "GET", "/1234");
    let rule = Rule::Regex("/[0-9]{2,}".to_owned());
    ruled
        .request
        .rules
        .add(Category::Path, "$".parse().unwrap(), rule);
    interactions.insert(50, ruled);
    let router = router(&interactions);
    for (path, answer) in [
        ("/7", "fixed 7"),
        ("/10", "fixed 10"),
        ("/10", "fixed 10"),
        ("/99", "fixed 99"),
        ("/101", "ruled"),
    ] {
        assert_eq!(text(&send(&router, "GET", path, &[], "")), answer, "{path}");
    }
    assert_eq!(send(&router, "GET", "/x", &[], "").status, 500);
    assert_eq!(send(&router, "PUT", "/7", &[], "").status, 500);
}

/// The nearest interactions of the only failure.
fn nearest(journal: &Journal) -> (bool, Vec<NearMiss>) {
    let mut failures = journal.failures();
    let first = failures.next().unwrap();
    assert!(failures.next().is_none());
    match &first.outcome {
        Outcome::Mismatched { nearest } => (true, nearest.clone()),
        Outcome::Unexpected { nearest } => (false, nearest.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn many_wrong_fields_are_a_mismatch_of_the_right_interaction() {
    let router = router(&[
        with_body(interaction("ping", "POST", "/rpc"), r#"{"ping":1}"#),
        with_body(
            interaction("order", "POST", "/rpc"),
            r#"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8}"#,
        ),
    ]);
    let answer = send(
        &router,
        "POST",
        "/rpc",
        JSON,
        r#"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":0,"g":0,"h":0}"#,
    );
    assert_eq!(answer.headers["x-pact"], "Request-Mismatch");
    let (is_mismatch, nearest) = nearest(&router.take_journal());
    assert!(is_mismatch);
    assert_eq!(nearest[0].interaction, 1);
    let places: Vec<_> = nearest[0]
        .mismatches
        .iter()
        .map(crate::matching::Mismatch::place)
        .collect();
    assert_eq!(places, ["body $.f", "body $.g", "body $.h"]);
}

#[test]
fn counts_any_number_of_wrong_fields() {
    let object = |value: usize| {
        let mut text = String::from("{");
        for at in 0..5000 {
            let _ = write!(text, "\"k{at}\":{value},");
        }
        text + "\"z\":0}"
    };
    let router = router(&[
        with_body(interaction("one", "POST", "/"), &object(1)),
        with_body(interaction("two", "POST", "/"), &object(2)),
    ]);
    let answer = send(&router, "POST", "/", JSON, &object(3));
    assert_eq!(answer.status, 500);
    let (_, nearest) = nearest(&router.take_journal());
    let last = nearest[0].mismatches.last().unwrap();
    assert_eq!(nearest[0].mismatches.len(), 501);
    assert_eq!(last.reason, crate::matching::Reason::More(4500));
}

#[test]
fn a_request_of_another_path_is_unexpected_and_told_what_comes_near() {
    let router = router(&[
        interaction("far", "GET", "/users/1"),
        interaction("other method", "PUT", "/orders/1"),
        interaction("near", "GET", "/orders/1"),
        interaction("farther", "DELETE", "/"),
    ]);
    let answer = send(&router, "GET", "/orders/2", &[], "");
    assert_eq!(answer.headers["x-pact"], "Unexpected-Request");
    let (is_mismatch, nearest) = nearest(&router.take_journal());
    assert!(!is_mismatch);
    let order: Vec<_> = nearest.iter().map(|near| near.interaction).collect();
    assert_eq!(order, [2, 1, 0]);
    let answer = send(&router, "PATCH", "/orders/1?x=1", &[], "");
    assert_eq!(answer.headers["x-pact"], "Unexpected-Request");
}

#[test]
fn a_failure_has_the_shape_of_the_reference_and_the_mismatches() {
    let router = router(&[with_body(
        interaction("an order", "POST", "/orders"),
        r#"{"id":1}"#,
    )]);
    let answer = send(&router, "POST", "/orders?x=1", JSON, r#"{"id":2}"#);
    assert_eq!(answer.status, 500);
    assert_eq!(
        answer.headers["content-type"],
        "application/json; charset=utf-8"
    );
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    let expected = concat!(
        r#"{"error":"Request-Mismatch : HttpRequest { method: \"POST\", path: \"/orders\", query: Some(\"x=1\"), "#,
        r#"headers: {\"content-type\": \"application/json\"}, body: \"{\\\"id\\\":2}\" }","#,
        r#""mismatches":[{"interaction":"an order","type":"QueryMismatch","parameter":"x","expected":null,"actual":"1","#,
        r#""mismatch":"Unexpected query parameter 'x' received"},"#,
        r#"{"interaction":"an order","type":"BodyMismatch","path":"$.id","expected":"1","actual":"2","#,
        r#""mismatch":"Expected 2 (Integer) to be equal to 1 (Integer)"}]}"#,
    );
    assert_eq!(text(&answer), expected);
}

#[test]
fn without_interactions_everything_is_unexpected() {
    let router = router(&[]);
    assert_eq!(
        send(&router, "GET", "/", &[], "").headers["x-pact"],
        "Unexpected-Request"
    );
    assert!(nearest(&router.take_journal()).1.is_empty());
}

#[test]
fn reads_headers_that_are_not_text() {
    let router = router(&[with_header(interaction("one", "GET", "/"), "name", "zł")]);
    assert_eq!(send(&router, "GET", "/", &[("name", "zł")], "").status, 200);
}

fn cors(answer: &Answer) -> Vec<String> {
    let mut headers: Vec<_> = answer
        .headers
        .iter()
        .filter_map(|(name, value)| {
            let name = name.as_str().strip_prefix("access-control-")?;
            Some(format!("{name}: {}", value.to_str().unwrap()))
        })
        .collect();
    headers.sort();
    headers
}

#[test]
fn lets_pages_of_other_origins_in() {
    let mut declared = interaction("declared", "GET", "/declared");
    let headers = declared
        .response
        .headers
        .get_or_insert_with(Headers::default);
    headers.add("Access-Control-Allow-Origin", "https://declared");
    let router = router(&[interaction("one", "GET", "/"), declared]);
    assert!(cors(&send(&router, "GET", "/", &[], "")).is_empty());
    let page = [("origin", "https://page")];
    assert_eq!(
        cors(&send(&router, "GET", "/", &page, "")),
        [
            "allow-credentials: true",
            "allow-headers: *",
            "allow-methods: OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE",
            "allow-origin: https://page",
            "expose-headers: Location, Link",
        ]
    );
    let answer = send(&router, "GET", "/declared", &page, "");
    assert_eq!(
        answer.headers["access-control-allow-origin"],
        "https://declared"
    );
    let answer = send(&router, "GET", "/unknown", &page, "");
    assert_eq!(
        answer.headers["access-control-allow-origin"],
        "https://page"
    );
}

#[test]
fn a_preflight_counts_for_nothing_unless_it_is_declared() {
    let asks = [
        ("origin", "https://page"),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "x-a, x-b"),
    ];
    let router = router(&[interaction("declared", "OPTIONS", "/declared")]);
    let answer = send(&router, "OPTIONS", "/", &asks, "");
    assert_eq!(answer.status, 204);
    assert_eq!(answer.headers["access-control-allow-headers"], "x-a, x-b");
    assert_eq!(
        text(&send(&router, "OPTIONS", "/declared", &asks, "")),
        "declared"
    );
    let journal = router.take_journal();
    assert_eq!((journal.total(), journal.total_failures()), (2, 0));
    assert_eq!(send(&router, "OPTIONS", "/", &[], "").status, 500);
    assert_eq!(router.take_journal().total_failures(), 1);
}

#[test]
fn what_is_refused_speaks_against_the_test() {
    let router = router(&[]);
    router.refused(Refusal {
        head: None,
        received_bytes: 3,
        cause: Cause::Cut,
    });
    assert_eq!(router.take_journal().total_failures(), 1);
}

#[test]
fn names_the_interaction_that_cannot_be_played() {
    let mut bad = interaction("bad", "GET", "/");
    bad.response.status = 7;
    let good = interaction("good", "GET", "/");
    let plays = [&good, &bad].map(|interaction| Play {
        interaction,
        times: None,
    });
    let error = Router::compile(plays, MatchOptions::default()).unwrap_err();
    assert_eq!(error.interaction(), 1);
    assert!(error.rules().is_none());
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "a response has a status from 200 to 999, not `7`");
}

#[test]
fn a_query_is_compared_as_it_is_decoded() {
    let mut one = interaction("one", "GET", "/");
    one.request.query = Some(Query::parse("q=a%20b"));
    check(&router(&[one]), &["/?q=a+b", "/?q=c"], &["one", "!"], &[1]);
}

#[cfg(feature = "generators")]
#[test]
fn generates_values_with_its_own_url() {
    use crate::generator::Generator;
    let mut one = interaction("one", "GET", "/");
    one.response.body = json(r#"{"next":"http://example.com/orders/2"}"#);
    let generator = Generator::MockServerUrl {
        example: "http://example.com/orders/2".to_owned(),
        regex: ".*(/orders/2)$".to_owned(),
    };
    let path = "$.next".parse().unwrap();
    one.response.generators.add(Category::Body, path, generator);
    let router = router(&[one]);
    router.listening("http://127.0.0.1:1234");
    let answer = send(&router, "GET", "/", &[], "");
    assert_eq!(
        text(&answer),
        r#"{"next":"http://127.0.0.1:1234/orders/2"}"#
    );
}
