//! What a failing contract looks like:
//!
//! ```text
//! cargo test -p order-web --test failing -- --ignored
//! ```
//!
//! Both tests fail on purpose; nothing of them reaches the pact file.

use order_web::{Line, NewOrder, OrderClient};
use pact_dsl::prelude::*;

#[pact_test(provider = "order-api", dir = "../pacts")]
#[ignore = "fails on purpose, to show a report"]
async fn sends_another_body_than_agreed(mut pact: Pact) {
    pact.interaction("a new order with a voucher")
        .request(post("/orders").json(json_pattern!({
            "customer": integer(7),
            "lines": each_like({ "sku": regex(r"^[A-Z]\d+$", "A1"), "qty": integer(2) }, min = 2),
            "voucher": string("SPRING"),
        })))
        .response(created());
    let server = pact.start();

    let order = NewOrder {
        customer: 7,
        lines: vec![Line {
            sku: "1A".to_owned(),
            qty: 2,
        }],
    };
    let id = OrderClient::new(server.url()).place(&order).await.unwrap();

    assert_eq!(id, 44);
}

#[pact_test(provider = "order-api", dir = "../pacts")]
#[ignore = "fails on purpose, to show a report"]
async fn asks_for_something_that_was_not_agreed(mut pact: Pact) {
    pact.interaction("a request for an order in full")
        .request(get("/orders/42").query("view", "full"))
        .response(ok().json(json_pattern!({ "id": integer(42) })));
    let server = pact.start();

    OrderClient::new(server.url()).order(42).await.unwrap();
}
