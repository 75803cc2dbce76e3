//! Interactions that are not whole.
#![deny(warnings)]

use pact_dsl::prelude::*;

#[pact_test(provider = "order-api")]
fn without_a_request(mut pact: Pact) {
    pact.interaction("a request for an order");
}

#[pact_test(provider = "order-api")]
fn without_a_response(mut pact: Pact) {
    pact.interaction("a request for an order").request(get("/orders/42"));
}

#[pact_test(provider = "order-api")]
fn a_pattern_for_nothing(mut pact: Pact) {
    json_pattern!({ "id": integer(42) });
    pact.start();
}
