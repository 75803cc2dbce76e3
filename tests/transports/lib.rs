//! How requests reach the mock server; the tests stand in `tests/it`.

/// The pages of the guide about it; their code is part of the tests.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../../docs/guide/https.md")]
    struct Https;

    #[doc = include_str!("../../docs/guide/in-memory.md")]
    struct InMemory;
}
