//! Pact files that cannot be written: the file stays, the results are kept, and the next run that can takes them in.

use std::{
    fs::{self, Permissions},
    path::Path,
};

use pretty_assertions::assert_eq;

use crate::bench::{Bench, Binary, Run, finish};

const FILE: &str = "shop-orders.json";

/// A bench whose binary keeps results on the bench too, so that nothing is left of earlier runs.
struct Faulty(Bench);

impl Faulty {
    /// With a pact file that other tests are to be written into, and the bytes of that file.
    fn with_a_file(name: &str) -> (Self, Vec<u8>) {
        let bench = Self(Bench::new(name));
        bench.pass(Binary::Orders, "--exact plain");
        let bytes = bench.0.bytes(FILE);
        (bench, bytes)
    }

    fn run(&self, binary: Binary, arguments: &str) -> Run {
        let path = self.0.install(binary);
        finish(&mut self.0.command_of(&path, arguments))
    }

    fn pass(&self, binary: Binary, arguments: &str) -> String {
        let run = self.run(binary, arguments);
        assert!(run.succeeded, "{}", run.output);
        run.output
    }
}

/// The file is what it was, and the results are where the report says.
fn has_kept(bench: &Faulty, before: &[u8], run: &Run, reason: &str) {
    assert!(!run.succeeded, "{}", run.output);
    let output = as_one_line(&run.output);
    assert_eq!(
        output.matches(reason).count(),
        1,
        "`{reason}` once in:\n{output}"
    );
    assert_eq!(bench.0.bytes(FILE), before, "{output}");
    let (_, kept) = output.split_once("is kept in `").expect("where it is kept");
    let (kept, _) = kept.split_once('`').unwrap();
    let kept = fs::read_to_string(Path::new(kept)).unwrap();
    assert!(kept.contains("a request for order 12"), "{kept}");
}

/// A report without the ends of its lines, which may stand anywhere.
fn as_one_line(output: &str) -> String {
    output.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A run of one test, once the file can be written, writes what all have recorded.
fn takes_in(bench: &Faulty) {
    bench.pass(Binary::Orders, "--exact plain");
    let name = bench.0.dir.file_name().unwrap().display();
    let undisturbed = Bench::new(&format!("{name}_undisturbed"));
    undisturbed.pass(Binary::Orders, "");
    assert_eq!(bench.0.descriptions(FILE), undisturbed.descriptions(FILE));
    bench.pass(Binary::Orders, "");
    assert!(bench.0.bytes(FILE) == undisturbed.bytes(FILE));
    let names = fs::read_dir(&bench.0.dir).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        names.iter().all(|name| name != ".shop-orders.json.tmp"),
        "{names:?}"
    );
}

fn set_read_only(path: &Path, is_read_only: bool) {
    let mut permissions: Permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(is_read_only);
    fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn a_read_only_file_stays() {
    let (bench, before) = Faulty::with_a_file("read_only_file");
    set_read_only(&bench.0.dir.join(FILE), true);
    let same = bench.pass(Binary::Orders, "--exact plain");
    assert!(!same.contains("read-only"), "nothing would change");
    let run = bench.run(Binary::Orders, "");
    has_kept(
        &bench,
        &before,
        &run,
        "is marked read-only; make it writable",
    );
    set_read_only(&bench.0.dir.join(FILE), false);
    takes_in(&bench);
}

/// Whoever runs as root may write into a directory that is read-only. Then, what takes the place of the lock does as well.
#[cfg(unix)]
#[test]
fn a_file_in_a_read_only_directory_stays() {
    let (bench, before) = Faulty::with_a_file("read_only_directory");
    set_read_only(&bench.0.dir, true);
    let lock = bench.0.dir.join(".shop-orders.json.lock");
    let is_root = fs::create_dir(&lock).is_ok();
    let run = bench.run(Binary::Orders, "");
    has_kept(&bench, &before, &run, "failed to lock `");
    if is_root {
        fs::remove_dir(&lock).unwrap();
    }
    fs::set_permissions(
        &bench.0.dir,
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    takes_in(&bench);
}

#[test]
fn a_file_whose_sibling_cannot_be_written_stays() {
    let (bench, before) = Faulty::with_a_file("no_sibling");
    let sibling = bench.0.dir.join(".shop-orders.json.tmp");
    fs::create_dir(&sibling).unwrap();
    let run = bench.run(Binary::Orders, "");
    has_kept(&bench, &before, &run, "failed to write pact file `");
    fs::remove_dir(&sibling).unwrap();
    takes_in(&bench);
}

/// A limit of the shell stands for a full disk: a file may be longer than what is kept, and shorter than the pact file.
#[cfg(unix)]
#[test]
fn a_file_on_a_full_disk_stays() {
    let bench = Faulty(Bench::new("full_disk"));
    let long = "x".repeat(256 * 1024);
    let other = format!(
        r#"{{"consumer":{{"name":"shop"}},"provider":{{"name":"orders"}},"interactions":[{{"type":"Synchronous/HTTP",
        "description":"{long}","request":{{"method":"GET","path":"/"}},"response":{{"status":200}}}}],
        "metadata":{{"pactSpecification":{{"version":"4.0"}}}}}}"#
    );
    fs::write(bench.0.dir.join(FILE), &other).unwrap();
    let mut command = bench.0.command_of(Path::new("sh"), "");
    // In units of 512 or 1,024 bytes.
    command
        .args(["-c", "ulimit -f 200 && trap '' XFSZ && exec \"$0\""])
        .arg(bench.0.install(Binary::Orders));
    let run = finish(&mut command);
    has_kept(
        &bench,
        other.as_bytes(),
        &run,
        "failed to write pact file `",
    );
    bench.pass(Binary::Orders, "--exact plain");
    assert_eq!(
        bench.0.descriptions(FILE).len(),
        13,
        "all, and that of the other tool"
    );
}

#[test]
fn what_is_kept_of_tests_that_are_gone_is_not_taken_in() {
    let (bench, before) = Faulty::with_a_file("kept_and_gone");
    set_read_only(&bench.0.dir.join(FILE), true);
    let run = bench.run(Binary::Orders, "");
    has_kept(&bench, &before, &run, "is marked read-only");
    set_read_only(&bench.0.dir.join(FILE), false);
    bench.pass(Binary::OrdersNext, "--exact plain");
    let found = bench.0.descriptions(FILE);
    let is_there = |text: &str| found.iter().any(|one| one == text);
    assert!(is_there("a request for order 4"), "its test did not run");
    assert!(!is_there("a request for order 5"), "its test is deleted");
}
