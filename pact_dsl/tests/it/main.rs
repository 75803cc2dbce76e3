//! What `pact_dsl` is to those who use it.

mod macros;
mod thousand_keys;
mod ui;
