//! Test binaries as users run them: real processes, real files.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod bench;
mod contents;
mod defects;
mod edits;
mod environment;
mod faults;
mod interruptions;
mod nextest;
mod reports;
