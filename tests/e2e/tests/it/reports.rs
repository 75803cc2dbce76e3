//! What a failing test tells.

use pact_runtime::json::Json;

use crate::bench::{Bench, Binary, finish};

/// Runs one failing test and gives what it printed.
fn fail(test: &str) -> String {
    let bench = Bench::new(&format!("report_{test}"));
    let output = bench.fail(Binary::Failures, &format!("--exact {test}"));
    assert_eq!(
        bench.descriptions("failures-orders.json"),
        [""; 0],
        "a failing test records nothing"
    );
    output
}

/// The line of a text in the source of the tests.
fn line_of(text: &str) -> usize {
    let source = include_str!("../../fixtures/shop/tests/failures.rs");
    let found = source.lines().position(|line| line.contains(text));
    found.unwrap_or_else(|| panic!("no line has `{text}`")) + 1
}

#[track_caller]
fn has(output: &str, text: &str) {
    assert!(output.contains(text), "`{text}` is not in:\n{output}");
}

#[test]
fn the_own_failure_comes_first() {
    let output = fail("own_assertion_and_mismatch");
    let report = output
        .find("`left == right` failed: the status is wrong")
        .unwrap();
    let mismatch = output
        .find("GET /orders/2: 1 difference to `a request for order 1`")
        .unwrap();
    assert!(report < mismatch, "{output}");
}

#[test]
fn an_own_failure_is_told_once_with_its_place() {
    for (test, text) in [
        ("own_assertion_and_mismatch", "200, \"the status is wrong\""),
        (
            "own_assertion_and_mismatch_in_a_future",
            "wrong in a future\"",
        ),
    ] {
        let line = line_of(text);
        for option in ["", "--nocapture"] {
            let bench = Bench::new(&format!("told_once_{test}{option}"));
            let arguments = format!("--exact {test} {option}");
            let output = bench.fail(Binary::Failures, &arguments);
            assert_eq!(output.matches("the status is wrong").count(), 1, "{output}");
            assert_eq!(output.matches("panicked at").count(), 1, "{output}");
            has(&output, &format!("fixtures/shop/tests/failures.rs:{line}:"));
            has(&output, "\n\nGET /orders/2: 1 difference to");
        }
    }
}

#[test]
fn programs_read_the_own_failure_too() {
    let bench = Bench::new("json_own_failure");
    let mut command = bench.command(Binary::Failures, "--exact own_assertion");
    let output = finish(command.env("PACT_REPORT", "json")).output;
    let line = output.lines().find(|line| line.starts_with('{'));
    let report = Json::parse(line.expect("a line of JSON").as_bytes()).unwrap();
    let message = report.get("ownFailure").unwrap().get("message").unwrap();
    has(message.as_str().unwrap(), "the status is wrong");
    assert_eq!(output.matches("panicked at").count(), 1, "{output}");
}

#[test]
fn an_own_failure_alone_is_told_once() {
    let output = fail("own_assertion");
    assert_eq!(output.matches("the status is wrong").count(), 1, "{output}");
    let output = fail("own_error");
    has(
        &output,
        "the test returned an error\n  \"the order is too old\"\n",
    );
}

#[test]
fn mismatches_name_pattern_rule_expected_and_actual() {
    let output = fail("other_body");
    let sku = line_of("\"sku\": regex");
    for text in [
        "POST /orders: 4 differences to `a new order`\n",
        "header accept",
        "expected: equals \"application/json\"\n",
        "actual:   \"text/html\"\n",
        "expected: is an integer\n",
        "actual:   \"seven\", which is a string\n",
        "expected: has at least 2 items\n",
        "body $.lines[0].sku",
        &format!("fixtures/shop/tests/failures.rs:{sku}:"),
    ] {
        has(&output, text);
    }
}

#[test]
fn requests_beyond_five_are_counted() {
    let output = fail("many_wrong_requests");
    assert_eq!(
        output
            .matches("1 difference to `a request for order 1`")
            .count(),
        5
    );
    has(&output, "6 more requests did not match");
}

#[test]
fn a_panic_that_was_expected_stays_expected() {
    let bench = Bench::new("expected_panic");
    bench.pass(Binary::Failures, "--exact expected_panic_and_mismatch");
}

#[test]
fn a_run_that_never_began_is_taught_how() {
    has(&fail("never_started"), "call `pact.start()`");
    has(
        &fail("nothing_declared"),
        "the test declares no interaction",
    );
    has(
        &fail("never_exercised"),
        "no request arrived at all; let the client send its requests to `server.url()`",
    );
}

#[test]
fn what_a_version_cannot_hold_is_refused_where_it_is_declared() {
    let output = fail("what_the_version_cannot_hold");
    let line = line_of("a request for two states");
    has(&output, &format!("fixtures/shop/tests/failures.rs:{line}:"));
    has(&output, "provider state");
}

#[test]
fn colour_is_for_those_who_want_it() {
    let bench = Bench::new("colour");
    let output = |variables: &[(&str, &str)]| {
        let mut command = bench.command(Binary::Failures, "--exact other_body");
        finish(command.envs(variables.iter().copied())).output
    };
    assert!(output(&[("CARGO_TERM_COLOR", "always")]).contains("\u{1b}[31m"));
    assert!(!output(&[]).contains('\u{1b}'));
    let both = [("CARGO_TERM_COLOR", "always"), ("NO_COLOR", "1")];
    assert!(!output(&both).contains('\u{1b}'));
}

#[test]
fn programs_read_json() {
    let bench = Bench::new("json");
    let mut command = bench.command(Binary::Failures, "--exact other_body");
    let output = finish(command.env("PACT_REPORT", "json")).output;
    let line = output
        .lines()
        .find(|line| line.starts_with('{'))
        .expect("a line of JSON");
    let report = Json::parse(line.as_bytes()).unwrap();
    let request = &report.get("failedRequests").unwrap().as_array().unwrap()[0];
    let nearest = &request.get("candidates").unwrap().as_array().unwrap()[0];
    let mismatches = nearest.get("mismatches").unwrap().as_array().unwrap();
    let skus = mismatches.iter().filter(|one| {
        one.get("path").and_then(Json::as_str) == Some("$.lines[0].sku")
            && one.get("location").is_some()
    });
    assert_eq!(skus.count(), 1, "{line}");
}
