//! What a web shop asks of the order API: an ordinary client, which knows nothing of Pact.
//!
//! Its contract with the API comes from `tests/orders.rs`.

mod client;
mod error;
mod order;
mod stock;

pub use client::OrderClient;
pub use error::Error;
pub use order::{Address, City, Contact, Customer, Line, NewOrder, Order, Page, Status};
pub use stock::available;
