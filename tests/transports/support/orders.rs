//! What all tests declare, and a client that sends it.

use pact_dsl::{Settings, prelude::*};
use reqwest::{Client, StatusCode, Version};

pub(crate) const DIR: &str = "../../target/transports";

/// A pact of this name, with two interactions that say something of every part of a request.
pub(crate) fn declared(provider: &str, settings: Settings) -> Pact {
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

/// Sends what `declared` declares.
pub(crate) async fn exercise(client: &Client, url: &str) -> Version {
    let order = client
        .get(format!("{url}/orders/7"))
        .query(&[("view", "full")])
        .header("accept", "application/json")
        .send()
        .await
        .unwrap();
    let version = order.version();
    let order: serde_json::Value = order.json().await.unwrap();
    assert_eq!(order["self"], format!("{url}/orders/42"));
    let new = client
        .post(format!("{url}/orders"))
        .json(&json!({ "customer": 1 }));
    let response = new.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    version
}
