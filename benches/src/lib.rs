//! Parts that the benchmarks share: paired measurement, and the suites of generated tests.

pub mod pairs;
pub mod suite;
pub mod workloads;
