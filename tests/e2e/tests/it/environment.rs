//! Directories, checks, and files that cannot be written.

use std::{fs, path::Path};

use crate::bench::{Bench, Binary, finish};

const FILE: &str = "shop-orders.json";

#[test]
fn the_check_passes_where_the_file_would_stay() {
    let bench = Bench::new("check_passes");
    bench.pass(Binary::Orders, "");
    let bytes = bench.bytes(FILE);
    let run = finish(bench.command(Binary::Orders, "").env("PACT_CHECK", "1"));
    assert!(run.succeeded, "{}", run.output);
    assert_eq!(bench.bytes(FILE), bytes);
}

#[test]
fn the_check_of_some_tests_says_nothing_of_the_others() {
    let bench = Bench::new("check_filtered");
    bench.pass(Binary::Orders, "");
    for arguments in [
        "--exact plain",
        "twins",
        "--skip plain",
        "--ignored nothing",
    ] {
        let run = finish(
            bench
                .command(Binary::Orders, arguments)
                .env("PACT_CHECK", "1"),
        );
        assert!(run.succeeded, "{arguments}: {}", run.output);
    }
    let mut command = bench.command(Binary::OrdersNext, "--exact edited");
    let run = finish(command.env("PACT_CHECK", "1"));
    assert!(!run.succeeded, "{}", run.output);
    let changed = "changed: `a request that will be edited`";
    assert!(run.output.contains(changed), "{}", run.output);
    let other = "a request for order 4";
    assert!(
        !run.output.contains(other),
        "its test did not run: {}",
        run.output
    );
}

#[test]
fn the_check_takes_another_encoding_of_the_same_for_the_same() {
    let bench = Bench::new("check_crlf");
    bench.pass(Binary::Orders, "");
    let text = String::from_utf8(bench.bytes(FILE)).unwrap();
    let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    fs::write(bench.dir.join(FILE), other).unwrap();
    let run = finish(bench.command(Binary::Orders, "").env("PACT_CHECK", "1"));
    assert!(run.succeeded, "{}", run.output);
}

#[test]
fn the_check_fails_a_process_that_ends_before_its_last_test() {
    let bench = Bench::new("check_exit");
    bench.pass(Binary::Orders, "");
    let arguments = "--test-threads=1 --exact edited obeys";
    let mut command = bench.command(Binary::OrdersNext, arguments);
    let run = finish(command.env("PACT_CHECK", "1").env("E2E", "exit"));
    assert!(!run.succeeded, "{}", run.output);
    let text = "is not what the tests say";
    assert!(run.output.contains(text), "{}", run.output);
}

#[test]
fn the_check_fails_where_the_file_would_change_and_says_how() {
    let bench = Bench::new("check_fails");
    bench.pass(Binary::Orders, "");
    let bytes = bench.bytes(FILE);
    let run = finish(bench.command(Binary::OrdersNext, "").env("PACT_CHECK", "1"));
    assert!(!run.succeeded, "{}", run.output);
    assert_eq!(bench.bytes(FILE), bytes, "a check writes nothing");
    for text in [
        "is not what the tests say",
        "removed: `a request for order 4`",
        "asks less of the provider",
        "changed: `a request that will be edited`",
    ] {
        assert!(
            run.output.contains(text),
            "`{text}` is not in:\n{}",
            run.output
        );
    }
}

#[test]
fn the_check_writes_no_file_where_there_is_none() {
    let bench = Bench::new("check_none");
    let run = finish(
        bench
            .command(Binary::Orders, "plain")
            .env("PACT_CHECK", "1"),
    );
    assert!(!run.succeeded, "{}", run.output);
    assert!(
        run.output.contains("added: `a request for order 1`"),
        "{}",
        run.output
    );
    assert_eq!(fs::read_dir(&bench.dir).unwrap().count(), 0);
}

#[test]
fn a_test_that_should_panic_does_not_hide_a_failed_check() {
    let bench = Bench::new("check_should_panic");
    let arguments = "--test-threads=1 --exact plain should_panic";
    let run = finish(
        bench
            .command(Binary::Orders, arguments)
            .env("PACT_CHECK", "1"),
    );
    assert!(!run.succeeded, "{}", run.output);
    assert!(
        run.output.contains("is not what the tests say"),
        "{}",
        run.output
    );
}

/// Runs tests over a file that cannot be merged into: they fail, the file stays, and the results are kept.
fn refuses(name: &str, file: &str, reason: &str) {
    let bench = Bench::new(name);
    fs::write(bench.dir.join(FILE), file).unwrap();
    let output = bench.fail(Binary::Orders, "plain");
    let output: Vec<&str> = output.split_whitespace().collect();
    let output = output.join(" ");
    assert_eq!(bench.bytes(FILE), file.as_bytes());
    assert!(output.contains(reason), "`{reason}` is not in:\n{output}");
    let (_, kept) = output
        .split_once("is kept in `")
        .expect("it says where results are");
    let (kept, _) = kept.split_once('`').unwrap();
    let text = fs::read_to_string(Path::new(kept)).unwrap();
    assert!(text.contains("a request for order 1"), "{text}");
}

