//! Parts that the benchmarks share: paired measurement, and the suites of generated tests.

pub mod pairs;
pub mod served;
pub mod suite;
pub mod workloads;
