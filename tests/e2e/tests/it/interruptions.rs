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
    bench.run_told(Binary::Orders, arguments, "exit");
    assert_eq!(bench.descriptions(FILE), ["a request for order 2"]);
}
