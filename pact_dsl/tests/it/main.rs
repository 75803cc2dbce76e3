//! What `pact_dsl` is to those who use it.

mod bodies;
mod client;
mod definitions;
mod free;
mod macros;
mod messages;
mod thousand_keys;
mod ui;
