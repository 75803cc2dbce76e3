//! Verdicts of runs that failed, and what people read of them.

use std::panic::Location;

use super::{Palette, json, text};
use crate::{
    harness::{
        Candidate, Declared, DefinitionProblem, FailedRequest, OwnFailure, Part, RecordProblem,
        RequestFailure, Sources, StartProblem, Unexercised, Verdict,
    },
    json::Json,
    matching::{ActualRequest, MatchOptions, RequestMatcher},
    model::{Body, Headers, HttpInteraction, Interaction, InteractionKind, Request, SpecVersion},
    pact_file::{Conflict, ConflictKind, Side, differences},
    registry::PactTest,
    rule::{Category, Rule},
};

static TEST: PactTest = PactTest {
    name: "order_web::orders::places_an_order",
    file: "src/orders.rs",
    line: 12,
    column: 10,
    package: "order-web",
    binary: "order-web",
    manifest_dir: "/order-web",
    consumer: "order-web",
    provider: "order-api",
    spec: SpecVersion::V4,
    dir: None,
    ignored: false,
    should_panic: false,
};

#[track_caller]
fn declared(description: &str) -> Declared {
    Declared {
        description: description.to_owned(),
        location: Location::caller(),
    }
}

#[track_caller]
fn unexercised(description: &str, calls: usize, times: usize) -> Unexercised {
    Unexercised {
        kind: InteractionKind::Http,
        interaction: declared(description),
        calls,
        times,
    }
}

/// A request for a new order, as an interaction expects it, and what keeps another one from matching.
fn candidate(description: &str, path: &str, body: &str) -> Candidate {
    let mut headers = Headers::default();
    headers.add("content-type", "application/json");
    headers.add("accept", "application/json");
    let expected = r#"{"customer":7,"lines":[{"sku":"A1"},{"sku":"B2"}]}"#;
    let mut request = Request {
        method: "POST".to_owned(),
        path: "/orders".to_owned(),
        headers: Some(headers),
        body: Body::json(Json::parse(expected.as_bytes()).unwrap().into_owned()),
        ..Request::default()
    };
    let mut sources = Sources::default();
    let rules = [
        ("$.customer", Rule::Integer),
        ("$.lines", Rule::MinType(2)),
        ("$.lines[*].sku", Rule::Regex(r"[A-Z]\d+".to_owned())),
    ];
    for (path, rule) in rules {
        let path: crate::path::PathExpr = path.parse().unwrap();
        sources.add(
            Part::Request,
            Category::Body,
            path.clone(),
            Location::caller(),
        );
        request.rules.add(Category::Body, path, rule);
    }
    let matcher = RequestMatcher::compile(&request, &MatchOptions::default()).unwrap();
    let actual = ActualRequest::new("POST", path)
        .with_headers([
            ("content-type", "application/json"),
            ("accept", "text/html"),
        ])
        .with_body(body.as_bytes());
    Candidate {
        interaction: declared(description),
        sources,
        mismatches: matcher.compare(&actual),
    }
}

fn failed(verdict: &mut Verdict, target: &str, candidates: Vec<Candidate>) {
    verdict.request_count += 1;
    verdict.failed_request_count += 1;
    verdict.failed_requests.push(FailedRequest {
        request: Some(format!("POST {target}")),
        failure: RequestFailure::Unmatched(candidates),
    });
}

const BODY: &str = r#"{"customer":"seven","lines":[{"sku":"1A"}]}"#;

/// Compares the text of a verdict. Places in this file are `HERE`, since they change with every edit.
#[track_caller]
fn check(verdict: &Verdict, expected: &str) {
    let shown = hide_places(&text(verdict, Palette::PLAIN, 80));
    assert!(shown.trim_end() == expected.trim_end(), "{shown}");
}

fn hide_places(text: &str) -> String {
    let mut parts = text.split(file!());
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str("HERE");
        shown.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    shown
}

#[test]
fn shows_the_own_failure_before_the_mismatches() {
    let mut verdict = Verdict::new(&TEST);
    let message = "assertion `left == right` failed\n  left: 500\n right: 201";
    verdict.own_failure = Some(OwnFailure::Panicked(Some(message.to_owned())));
    let nearest = candidate("a new order", "/orders", BODY);
    let other = candidate("a new basket", "/baskets", "{}");
    failed(&mut verdict, "/orders?dry=1", vec![nearest, other]);
    verdict.unexercised = vec![
        unexercised("a new order", 0, 1),
        unexercised("a new basket", 1, 3),
    ];
    check(
        &verdict,
        r#"assertion `left == right` failed
  left: 500
 right: 201

POST /orders?dry=1: 4 differences to `a new order`
  declared at HERE
  header accept        expected: equals "application/json"
                       actual:   "text/html"
  body $.customer      expected: is an integer
                       actual:   "seven", which is a string
                       pattern:  HERE
  body $.lines         expected: has at least 2 items
                       actual:   [{"sku":"1A"}], which has 1 item
                       pattern:  HERE
  body $.lines[0].sku  expected: matches the expression `[A-Z]\d+`
                       actual:   "1A"
                       pattern:  HERE
  less near: `a new basket` (HERE); path
    equals "/orders" but is "/baskets", and 2 more

2 interactions were not exercised
  `a new order`
    declared at HERE
  `a new basket`: 1 of 3 calls
    declared at HERE"#,
    );
}

