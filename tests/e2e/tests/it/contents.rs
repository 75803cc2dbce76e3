//! What stands in the pact file after which runs: the table of docs/harness.md, row by row.

use pact_runtime::json::Json;
use pretty_assertions::assert_eq;

use crate::bench::{Bench, Binary, finish};

const FILE: &str = "shop-orders.json";

/// All that a run of `orders` records.
const ALL: [&str; 12] = [
    "a request for order 1",
    "a request for order 12",
    "a request for order 2",
    "a request for order 3",
    "a request for order 4",
    "a request for order 5",
    "a request for order 6",
    "a request for order 7",
    "a request for order 8",
    "a request for order 9",
    "a request for the states",
    "a request that will be edited",
];

#[test]
fn a_run_records_what_its_passing_tests_declare() {
    let bench = Bench::new("a_run_records");
    bench.pass(Binary::Orders, "");
    assert_eq!(bench.descriptions(FILE), ALL);
}

#[test]
fn the_bytes_do_not_depend_on_threads_order_or_number_of_runs() {
    let bench = Bench::new("bytes_threads");
    bench.pass(Binary::Orders, "--test-threads=1");
    let bytes = bench.bytes(FILE);
    for threads in ["--test-threads=1", "--test-threads=2", "--test-threads=16"] {
        let other = Bench::new(&format!("bytes_{threads}"));
        other.pass(Binary::Orders, threads);
        assert_eq!(other.bytes(FILE), bytes, "{threads}");
        bench.pass(Binary::Orders, threads);
        assert_eq!(bench.bytes(FILE), bytes, "again with {threads}");
    }
}

#[test]
fn the_bytes_do_not_depend_on_how_tests_are_spread_over_processes() {
    let bench = Bench::new("bytes_processes");
    bench.pass(Binary::Orders, "");
    let spread = Bench::new("bytes_spread");
    let mut names = spread.test_names(Binary::Orders);
    names.reverse();
    for name in names {
        spread.pass(Binary::Orders, &format!("--exact {name}"));
    }
    assert_eq!(spread.bytes(FILE), bench.bytes(FILE));
}

