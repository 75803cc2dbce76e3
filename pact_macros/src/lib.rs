//! The procedural macros of `pact_dsl`: `#[pact_test]` and `json_pattern!`.
