//! What `pact_dsl` is to those who use it.

// Users may forbid it: what the macros expand to must stand that.
#![forbid(unsafe_code)]

mod bodies;
mod client;
mod definitions;
mod free;
mod macros;
mod messages;
mod thousand_keys;
mod ui;
