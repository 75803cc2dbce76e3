//! Interactions in the wrong order.
#![allow(unused)]

use pact_dsl::prelude::*;

#[pact_test(provider = "order-api")]
fn the_response_first(mut pact: Pact) {
    pact.interaction("a request for an order")
        .response(ok())
        .request(get("/orders/42"));
}

#[pact_test(provider = "order-api")]
fn two_requests(mut pact: Pact) {
    pact.interaction("a request for an order")
        .request(get("/orders/42"))
        .request(get("/orders/43"))
        .response(ok());
}

#[pact_test(provider = "order-api")]
fn a_response_for_a_request(mut pact: Pact) {
    pact.interaction("a request for an order").request(ok());
}
