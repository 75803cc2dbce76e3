//! Compares suites of generated tests: `cargo run -q --release -p benches --bin suites -- run 100 400 1600`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark shows its figures"
)]

use std::{
    env, io,
    process::{Command, ExitCode},
};

use benches::{
    pairs::{self, Cost, Pairs},
    suite::{self, Peer, Suite},
};

const USAGE: &str = "usage: suites run|nextest|compile COUNT.. | cold";

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (what, counts) = arguments
        .split_first()
        .ok_or_else(|| io::Error::other(USAGE))?;
    let counts: Vec<usize> = counts
        .iter()
        .map(|count| count.parse().map_err(|_| io::Error::other(USAGE)))
        .collect::<io::Result<_>>()?;
    match what.as_str() {
        "run" => counts.into_iter().try_for_each(run),
        "nextest" => counts.into_iter().try_for_each(nextest),
        "compile" => counts.into_iter().try_for_each(compile),
        "cold" => cold(),
        _ => Err(io::Error::other(USAGE)),
    }
}

fn suites(count: usize) -> io::Result<(Suite, Suite)> {
    let work = suite::work_folder()?;
    Ok((
        Suite::generate(&work, Peer::Pact, count)?,
        Suite::generate(&work, Peer::Wiremock, count)?,
    ))
}

fn show(what: &str, count: usize, pairs: &Pairs) {
    println!(
        "{what} {count} tests: wall {}, cpu {}; ours {} ms",
        pairs.wall_ratio(),
        pairs.cpu_ratio(),
        pairs.our_wall_ms()
    );
}

/// The test binary alone, all tests in one process.
fn run(count: usize) -> io::Result<()> {
    let (ours, theirs) = suites(count)?;
    let in_folder = |suite: &Suite| -> io::Result<Command> {
        let mut command = Command::new(suite.build()?.remove(0));
        command.current_dir(suite.folder());
        Ok(command)
    };
    let (mut ours, mut theirs) = (in_folder(&ours)?, in_folder(&theirs)?);
    let pairs = Pairs::measure(9, || pairs::run(&mut ours), || pairs::run(&mut theirs))?;
    show("run", count, &pairs);
    Ok(())
}

/// `cargo nextest run`: a process a test.
fn nextest(count: usize) -> io::Result<()> {
    let (ours, theirs) = suites(count)?;
    let measure = |suite: &Suite| pairs::run(&mut suite.cargo(&["nextest", "run"]));
    let pairs = Pairs::measure(5, || measure(&ours), || measure(&theirs))?;
    show("nextest", count, &pairs);
    Ok(())
}

/// Compiling and linking the tests, with all else built.
fn compile(count: usize) -> io::Result<()> {
    let (ours, theirs) = suites(count)?;
    let measure = |suite: &Suite| -> io::Result<Cost> {
        suite.touch()?;
        pairs::run(&mut suite.cargo(&["test", "--no-run", "--test", "orders"]))
    };
    let pairs = Pairs::measure(5, || measure(&ours), || measure(&theirs))?;
    show("compile", count, &pairs);
    Ok(())
}

/// Building everything from nothing, with one test.
fn cold() -> io::Result<()> {
    let (ours, theirs) = suites(1)?;
    let measure = |suite: &Suite| -> io::Result<Cost> {
        suite.clean()?;
        pairs::run(&mut suite.cargo(&["test", "--no-run", "--test", "orders"]))
    };
    let pairs = Pairs::measure(3, || measure(&ours), || measure(&theirs))?;
    show("cold build of", 1, &pairs);
    Ok(())
}
