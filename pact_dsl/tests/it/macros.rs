//! What the macros make of a test and of a literal.

use std::num::ParseIntError;

use pact_dsl::prelude::*;
use pact_runtime::{
    model::SpecVersion,
    registry::{PactTest, pact_tests},
};

#[pact_test(provider = "order-api")]
#[ignore = "known to the binary, not run"]
async fn with_defaults(_pact: Pact) {}

#[pact_test(consumer = "shop", provider = "order-api", spec = "v1.1", dir = "pacts", crate = pact_dsl)]
#[cfg_attr(all(), ignore = "known to the binary, not run")]
#[cfg_attr(all(), should_panic(expected = "nothing runs it"))]
fn r#with_every_key(_pact: Pact) -> Result<(), ParseIntError> {
    "1".parse::<u8>().map(drop)
}

#[cfg(any())]
#[pact_test(provider = "order-api")]
fn compiled_out(_pact: Nothing) {}

fn registered(name: &str) -> Option<&'static PactTest> {
    let tests = pact_tests().expect("the target's linker collects the tests");
    tests.iter().find(|test| test.path() == name)
}

#[test]
fn a_binary_knows_its_pact_tests_before_they_run() {
    let test = registered("macros::with_defaults").expect("the test is compiled");
    assert_eq!(test.name, "it::macros::with_defaults");
    assert!(test.file.ends_with("macros.rs"));
    assert_eq!((test.line, test.column), (13, 10));
    assert_eq!(test.package, "pact_dsl");
    assert_eq!(test.manifest_dir, env!("CARGO_MANIFEST_DIR"));
    assert_eq!(test.consumer, "pact_dsl");
    assert_eq!(test.provider, "order-api");
    assert_eq!(test.spec, SpecVersion::V4);
    assert_eq!(test.dir, None);
    assert!(test.ignored && !test.should_panic);

    let test = registered("macros::r#with_every_key").expect("the test is compiled");
    assert_eq!(test.consumer, "shop");
    assert_eq!(test.spec, SpecVersion::V1_1);
    assert_eq!(test.dir, Some("pacts"));
    assert!(test.ignored && test.should_panic);

    assert_eq!(registered("macros::compiled_out"), None);
}

#[test]
fn every_value_of_a_literal_keeps_its_place() {
    let first = line!() + 1;
    let pattern = json_pattern!({
        "id": integer(1),
        "lines": each_like(
            { "sku": regex("^A", "A1"), "tags": ["a", null] },
            min = 2,
        ),
    });
    let shown = format!("{pattern:?}");
    let check = |line: u32, column: u32| {
        let place = format!("line: {}, column: {column}", first + line);
        assert!(shown.contains(&place), "{place} in {shown}");
    };
    check(0, 33);
    check(1, 15);
    check(2, 18);
    check(3, 13);
    check(3, 22);
    check(3, 49);
    check(3, 50);
    check(3, 55);
}

/// A pattern without the places it was written at.
fn written(pattern: &Pattern) -> String {
    let shown = format!("{pattern:?}");
    let mut parts = shown.split("location: Location {");
    let first = parts.next().unwrap_or_default().to_owned();
    let behind_places = parts.filter_map(|part| part.split_once('}'));
    first + &behind_places.map(|(_, rest)| rest).collect::<String>()
}

#[test]
fn short_forms_mean_what_the_long_ones_do() {
    let check = |short: Pattern, long: Pattern| assert_eq!(written(&short), written(&long));
    let name = String::from("id");
    check(
        json_pattern!({ (name): 1, "b": [null, true] }),
        json_pattern!({ "id": 1, "b": ([None, Some(true)]) }),
    );
    check(
        json_pattern!([5_000_000_000, -5_000_000_000, 18_446_744_073_709_551_615]),
        json_pattern!([5_000_000_000_i64, -5_000_000_000_i64, u64::MAX]),
    );
    check(
        json_pattern!(crate = pact_dsl; each_like({ "a": 1 }, min = 2, max = 3)),
        each_like(json_pattern!({ "a": 1 }))
            .min(2)
            .max(3)
            .into_pattern(),
    );
    check(
        json_pattern!(string("a").or(equal({ "a": null })).or(null())),
        string("a")
            .or(equal(json_pattern!({ "a": null })))
            .or(null()),
    );
}
