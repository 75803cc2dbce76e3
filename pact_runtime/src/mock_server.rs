//! The mock server: what stands in for the provider while a consumer's test runs.
//!
//! [`listener`] owns the sockets and speaks HTTP; it knows nothing of pacts and hands every request to a
//! [`listener::Handler`]. [`router`] is the handler that plays interactions, and [`journal`] what it keeps.

pub mod journal;
pub mod listener;
pub mod router;
