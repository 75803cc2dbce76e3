//! Tests of the public face of `pact_runtime`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod mock_server;
#[cfg(feature = "multipart")]
mod multipart;
mod mutate;
mod pact_file;
mod robustness;
mod round_trip;
#[cfg(feature = "xml")]
mod xml;