#[test]
fn names_what_was_not_exercised() {
    let mut verdict = Verdict::new(&TEST);
    verdict.unexercised = vec![unexercised("a new order", 0, 1)];
    check(
        &verdict,
        "1 interaction was not exercised
  `a new order`
    declared at HERE
  no request arrived at all; let the client send its requests to `server.url()`",
    );
    verdict.request_count = 2;
    check(
        &verdict,
        "1 interaction was not exercised
  `a new order`
    declared at HERE",
    );
}

#[test]
fn teaches_how_a_run_begins() {
    let mut verdict = Verdict::new(&TEST);
    verdict.start_problem = Some(StartProblem::NothingDeclared);
    check(
        &verdict,
        "the test declares no interaction, so there is no contract
  declare what the client asks for with `pact.interaction(..)`, or make it an
    ordinary test",
    );
    verdict.start_problem = Some(StartProblem::NeverStarted);
    verdict.own_failure = Some(OwnFailure::Returned("NotFound".to_owned()));
    check(
        &verdict,
        "the test returned an error
  NotFound

the mock server was never started, so nothing was exercised
  call `pact.start()` and let the client send its requests to `server.url()`",
    );
}

#[test]
fn points_at_the_matcher_that_cannot_be_right() {
    let mut verdict = Verdict::new(&TEST);
    let problem = |message: &str| DefinitionProblem {
        location: Location::caller(),
        message: message.to_owned(),
    };
    verdict.definition_problems = vec![problem("min (5) must not exceed max (3)")];
    check(
        &verdict,
        "the definition of the pact has a problem
  min (5) must not exceed max (3)
    at HERE",
    );
    verdict.definition_problems.push(problem(
        "the example `abc` must match the expression `^[0-9]+$`; change one of the two",
    ));
    check(
        &verdict,
        "the definition of the pact has 2 problems
  min (5) must not exceed max (3)
    at HERE
  the example `abc` must match the expression `^[0-9]+$`; change one of the two
    at HERE",
    );
}

#[test]
fn counts_the_requests_and_mismatches_that_it_does_not_show() {
    let mut verdict = Verdict::new(&TEST);
    let many = format!(
        "{{\"customer\":7,\"lines\":[{}]}}",
        "{\"sku\":1},".repeat(30).trim_end_matches(',')
    );
    failed(
        &mut verdict,
        "/orders",
        vec![candidate("a new order", "/orders", &many)],
    );
    for _ in 0..7 {
        failed(&mut verdict, "/other", Vec::new());
    }
    let text = text(&verdict, Palette::PLAIN, 80);
    assert_eq!(text.matches("expected:").count(), 20);
    assert!(text.contains("\n  and 11 more\n"), "{text}");
    assert_eq!(text.matches("POST /other: no interaction").count(), 4);
    assert!(text.ends_with("\n3 more requests did not match"), "{text}");
}

#[test]
fn says_the_same_as_json() {
    let mut verdict = Verdict::new(&TEST);
    verdict.own_failure = Some(OwnFailure::Returned("NotFound".to_owned()));
    let nearest = candidate(
        "a new order",
        "/orders",
        r#"{"customer":"7","lines":[{"sku":"A1"},{"sku":"B2"}]}"#,
    );
    failed(&mut verdict, "/orders", vec![nearest]);
    let report = hide_places(&json(&verdict));
    assert!(!report.contains('\n'));
    let report = Json::parse(report.as_bytes()).unwrap();
    assert_eq!(report.get("verdict").and_then(Json::as_str), Some("failed"));
    let expected = r#"[{"request":"POST /orders","candidates":[{"description":"a new order","location":"HERE","mismatches":[{"type":"HeaderMismatch","key":"accept","expected":"application/json","actual":"text/html","mismatch":"Mismatch with header 'accept': Expected header 'accept' to have value 'application/json' but was 'text/html'","place":"header accept","expectation":"equals \"application/json\"","finding":"\"text/html\""},{"type":"BodyMismatch","path":"$.customer","expected":"7","actual":"7","mismatch":"Expected '7' (String) to be an integer","place":"body $.customer","expectation":"is an integer","finding":"\"7\", which is a string","location":"HERE"}]}]}]"#;
    assert_eq!(report.get("failedRequests").unwrap().to_string(), expected);
}

#[test]
fn names_both_tests_of_a_conflict_and_what_differs() {
    let interaction = |status| {
        let mut http = HttpInteraction::default();
        http.meta.description = "a request".to_owned();
        http.response.status = status;
        Box::new(Interaction::Http(Box::new(http)))
    };
    let side = |owner: &str, place: &str, status| Side {
        owner: Some(owner.to_owned()),
        place: place.to_owned(),
        interaction: interaction(status),
    };
    let mut verdict = Verdict::new(&TEST);
    let conflict = Conflict {
        kind: ConflictKind::Contents,
        first: side("web first", "src/a.rs:3", 200),
        second: side("web second", "src/b.rs:5", 404),
        differences: differences(&interaction(200), &interaction(404)),
    };
    verdict.record_problems = vec![RecordProblem::Conflict(Box::new(conflict))];
    check(
        &verdict,
        "two tests record `a request` with the same provider states and other contents
  `web first`
    at src/a.rs:3
  `web second`
    at src/b.rs:5
  $.response.status asks something else of the provider
    - 200
    + 404
  neither is written; make them equal, or give one of them another description
    or state",
    );
}
