//! Consumer-driven contract tests with [Pact](https://docs.pact.io): an ordinary test of your HTTP client
//! records what the client needs of a service, and the service checks that it gives just that.
//!
//! # A first test
//!
//! A pact test declares what the consumer asks and what it expects for an answer, starts a mock server that
//! plays the answer, and then runs the consumer's own code against it:
//!
//! ```test_harness,no_run
//! use pact_dsl::prelude::*;
//!
//! # mod client {
//! #     #[derive(Debug)]
//! #     pub struct Order { pub lines: Vec<()> }
//! #     pub struct OrderClient;
//! #     impl OrderClient {
//! #         pub fn new(_base: &str) -> Self { Self }
//! #         pub async fn order(&self, _id: u64) -> Result<Order, ()> { Err(()) }
//! #     }
//! # }
//! # use client::OrderClient;
//! #[pact_test(consumer = "order-web", provider = "order-api")]
//! async fn shows_an_open_order(mut pact: Pact) {
//!     pact.interaction("a request for an open order")
//!         .given_with("an order exists", json!({ "id": 42 }))
//!         .request(get("/orders/42").header("accept", "application/json"))
//!         .response(ok().json(json_pattern!({
//!             "id": integer(42),
//!             "status": regex("^(open|closed)$", "open"),
//!             "placed_at": datetime("yyyy-MM-dd'T'HH:mm:ssXXX", "2026-11-20T09:00:00+01:00"),
//!             "lines": each_like({ "sku": regex(r"^[A-Z]\d+$", "A1"), "qty": integer(2) }, min = 1),
//!         })));
//!     let server = pact.start();
//!
//!     let order = OrderClient::new(server.url()).order(42).await.unwrap();
//!
//!     assert_eq!(order.lines.len(), 1);
//! }
//! ```
//!
//! [`#[pact_test]`](pact_test) takes the place of `#[test]` or `#[tokio::test]`; the function may be async or
//! not, and may return a `Result`. When it has ended, the harness looks at what happened: only if the test
//! passed, every request matched and every interaction was used, the interactions are written into the pact
//! file, `pacts/order-web-order-api.json` beside the package's `Cargo.toml`. Give that file to the provider.
//!
//! # Patterns
//!
//! A plain value matches itself alone. A [matcher](matchers) makes a [`Pattern`]: an example, which the mock
//! server plays, with a rule that says which other values are as good. Ask for as little as the client needs:
//! each literal is a promise that the provider has to keep.
//!
//! [`json_pattern!`] is JSON with Rust expressions as values. Matchers in it are ordinary functions, and JSON
//! may stand wherever a pattern is expected, also as an argument of a matcher:
//!
//! ```
//! use pact_dsl::prelude::*;
//!
//! let order = json_pattern!({
//!     "id": integer(42),
//!     "customer": { "name": string("Ada"), "since": iso_date("2024-02-29") },
//!     "lines": each_like({ "sku": regex(r"[A-Z]\d+", "A1"), "note": any_of([string("gift"), null()]) }),
//! });
//! assert!(order.matches(json!({
//!     "id": 7,
//!     "customer": { "name": "Grace", "since": "2025-01-01" },
//!     "lines": [{ "sku": "B2", "note": null }],
//! })));
//! ```
//!
//! Matchers of text may stand in paths, query parameters and headers as well:
//!
//! ```
//! use pact_dsl::prelude::*;
//!
//! let request = get(regex(r"/orders/\d+", "/orders/42"))
//!     .query("view", one_of(["short", "full"]))
//!     .header("authorization", regex("Bearer .+", "Bearer 2YotnFZFEjr1zCsicMWpAA"));
//! # let _ = request;
//! ```
//!
//! Requests, responses and patterns are plain values: write functions that make those that many tests share.
//!
//! # When a test fails
//!
//! The test's own failure comes first. Then the report lists each request that matched nothing, with the
//! nearest interaction and each mismatch: the place of the pattern in your source, what was expected, and what
//! came instead. A definition that cannot be right, such as `min` above `max` or an example that its own
//! matcher refuses, is reported with its place too, and nothing is written.
//!
//! # Further
//!
//! - [`Pact`]: interactions, messages, starting the server; [`request`] and [`response`]: all kinds of bodies.
//! - [`matchers`] and [`generators`], one page each.
//! - [`prelude`]: what `use pact_dsl::prelude::*` brings.

#[cfg(test)]
extern crate self as pact_dsl;

#[doc(hidden)]
pub mod __private;
mod content;
mod declaration;
pub mod generators;
mod interaction;
pub mod matchers;
pub mod message;
#[cfg(feature = "multipart")]
pub mod multipart;
mod pact;
pub mod pattern;
pub mod prelude;
pub mod request;
pub mod response;
#[cfg(feature = "xml")]
pub mod xml;

#[cfg(feature = "tls")]
pub use pact_runtime::harness::RootCertificate;
#[cfg(feature = "tower")]
pub use pact_runtime::harness::{InMemoryError, InMemoryServer};

#[doc(inline)]
pub use pact_macros::{json_pattern, pact_test};
pub use {
    interaction::{Interaction, NeedsRequest, NeedsResponse},
    pact::{Pact, Settings},
    pact_runtime::harness::{Delivery, Exchange, Server, ServerSettings, Unanswered},
    pact_runtime::model::SpecVersion,
    pattern::Pattern,
};

/// The pages of the guide and of the macros; their code is part of the tests.
#[cfg(doctest)]
mod guide {
    #[doc = include_str!("../../pact_macros/docs/pact_test.md")]
    struct PactTest;

    #[doc = include_str!("../../pact_macros/docs/json_pattern.md")]
    struct JsonPattern;

    #[doc = include_str!("../../docs/guide/matchers.md")]
    struct Matchers;

    #[doc = include_str!("../../docs/guide/bodies.md")]
    struct Bodies;

    #[doc = include_str!("../../docs/guide/messages.md")]
    struct Messages;

    #[doc = include_str!("../../docs/guide/other-harnesses.md")]
    struct OtherHarnesses;
}
