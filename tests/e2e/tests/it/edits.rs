//! What becomes of interactions that several tests share when the code changes, and not all of these tests run.

use pact_runtime::{json::Json, model::Interaction};
use pretty_assertions::assert_eq;

use crate::bench::{Bench, Binary, Run, finish};

const FILE: &str = "clerks-orders.json";

/// A bench with binaries that are built anew where they were.
struct Edited(Bench);

impl Edited {
    /// All tests have run before the edit, and cargo has built all binaries after it.
    fn after(name: &str) -> Self {
        let edited = Self::before(name);
        for binary in [Binary::OrdersNext, Binary::BasketsNext] {
            edited.0.install(binary);
        }
        edited
    }

    /// All tests have run, and what is edited is not built yet.
    fn before(name: &str) -> Self {
        let edited = Self(Bench::new(name));
        for binary in [Binary::Orders, Binary::Baskets] {
            edited.pass(binary, "clerk");
        }
        assert_eq!(edited.status(), 200);
        edited
    }

    fn run(&self, binary: Binary, arguments: &str, told: &str) -> Run {
        let path = self.0.install(binary);
        finish(self.0.command_of(&path, arguments).env("E2E", told))
    }

    /// What a run that passes prints.
    fn pass(&self, binary: Binary, arguments: &str) -> String {
        let run = self.run(binary, arguments, "");
        assert!(run.succeeded, "{}", run.output);
        run.output
    }

    /// The status in the pact file.
    fn status(&self) -> u16 {
        let pact = self.0.pact(FILE);
        let [Interaction::Http(http)] = pact.interactions.as_slice() else {
            panic!("{pact:?}");
        };
        http.response.status
    }

    /// The bytes of the pact file as if there had been no run before the edit.
    fn fresh(name: &str) -> Vec<u8> {
        let fresh = Self(Bench::new(name));
        for binary in [Binary::OrdersNext, Binary::BasketsNext] {
            fresh.pass(binary, "clerk");
        }
        fresh.0.bytes(FILE)
    }
}

#[test]
fn a_test_replaces_what_others_recorded_in_an_earlier_build_and_says_so() {
    let bench = Edited::after("shared_filter");
    let output = bench.pass(Binary::OrdersNext, "--exact clerks::first");
    assert_eq!(bench.status(), 204, "what the tests of the code say");
    for text in [
        "note: `a request for the clerk` has other contents than in an earlier build",
        "`e2e-shop::orders clerks::first` records it now",
        "at tests/e2e/fixtures/shop/tests/orders.rs:",
        "and 1 other test recorded it then, and have not run since",
        "    - 200\n    + 204\n",
        "run the other tests too",
    ] {
        assert!(output.contains(text), "`{text}` is not in:\n{output}");
    }
    let silent = bench.pass(Binary::OrdersNext, "--exact clerks::second");
    assert!(!silent.contains("note:"), "{silent}");
    bench.pass(Binary::BasketsNext, "clerk");
    assert_eq!(bench.0.bytes(FILE), Edited::fresh("shared_filter_fresh"));
}

#[test]
fn programs_read_the_note_as_json() {
    let bench = Edited::after("shared_json");
    let path = bench.0.install(Binary::OrdersNext);
    let mut command = bench.0.command_of(&path, "--exact clerks::first");
    let output = finish(command.env("PACT_REPORT", "json")).output;
    let line = output.lines().find(|line| line.starts_with('{'));
    let note = Json::parse(line.expect("a line of JSON").as_bytes()).unwrap();
    assert_eq!(note.get("verdict").and_then(Json::as_str), Some("note"));
    let replaced = &note.get("replaced").unwrap().as_array().unwrap()[0];
    let by = replaced.get("by").unwrap().get("test").unwrap();
    assert_eq!(by.as_str(), Some("e2e-shop::orders clerks::first"));
}

#[test]
fn a_test_that_still_contradicts_it_fails_and_neither_is_written() {
    let mut files = Vec::new();
    for order in [["first", "second"], ["second", "first"]] {
        let bench = Edited::after("shared_contradiction");
        let [one, other] = order.map(|test| {
            let arguments = format!("--exact clerks::{test}");
            bench.run(Binary::OrdersNext, &arguments, "contradict")
        });
        assert!(one.succeeded, "{}", one.output);
        assert!(!other.succeeded, "{}", other.output);
        let text = "two tests record `a request for the clerk`";
        assert!(other.output.contains(text), "{}", other.output);
        files.push(bench.0.bytes(FILE));
        assert_eq!(bench.status(), 200, "as before the edit");
    }
    assert_eq!(files[0], files[1], "whichever came first");
}

#[test]
fn a_process_a_test_passes_in_any_order_after_an_edit() {
    let fresh = Edited::fresh("shared_processes_fresh");
    for order in [["first", "second"], ["second", "first"]] {
        let bench = Edited::after("shared_processes");
        bench.pass(Binary::BasketsNext, "--exact clerk");
        for test in order {
            bench.pass(Binary::OrdersNext, &format!("--exact clerks::{test}"));
        }
        assert_eq!(bench.0.bytes(FILE), fresh, "{order:?}");
    }
}

#[test]
fn an_ignored_test_does_not_hold_up_what_others_share_with_it() {
    let bench = Edited::before("shared_ignored");
    bench.pass(Binary::Orders, "--exact clerks::on_leave --ignored");
    bench.0.install(Binary::BasketsNext);
    bench.pass(Binary::OrdersNext, "clerk");
    bench.pass(Binary::BasketsNext, "clerk");
    assert_eq!(bench.0.bytes(FILE), Edited::fresh("shared_ignored_fresh"));
}

#[test]
fn binaries_that_are_built_anew_pass_one_after_the_other() {
    let bench = Edited::after("shared_binaries");
    bench.pass(Binary::OrdersNext, "clerk");
    bench.pass(Binary::BasketsNext, "clerk");
    assert_eq!(bench.0.bytes(FILE), Edited::fresh("shared_binaries_fresh"));
}

#[test]
fn a_binary_that_was_not_built_anew_still_contradicts() {
    let bench = Edited::before("shared_other_binary");
    let run = bench.run(Binary::OrdersNext, "clerk", "");
    assert!(!run.succeeded, "{}", run.output);
    for text in ["`e2e-shop::baskets clerk`", "build and run it"] {
        assert!(
            run.output.contains(text),
            "`{text}` is not in:\n{}",
            run.output
        );
    }
    let heading = "two tests record `a request for the clerk`";
    assert_eq!(run.output.matches(heading).count(), 1, "told once");
    assert_eq!(bench.status(), 200);
    bench.pass(Binary::BasketsNext, "clerk");
    bench.pass(Binary::OrdersNext, "clerk");
    assert_eq!(
        bench.0.bytes(FILE),
        Edited::fresh("shared_other_binary_fresh")
    );
}
