//! The package holds only tests; see `tests/tidy.rs`.
