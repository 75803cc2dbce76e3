//! Real clients over HTTPS and without sockets.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod https;
mod in_memory;
mod pact_file;

use pact_dsl::{Settings, prelude::*};

const DIR: &str = "../../target/transports";

/// A pact of this name, with two interactions that say something of every part of a request.
fn declared(provider: &str, settings: Settings) -> Pact {
    let mut pact = Pact::with_settings("transports", provider, settings);
    pact.interaction("a request for an order")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(
            get(regex(r"/orders/\d+", "/orders/42"))
                .query("view", "full")
                .header("accept", "application/json"),
        )
        .response(ok().json(json_pattern!({
            "id": integer(42),
            "self": mock_server_url("/orders/42"),
        })));
    pact.interaction("a new order")
        .request(post("/orders").json(json_pattern!({ "customer": integer(7) })))
        .response(created().header("location", "/orders/43"));
    pact
}
