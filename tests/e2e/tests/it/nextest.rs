//! The real `cargo nextest`, which a machine may not have: `.ci/run` installs it and asks for these tests. Elsewhere they
//! are shown as ignored, and processes that the other tests start stand for it.

use crate::bench::{Bench, Binary, NEXT, Run, finish};

const FILE: &str = "shop-orders.json";

/// The tests of `orders` and `baskets`, and of the other package.
const ALL: &str = "(package(e2e-shop) & (binary(orders) | binary(baskets))) | package(e2e-app)";

fn run(bench: &Bench, filter: &str, features: &[&str]) -> Run {
    finish(&mut bench.nextest(filter, features))
}

fn pass(bench: &Bench, filter: &str, features: &[&str]) {
    let run = run(bench, filter, features);
    assert!(run.succeeded, "{}", run.output);
}

#[test]
#[ignore = "needs cargo nextest"]
fn nextest_writes_what_cargo_test_writes() {
    let (bench, expected) = (Bench::new("nextest_all"), Bench::new("nextest_expected"));
    for binary in [Binary::Orders, Binary::Baskets, Binary::AppOrders] {
        expected.pass(binary, "");
    }
    for _ in 0..2 {
        pass(&bench, ALL, &[]);
        for file in [FILE, "clerks-orders.json"] {
            assert_eq!(bench.bytes(file), expected.bytes(file), "{file}");
        }
    }
}

#[test]
#[ignore = "needs cargo nextest"]
fn nextest_runs_some_tests_and_the_others_keep_what_they_recorded() {
    let bench = Bench::new("nextest_some");
    pass(&bench, ALL, &[]);
    let bytes = bench.bytes(FILE);
    pass(&bench, "package(e2e-shop) & test(=plain)", &[]);
    assert_eq!(bench.bytes(FILE), bytes);
}

#[test]
#[ignore = "needs cargo nextest"]
fn nextest_passes_at_once_after_an_edit_of_what_tests_share() {
    let orders = "package(e2e-shop) & binary(orders)";
    let (bench, expected) = (Bench::new("nextest_edit"), Bench::new("nextest_edited"));
    pass(&bench, orders, &[]);
    pass(&bench, orders, &NEXT);
    expected.pass(Binary::OrdersNext, "");
    for file in [FILE, "clerks-orders.json"] {
        assert_eq!(bench.bytes(file), expected.bytes(file), "{file}");
    }
}

#[test]
#[ignore = "needs cargo nextest"]
fn nextest_fails_where_tests_contradict_each_other() {
    let bench = Bench::new("nextest_conflict");
    let run = run(&bench, "package(e2e-shop) & test(conflict::)", &[]);
    assert!(!run.succeeded, "{}", run.output);
    for name in ["conflict::first", "conflict::second", "failures.rs:"] {
        assert!(run.output.contains(name), "{}", run.output);
    }
    let found = bench.descriptions("failures-orders.json");
    assert_eq!(found, ["a request for order 21", "a request for order 22"]);
}

#[test]
#[ignore = "needs cargo nextest"]
fn nextest_checks() {
    let bench = Bench::new("nextest_check");
    pass(&bench, ALL, &[]);
    let bytes = bench.bytes(FILE);
    let check = |features: &[&str]| finish(bench.nextest(ALL, features).env("PACT_CHECK", "1"));
    let same = check(&[]);
    assert!(same.succeeded, "{}", same.output);
    let edited = check(&NEXT);
    assert!(!edited.succeeded, "{}", edited.output);
    for text in [
        "removed: `a request for order 5`",
        "changed: `a request that will be edited`",
    ] {
        assert!(edited.output.contains(text), "{}", edited.output);
    }
    assert_eq!(bench.bytes(FILE), bytes, "a check writes nothing");
}
