//! Processes that end before their time, or never.

use std::{
    thread,
    time::{Duration, Instant},
};

use crate::bench::{Bench, Binary, Killed};

const FILE: &str = "shop-orders.json";

#[test]
fn a_file_is_whole_at_whatever_moment_the_process_is_killed() {
    let bench = Bench::new("killed");
    let undisturbed = Bench::new("killed_not");
    undisturbed.pass(Binary::Orders, "");
    let all = undisturbed.pact(FILE).interactions;
    for round in 0..40 {
        let child = bench.command(Binary::Orders, "").spawn().unwrap();
        thread::sleep(Duration::from_micros(round * 500));
        drop(Killed(child));
        if bench.dir.join(FILE).exists() {
            for interaction in bench.pact(FILE).interactions {
                assert!(all.contains(&interaction), "{interaction:?}");
            }
        }
    }
    bench.pass(Binary::Orders, "");
    assert_eq!(bench.bytes(FILE), undisturbed.bytes(FILE));
}

#[test]
fn a_test_that_never_ends_costs_the_others_nothing() {
    let bench = Bench::new("hangs");
    let child = bench
        .command(Binary::Orders, "")
        .env("E2E", "hang")
        .spawn()
        .unwrap();
    let child = Killed(child);
    let start = Instant::now();
    while !bench.dir.join(FILE).exists() {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "nothing is written"
        );
        thread::sleep(Duration::from_millis(50));
    }
    drop(child);
    let found = bench.descriptions(FILE);
    assert_eq!(found.len(), 11, "{found:?}");
    assert!(!found.iter().any(|one| one == "a request for order 12"));
}

#[test]
fn a_test_that_ends_the_process_does_not_take_the_results_of_others_with_it() {
    let bench = Bench::new("exits");
    let arguments = "--test-threads=1 --exact in_a_future obeys plain";
    let run = bench.run_told(Binary::Orders, arguments, "exit");
    assert_eq!(bench.descriptions(FILE), ["a request for order 2"]);
    let note = "note: the process ends while a pact test runs";
    assert!(run.output.contains(note), "{}", run.output);
    let whole = bench.pass(Binary::Orders, "");
    assert!(!whole.output.contains(note), "{}", whole.output);
}

#[test]
fn a_test_that_aborts_leaves_the_file_as_it_was() {
    let bench = Bench::new("aborts");
    bench.pass(Binary::Orders, "");
    let bytes = bench.bytes(FILE);
    let run = bench.run_told(Binary::Orders, "--test-threads=1", "abort");
    assert!(!run.succeeded, "{}", run.output);
    assert_eq!(bench.bytes(FILE), bytes);
}

#[test]
fn a_package_that_is_killed_does_not_disturb_another_that_writes_the_same_file() {
    let bench = Bench::new("killed_beside");
    let undisturbed = Bench::new("killed_beside_not");
    for binary in [Binary::Orders, Binary::AppOrders] {
        undisturbed.pass(binary, "");
    }
    for round in 0..20 {
        let child = bench.command(Binary::Orders, "").spawn().unwrap();
        let killed = Killed(child);
        bench.pass(Binary::AppOrders, "");
        thread::sleep(Duration::from_micros(round * 700));
        drop(killed);
        let found = bench.descriptions(FILE);
        let app = "a request of the app";
        assert!(found.iter().any(|one| one == app), "{round}: {found:?}");
    }
    bench.pass(Binary::Orders, "");
    assert_eq!(bench.bytes(FILE), undisturbed.bytes(FILE));
}

#[test]
fn a_thread_that_goes_on_sending_does_no_harm() {
    let bench = Bench::new("thread_left");
    bench.pass(Binary::Failures, "leaves_a_thread_behind states v3");
    let found = bench.descriptions("threads-orders.json");
    assert_eq!(found, ["a request for order 30"]);
}
