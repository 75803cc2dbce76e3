//! The defects D1 to D20 that were reproduced with `pact_consumer`, and that ours does not have. Those that end-to-end
//! runs cannot show stand elsewhere; the names of their tests are in docs/harness.md.

use std::time::{Duration, Instant};

use pact_runtime::model::{Interaction, SpecVersion};

use crate::bench::{Bench, Binary};

const FAILURES: &str = "failures-orders.json";

#[test]
fn d1_contradicting_tests_fail_and_the_rest_is_written() {
    for arguments in ["--test-threads=1", "--test-threads=2"] {
        let bench = Bench::new("d1");
        let output = bench.fail(Binary::Failures, &format!("conflict {arguments}"));
        for name in ["conflict::first", "conflict::second", "failures.rs:"] {
            assert!(output.contains(name), "{output}");
        }
        let found = bench.descriptions(FAILURES);
        assert_eq!(found, ["a request for order 21", "a request for order 22"]);
    }
}

#[test]
fn d1_contradicting_tests_in_two_processes_fail_too() {
    let mut files = Vec::new();
    for names in [["first", "second"], ["second", "first"]] {
        let bench = Bench::new("d1_processes");
        bench.pass(Binary::Failures, &format!("--exact conflict::{}", names[0]));
        let output = bench.fail(Binary::Failures, &format!("--exact conflict::{}", names[1]));
        for name in ["conflict::first", "conflict::second", "failures.rs:"] {
            assert!(output.contains(name), "{output}");
        }
        files.push(bench.bytes(FAILURES));
        assert_eq!(
            bench.descriptions(FAILURES),
            ["a request for order 21", "a request for order 22"]
        );
    }
    assert_eq!(files[0], files[1], "whichever came first");
}

#[test]
fn d2_d3_states_and_their_parameters_tell_interactions_apart() {
    let bench = Bench::new("d2_d3");
    bench.pass(Binary::Failures, "states --test-threads=1");
    assert_eq!(
        bench.descriptions("states-orders.json"),
        ["a request for an order"; 3]
    );
    for test in ["without", "one", "two", "without"] {
        bench.pass(Binary::Failures, &format!("--exact states::{test}"));
        assert_eq!(bench.descriptions("states-orders.json").len(), 3);
    }
}

#[test]
fn d4_an_edited_test_replaces_what_it_recorded() {
    let bench = Bench::new("d4");
    let status = || {
        let pact = bench.pact("shop-orders.json");
        let mut interactions = pact.interactions.into_iter();
        interactions.find_map(|interaction| match interaction {
            Interaction::Http(http) if http.request.path == "/edited" => Some(http.response.status),
            _ => None,
        })
    };
    bench.pass(Binary::Orders, "");
    assert_eq!(status(), Some(200));
    bench.pass(Binary::OrdersNext, "");
    assert_eq!(status(), Some(204));
}

#[test]
fn d5_d6_the_nearest_interaction_has_the_same_path_however_wrong_the_body() {
    let bench = Bench::new("d5_d6");
    let output = bench.fail(Binary::Failures, "--exact many_wrong_fields");
    let heading = "POST /orders: 150 differences to `a new order`";
    assert!(output.contains(heading), "{output}");
    assert!(output.contains("body $.field0"), "{output}");
}

#[test]
fn d7_a_blocking_client_in_an_async_test_does_not_wait_for_ever() {
    let bench = Bench::new("d7");
    bench.pass(Binary::Orders, "--exact in_a_future");
}

#[test]
fn d8_the_end_of_a_test_waits_for_nothing() {
    let bench = Bench::new("d8");
    bench.pass(Binary::Orders, "");
    let start = Instant::now();
    for _ in 0..10 {
        bench.pass(Binary::Orders, "--exact in_a_future");
    }
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "the peer waits for 100 ms at the end of each test"
    );
}

#[test]
fn d10_a_failing_assertion_keeps_a_matched_request_out_of_the_file() {
    let bench = Bench::new("d10");
    bench.fail(Binary::Failures, "--exact own_assertion");
    assert_eq!(bench.descriptions(FAILURES), [""; 0]);
}

#[test]
fn d11_interactions_with_the_same_request_are_exercised_one_by_one() {
    let bench = Bench::new("d11");
    let output = bench.fail(Binary::Failures, "--exact half_exercised");
    assert!(
        output.contains("1 interaction was not exercised"),
        "{output}"
    );
}

#[test]
fn d12_examples_that_their_own_rule_refuses_fail_where_they_stand() {
    let bench = Bench::new("d12");
    let output = bench.fail(Binary::Failures, "--exact bad_definition");
    for text in [
        "the definition of the pact has 3 problems",
        "min (3) must not exceed max (2)",
        "\"abc\"",
        "\"2026-11-20 25:00\"",
    ] {
        assert!(output.contains(text), "{output}");
    }
    assert!(output.contains("tests/failures.rs:"), "{output}");
}

#[test]
fn d13_d14_an_older_pact_stays_one_and_has_the_same_bytes_in_every_run() {
    let bench = Bench::new("d13_d14");
    bench.pass(Binary::Failures, "v3");
    assert_eq!(
        bench.pact("older-orders.json").spec_version,
        SpecVersion::V3
    );
    let bytes = bench.bytes("older-orders.json");
    bench.pass(Binary::Failures, "v3 --test-threads=1");
    assert_eq!(bench.bytes("older-orders.json"), bytes);
}

#[test]
fn d19_a_failure_points_at_the_test() {
    let bench = Bench::new("d19");
    let output = bench.fail(Binary::Failures, "--exact never_exercised");
    let panicked = output
        .lines()
        .find(|line| line.contains("panicked at"))
        .unwrap();
    assert!(
        panicked.contains("fixtures/shop/tests/failures.rs:"),
        "{panicked}"
    );
}

#[test]
fn d20_a_run_without_requests_records_nothing_and_fails() {
    let bench = Bench::new("d20");
    bench.fail(Binary::Failures, "--exact never_started");
    bench.fail(Binary::Failures, "--exact never_exercised");
    assert_eq!(bench.descriptions(FAILURES), [""; 0]);
}
