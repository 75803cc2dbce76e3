//! The documents of the order API, as far as this client reads them.

use serde::{Deserialize, Serialize};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Order {
    /// Its number.
    pub id: u64,
    /// How far it is.
    pub status: Status,
    /// When it was placed, with the offset of the customer's clock.
    pub placed_at: String,
    /// What was ordered.
    pub lines: Vec<Line>,
}

/// How far an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It can still be changed.
    Open,
    /// It is on its way.
    Closed,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What.
    pub sku: String,
    /// How many.
    pub qty: u32,
}

/// A page of a list of orders.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Page {
    /// The orders of the page.
    pub orders: Vec<Order>,
    /// The number of the next page, if there is one.
    pub next: Option<u32>,
}

/// An order to be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewOrder {
    /// Who orders.
    pub customer: u64,
    /// What.
    pub lines: Vec<Line>,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Customer {
    /// Name and surname.
    pub name: String,
    /// Where orders go.
    pub address: Address,
    /// How to reach the customer.
    pub contacts: Vec<Contact>,
}

/// Where orders go.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// City.
    pub city: City,
}

/// A city with its post code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct City {
    /// Post code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// One way to reach a customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Contact {
    /// `email` or `phone`.
    pub kind: String,
    /// The address or number.
    pub value: String,
}