#[test]
fn the_bytes_do_not_depend_on_processes_that_run_at_once() {
    let bench = Bench::new("bytes_one_process");
    bench.pass(Binary::Orders, "");
    let spread = Bench::new("bytes_at_once");
    let names = spread.test_names(Binary::Orders);
    let start = |name: &String| {
        let arguments = format!("--exact {name}");
        spread.command(Binary::Orders, &arguments).spawn().unwrap()
    };
    let children: Vec<_> = names.iter().map(start).collect();
    for child in children {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    assert_eq!(spread.bytes(FILE), bench.bytes(FILE));
}

#[test]
fn a_filtered_run_changes_nothing_of_tests_that_did_not_run() {
    let bench = Bench::new("filtered");
    bench.pass(Binary::Orders, "");
    let bytes = bench.bytes(FILE);
    for arguments in [
        "plain",
        "--exact shrinks",
        "--skip twins",
        "--skip o --skip t",
        "no_such_test",
    ] {
        bench.pass(Binary::Orders, arguments);
        assert_eq!(bench.bytes(FILE), bytes, "{arguments}");
    }
}

#[test]
fn an_ignored_test_keeps_what_it_recorded() {
    let bench = Bench::new("ignored");
    bench.pass(Binary::Orders, "--include-ignored");
    let ten = "a request for order 10";
    assert!(bench.descriptions(FILE).iter().any(|one| one == ten));
    bench.pass(Binary::Orders, "");
    assert!(bench.descriptions(FILE).iter().any(|one| one == ten));
}

#[test]
fn a_failing_test_keeps_what_it_recorded_before() {
    let bench = Bench::new("failing_keeps");
    bench.pass(Binary::Orders, "");
    let bytes = bench.bytes(FILE);
    let run = bench.run_told(Binary::Orders, "", "fail");
    assert!(!run.succeeded, "{}", run.output);
    assert_eq!(bench.bytes(FILE), bytes);
}

#[test]
fn a_failing_test_records_nothing_and_the_others_do() {
    let bench = Bench::new("failing_others");
    let run = bench.run_told(Binary::Orders, "", "fail");
    assert!(!run.succeeded, "{}", run.output);
    let expected: Vec<_> = ALL.iter().filter(|one| !one.ends_with(" 12")).collect();
    assert_eq!(
        bench.descriptions(FILE).iter().collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn an_edit_removes_what_no_test_records_any_more() {
    let bench = Bench::new("edit");
    bench.pass(Binary::Orders, "");
    bench.pass(Binary::OrdersNext, "");
    let gone = ["a request for order 4", "a request for order 5"];
    let expected: Vec<_> = ALL.iter().filter(|one| !gone.contains(one)).collect();
    assert_eq!(
        bench.descriptions(FILE).iter().collect::<Vec<_>>(),
        expected
    );
    let fresh = Bench::new("edit_fresh");
    fresh.pass(Binary::OrdersNext, "");
    assert_eq!(
        bench.bytes(FILE),
        fresh.bytes(FILE),
        "as if there had been no earlier run"
    );
}

#[test]
fn a_filtered_run_after_an_edit_removes_deleted_tests_and_nothing_else() {
    let bench = Bench::new("edit_filtered");
    bench.pass(Binary::Orders, "");
    bench.pass(Binary::OrdersNext, "--exact plain");
    let found = bench.descriptions(FILE);
    assert!(
        !found.iter().any(|one| one == "a request for order 5"),
        "its test is deleted"
    );
    assert!(
        !found.iter().any(|one| one == "a request for order 6"),
        "its test is renamed and did not run"
    );
    assert!(
        found.iter().any(|one| one == "a request for order 4"),
        "its test did not run"
    );
    assert_eq!(found.len(), ALL.len() - 2);
}

#[test]
fn an_interaction_may_move_from_one_test_to_another() {
    for arguments in ["--test-threads=1", "--test-threads=8"] {
        let bench = Bench::new("moved");
        bench.pass(Binary::Orders, "");
        bench.pass(Binary::OrdersNext, arguments);
        let fresh = Bench::new("moved_fresh");
        fresh.pass(Binary::OrdersNext, "");
        assert_eq!(bench.bytes(FILE), fresh.bytes(FILE));
    }
}

#[test]
fn binaries_and_packages_leave_each_others_interactions_alone() {
    let bench = Bench::new("binaries");
    let binaries = [Binary::Orders, Binary::Baskets, Binary::AppOrders];
    for binary in binaries {
        bench.pass(binary, "");
    }
    assert_eq!(bench.descriptions(FILE).len(), ALL.len() + 2);
    let bytes = bench.bytes(FILE);
    for binary in binaries {
        bench.pass(binary, "");
        assert_eq!(bench.bytes(FILE), bytes, "{binary:?}");
    }
    let other_order = Bench::new("binaries_reversed");
    for binary in binaries.into_iter().rev() {
        other_order.pass(binary, "");
    }
    assert_eq!(other_order.bytes(FILE), bytes);
}

#[test]
fn what_other_tools_wrote_stays() {
    let bench = Bench::new("other_tools");
    let other = r#"{
  "consumer": { "name": "shop" },
  "provider": { "name": "orders" },
  "interactions": [{
    "type": "Synchronous/HTTP",
    "description": "written by hand",
    "request": { "method": "GET", "path": "/by-hand" },
    "response": { "status": 200 }
  }],
  "metadata": { "pactSpecification": { "version": "4.0" }, "tool": { "name": "other" } }
}"#;
    std::fs::write(bench.dir.join(FILE), other).unwrap();
    for _ in 0..2 {
        bench.pass(Binary::Orders, "");
        assert_eq!(bench.descriptions(FILE).len(), ALL.len() + 1);
        assert!(bench.pact(FILE).metadata.get("tool").is_some());
    }
}

#[test]
fn two_tests_may_record_the_same() {
    let bench = Bench::new("twins");
    bench.pass(Binary::Orders, "twins");
    assert_eq!(bench.descriptions(FILE), ["a request for order 9"]);
    bench.pass(Binary::Orders, "--exact twins::second");
    assert_eq!(bench.descriptions(FILE), ["a request for order 9"]);
}

#[test]
fn a_test_that_should_panic_records_nothing() {
    let bench = Bench::new("should_panic");
    bench.pass(Binary::Orders, "--exact should_panic");
    assert_eq!(bench.descriptions(FILE), [""; 0]);
    bench.fail(Binary::Failures, "--exact panic_that_never_comes");
    assert_eq!(bench.descriptions("failures-orders.json"), [""; 0]);
}

#[test]
fn the_name_of_the_test_stands_beside_the_interaction() {
    let bench = Bench::new("testname");
    bench.pass(Binary::Orders, "--exact plain");
    let pact = bench.pact(FILE);
    let comments = &pact.interactions[0].meta().unwrap().comments;
    let name = comments.get("testname").and_then(Json::as_str);
    assert_eq!(name, Some("e2e-shop::orders plain"));
}

#[test]
fn runs_without_the_attribute_leave_each_other_alone() {
    let bench = Bench::new("free");
    let file = "free-orders.json";
    bench.pass(Binary::Free, "");
    let bytes = bench.bytes(file);
    // Elsewhere it has no index, and asks anew which tests there are.
    let elsewhere = bench.install(Binary::Free);
    for test in ["one", "two"] {
        let run = finish(&mut bench.command_of(&elsewhere, &format!("--exact {test}")));
        assert!(run.succeeded, "{}", run.output);
        assert_eq!(bench.descriptions(file).len(), 3, "after {test}");
        assert_eq!(bench.bytes(file), bytes, "after {test}");
    }
}
