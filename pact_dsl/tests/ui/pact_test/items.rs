//! Items that are no functions.
#![allow(unused)]

use pact_dsl::prelude::*;

#[pact_test(provider = "order-api")]
struct Order;

#[pact_test(provider = "order-api")]
mod orders {}

#[pact_test(provider = "order-api")]
static ORDERS: fn(Pact) = order;

trait Orders {
    #[pact_test(provider = "order-api")]
    fn order(pact: Pact);
}

// What stands under the attribute is still there.
const ORDER: Order = Order;