#[test]
fn a_file_that_is_no_pact_is_left_alone() {
    refuses(
        "no_json",
        "{ \"consumer\": ",
        "cannot be read, and is left as it is",
    );
    refuses("no_pact", "[]", "cannot be read, and is left as it is");
}

#[test]
fn a_directory_in_place_of_the_file_is_left_alone() {
    let bench = Bench::new("directory_in_place");
    let path = bench.dir.join(FILE);
    fs::create_dir(&path).unwrap();
    let output = bench.fail(Binary::Orders, "plain");
    assert!(output.contains("failed to read pact file"), "{output}");
    assert!(path.is_dir());
}

#[test]
fn an_empty_file_is_none() {
    let (bench, expected) = (Bench::new("empty_file"), Bench::new("empty_file_not"));
    fs::write(bench.dir.join(FILE), "").unwrap();
    bench.pass(Binary::Orders, "");
    expected.pass(Binary::Orders, "");
    assert_eq!(bench.bytes(FILE), expected.bytes(FILE));
}

#[test]
fn a_directory_is_the_same_however_it_is_spelled() {
    let bench = Bench::new("spelled");
    fs::create_dir_all(bench.dir.join("pacts")).unwrap();
    let run = |test: &str, dir: &str| {
        let arguments = format!("--exact conflict::{test}");
        let mut command = bench.command(Binary::Failures, &arguments);
        finish(command.env("PACT_OUTPUT_DIR", bench.dir.join(dir)))
    };
    assert!(run("first", "pacts").succeeded);
    let second = run("second", "pacts/../pacts");
    assert!(!second.succeeded, "{}", second.output);
    assert!(
        second.output.contains("conflict::first"),
        "{}",
        second.output
    );
}

#[test]
fn a_relative_directory_starts_at_the_package() {
    let bench = Bench::new("relative");
    let run = |package: &str, cwd: &str| {
        let mut command = bench.command(Binary::Orders, "--exact plain");
        for dir in [package, cwd] {
            fs::create_dir_all(bench.dir.join(dir)).unwrap();
        }
        command
            .current_dir(bench.dir.join(cwd))
            .env("CARGO_MANIFEST_DIR", bench.dir.join(package))
            .env("PACT_OUTPUT_DIR", "out");
        let run = finish(&mut command);
        assert!(run.succeeded, "{}", run.output);
    };
    run("package", "elsewhere");
    assert!(bench.dir.join("package/out").join(FILE).exists());
    assert!(!bench.dir.join("elsewhere/out").exists());
}

#[test]
fn a_file_of_a_later_version_is_left_alone() {
    let later = r#"{"consumer":{"name":"shop"},"provider":{"name":"orders"},"interactions":[],"metadata":{"pactSpecification":{"version":"5.0"}}}"#;
    refuses("later", later, "5.0");
}

#[test]
fn a_file_of_another_pact_is_left_alone() {
    let other = r#"{"consumer":{"name":"x"},"provider":{"name":"y"},"interactions":[],"metadata":{"pactSpecification":{"version":"4.0"}}}"#;
    refuses("other_pact", other, "consumer `x`");
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let bench = Bench::new("no_directory");
    let file = bench.dir.join("file");
    fs::write(&file, "").unwrap();
    let mut command = bench.command(Binary::Orders, "plain");
    let run = finish(command.env("PACT_OUTPUT_DIR", file.join("pacts")));
    assert!(!run.succeeded);
    // Where lines break depends on the length of the paths in them.
    let output: Vec<_> = run.output.split_whitespace().collect();
    let output = output.join(" ");
    assert!(output.contains("failed to make the directory"), "{output}");
    assert!(output.contains("is kept in `"), "{output}");
}

#[test]
fn without_a_setting_pacts_go_beside_the_manifest() {
    let bench = Bench::new("default_dir");
    let package = bench.dir.join("moved");
    fs::create_dir(&package).unwrap();
    let run_in = |bench: &Bench| {
        let mut command = bench.command(Binary::Orders, "--exact plain");
        command.env_remove("PACT_OUTPUT_DIR");
        command
            .env("CARGO_PKG_NAME", "e2e-shop")
            .env("CARGO_MANIFEST_DIR", &package);
        let run = finish(&mut command);
        assert!(run.succeeded, "{}", run.output);
    };
    run_in(&bench);
    assert!(package.join("pacts").join(FILE).exists());
    fs::write(
        package.join("Cargo.toml"),
        "[package.metadata.pact]\ndir = \"contracts\"\n",
    )
    .unwrap();
    run_in(&bench);
    assert!(package.join("contracts").join(FILE).exists());
}

#[test]
fn any_names_make_a_file() {
    let bench = Bench::new("odd_names");
    bench.pass(Binary::Free, "odd_names");
    let names = fs::read_dir(&bench.dir).unwrap();
    let names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let [name] = names.as_slice() else {
        panic!("{names:?}");
    };
    assert!(
        name.starts_with("odd_shop_ _\u{2713}__-orders of"),
        "{name}"
    );
    assert_eq!(bench.descriptions(name), ["a request for order 1"]);
    let mut command = bench.command(Binary::Free, "odd_names");
    let run = finish(command.env("PACT_CHECK", "1"));
    assert!(run.succeeded, "{}", run.output);
}
