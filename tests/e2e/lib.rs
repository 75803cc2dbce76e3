//! The package holds only tests; see `tests/it/main.rs`.
