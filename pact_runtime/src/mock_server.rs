//! The mock server: what stands in for the provider while a consumer's test runs.
//!
//! [`listener`] owns the sockets and speaks HTTP; it knows nothing of pacts and hands every request to a
//! [`listener::Handler`]; `in_memory` hands it requests without sockets. [`router`] is the handler that plays interactions, and [`journal`] what it keeps.

#[cfg(feature = "tower")]
pub mod in_memory;
pub mod journal;
pub mod listener;
pub mod router;
