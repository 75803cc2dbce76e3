//! The engine against what it cannot be faster than: `cargo run -q --release -p benches --bin ratios`.
//!
//! Each row runs both sides in turn and prints the ratio of their times, ours to theirs.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark shows its figures"
)]

use std::{
    hint::black_box,
    io,
    process::ExitCode,
    time::{Duration, Instant},
};

use benches::{
    pairs::{Cost, Pairs},
    served::Served,
    workloads::{self, BOUNDARY, Workload},
};
use pact_runtime::{multipart::Multipart, xml};
use serde_json::Value;

fn main() -> ExitCode {
    match ratios() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn ratios() -> io::Result<()> {
    let items = workloads::items(4_000);
    row(
        "4,000 items x 6 rules : serde_json parse",
        40,
        || matched(&items),
        || parse(&items),
    )?;
    let among = workloads::items_among_rules(4_000, 800);
    row(
        "  among 800 rules : without them",
        40,
        || matched(&among),
        || matched(&items),
    )?;
    let (crowded, alone) = (Served::new(100), Served::new(0));
    let name = "  served among 100 other interactions : alone";
    row(name, 40, || crowded.request(), || alone.request())?;
    let large = workloads::equal_list(100_000);
    row(
        "10 MB, 100,000 elements : serde_json parse",
        7,
        || matched(&large),
        || parse(&large),
    )?;
    for (count, fewer) in [(1_000, 200), (4_000, 1_000)] {
        let (long, short) = (
            workloads::all_mismatch(count),
            workloads::all_mismatch(fewer),
        );
        let name = format!("all of {count} differ : all of {fewer} differ, per element");
        let per_element = u32::try_from(count / fewer).unwrap_or(1);
        let short = || repeat(per_element, || black_box(short.compare()));
        row(&name, 20, || black_box(long.compare()).len(), short)?;
    }
    let document = workloads::xml(10_000);
    row(
        "1 MB of XML : its parse",
        20,
        || matched(&document),
        || parse_xml(&document),
    )?;
    let form = workloads::multipart(10_000_000);
    row(
        "10 MB of multipart : its parse",
        10,
        || matched(&form),
        || parse_multipart(&form),
    )?;
    let pact = workloads::pact_file(50_000_000);
    let read = || workloads::read_pact(black_box(&pact));
    row("read a 50 MB pact : serde_json parse", 5, read, || {
        serde_json::from_slice::<Value>(black_box(pact.as_bytes())).is_ok()
    })
}

fn row<A, B>(
    name: &str,
    count: usize,
    mut ours: impl FnMut() -> A,
    mut theirs: impl FnMut() -> B,
) -> io::Result<()> {
    let pairs = Pairs::measure(count, || Ok(timed(&mut ours)), || Ok(timed(&mut theirs)))?;
    println!(
        "{name}: {}; ours {} ms",
        pairs.wall_ratio(),
        pairs.our_wall_ms()
    );
    Ok(())
}

fn timed<T>(run: &mut impl FnMut() -> T) -> Cost {
    let start = Instant::now();
    black_box(run());
    Cost {
        wall: start.elapsed(),
        cpu: Duration::ZERO,
    }
}

fn repeat<T>(count: u32, run: impl Fn() -> T) {
    for _ in 0..count {
        run();
    }
}

fn matched(workload: &Workload) {
    let mismatches = black_box(workload).compare();
    assert!(
        mismatches.is_empty(),
        "the workload must match: {}",
        mismatches[0].description()
    );
}

fn parse(workload: &Workload) -> bool {
    serde_json::from_slice::<Value>(black_box(workload.body())).is_ok()
}

fn parse_xml(workload: &Workload) -> bool {
    let text = std::str::from_utf8(black_box(workload.body())).unwrap_or_default();
    xml::Document::parse(text).is_ok()
}

fn parse_multipart(workload: &Workload) -> usize {
    Multipart::parse(black_box(workload.body()), BOUNDARY).map_or(0, |form| form.parts().len())
}
