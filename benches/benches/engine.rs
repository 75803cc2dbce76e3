//! Time and allocations of the engine: `cargo bench -p benches --bench engine`.
//!
//! The figures that count are ratios, which `cargo run -q --release -p benches --bin ratios` measures in
//! pairs; this is for looking at one thing while it is changed.

use benches::workloads::{self, Workload};
use divan::{AllocProfiler, Bencher, black_box};
use serde_json::Value;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn bench(bencher: Bencher<'_, '_>, workload: &Workload) {
    bencher.bench_local(|| black_box(workload).compare());
}

#[divan::bench]
fn match_4000_items(bencher: Bencher<'_, '_>) {
    bench(bencher, &workloads::items(4_000));
}

#[divan::bench]
fn parse_4000_items_with_serde_json(bencher: Bencher<'_, '_>) {
    let workload = workloads::items(4_000);
    bencher.bench_local(|| serde_json::from_slice::<Value>(black_box(workload.body())));
}

#[divan::bench]
fn match_4000_items_among_800_rules(bencher: Bencher<'_, '_>) {
    bench(bencher, &workloads::items_among_rules(4_000, 800));
}

#[divan::bench(args = [200, 1_000, 4_000])]
fn match_lists_where_all_differs(bencher: Bencher<'_, '_>, count: usize) {
    bench(bencher, &workloads::all_mismatch(count));
}

#[divan::bench(sample_count = 10)]
fn match_100_000_elements(bencher: Bencher<'_, '_>) {
    bench(bencher, &workloads::equal_list(100_000));
}

#[divan::bench(sample_count = 20)]
fn match_1_mb_of_xml(bencher: Bencher<'_, '_>) {
    bench(bencher, &workloads::xml(10_000));
}

#[divan::bench(sample_count = 20)]
fn match_10_mb_of_multipart(bencher: Bencher<'_, '_>) {
    bench(bencher, &workloads::multipart(10_000_000));
}

#[divan::bench(sample_count = 5)]
fn read_a_50_mb_pact(bencher: Bencher<'_, '_>) {
    let text = workloads::pact_file(50_000_000);
    bencher.bench_local(|| workloads::read_pact(black_box(&text)));
}
