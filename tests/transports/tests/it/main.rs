//! Real clients over HTTPS and without sockets.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod https;
mod in_memory;
#[path = "../../support/orders.rs"]
mod orders;
