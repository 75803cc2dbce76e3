//! Messages with and without answers.

use pact_dsl::prelude::*;

/// A handler as an application may have it.
fn handle(contents: &[u8], topic: Option<&str>) -> Result<u64, String> {
    let order: serde_json::Value =
        serde_json::from_slice(contents).map_err(|error| error.to_string())?;
    if topic != Some("orders") {
        return Err(format!("unknown topic {topic:?}"));
    }
    order["id"].as_u64().ok_or_else(|| "no id".to_owned())
}

fn an_order(pact: &mut Pact, topic: &str) -> Delivery {
    pact.message("an order was placed")
        .given_with("an order exists", json!({ "id": 42 }))
        .json(json_pattern!({ "id": integer(42) }))
        .metadata("topic", topic)
        .receive()
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
fn a_handler_gets_contents_and_metadata(mut pact: Pact) -> Result<(), String> {
    let message = an_order(&mut pact, "orders");
    assert_eq!(message.content_type().as_deref(), Some("application/json"));
    assert_eq!(
        message.metadata("contentType").as_deref(),
        Some("application/json")
    );
    let id = handle(message.bytes(), message.metadata("topic").as_deref())?;
    assert_eq!(id, 42);
    Ok(())
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
async fn a_handler_may_be_async(mut pact: Pact) {
    let message = pact
        .message("an order was sent")
        .text(regex(r"order \d+", "order 42"))
        .receive();
    let handle = async |text: &str| text.len();
    assert_eq!(handle(message.text().unwrap()).await, 8);
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
#[should_panic(expected = "the test returned an error")]
fn a_handler_may_fail_with_any_error(mut pact: Pact) -> Result<(), String> {
    let message = an_order(&mut pact, "offers");
    handle(message.bytes(), message.metadata("topic").as_deref()).map(drop)
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
#[should_panic(expected = "nobody read the contents of a message")]
fn a_message_that_nobody_reads_fails_the_test(mut pact: Pact) {
    let message = an_order(&mut pact, "orders");
    assert!(message.metadata("topic").is_some());
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
#[should_panic(expected = "the message is never received; add `.receive()`")]
fn a_message_that_nobody_receives_fails_the_test(mut pact: Pact) {
    drop(pact.message("an order was lost").json(1));
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
#[should_panic(expected = "must not exceed")]
fn a_wrong_definition_ends_the_test(mut pact: Pact) {
    let _message = pact
        .message("an order was placed")
        .json(each_like(1).min(3).max(2))
        .receive();
    unreachable!("`receive` does not return");
}

fn a_price(pact: &mut Pact) -> Exchange {
    pact.synchronous_message("a request for a price")
        .given("prices are known")
        .request(
            contents()
                .json(json_pattern!({ "sku": regex(r"[A-Z]\d+", "A1") }))
                .metadata("reply-to", string("prices")),
        )
        .response(contents().json(json_pattern!({ "cents": integer(1050) })))
        .response(contents().text("done").metadata("last", true))
        .play()
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
fn a_consumer_gets_the_answers_to_its_message(mut pact: Pact) {
    let exchange = a_price(&mut pact);
    let answers = exchange
        .send_with(r#"{ "sku": "B2" }"#, [("reply-to", "here")])
        .unwrap();
    assert_eq!(answers.len(), 2);
    assert_eq!(
        answers[0].json::<serde_json::Value>().unwrap()["cents"],
        1050
    );
    assert_eq!(answers[1].text(), Ok("done"));
    assert_eq!(answers[1].metadata("last").as_deref(), Some("true"));
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
#[should_panic(expected = "a message: 2 differences to `a request for a price`")]
fn a_message_that_differs_fails_the_test(mut pact: Pact) {
    let exchange = a_price(&mut pact);
    let refused = exchange.send(r#"{ "sku": "b2" }"#).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the request has 2 mismatches with the pact"
    );
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
#[should_panic(expected = "let the client send its request to the exchange")]
fn an_exchange_without_a_message_fails_the_test(mut pact: Pact) {
    let _exchange = a_price(&mut pact);
}

#[pact_test(provider = "order-events", dir = "../target/pact_dsl")]
fn messages_and_http_stand_in_one_pact(mut pact: Pact) {
    pact.interaction("a request for the topics")
        .request(get("/topics"))
        .response(ok().json(["orders"]));
    let server = pact.start();
    let message = pact
        .message("a topic was added")
        .json(json_pattern!({ "topics": mock_server_url("/topics") }))
        .receive();
    let topics = message.json::<serde_json::Value>().unwrap()["topics"].clone();
    if cfg!(feature = "generators") {
        assert_eq!(topics, format!("{}/topics", server.url()));
    }
    let (status, body) = crate::client::send(&server, "GET /topics", b"").unwrap();
    assert_eq!(
        (status, body.as_slice()),
        (200, br#"["orders"]"#.as_slice())
    );
}
