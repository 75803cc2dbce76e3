//! The contract of `order-mailer` with `order-events`: messages of every kind. It goes to
//! `examples/pacts/order-mailer-order-events.json`.

use order_mailer::{Error, on_message, price, subject};
use pact_dsl::prelude::*;

#[pact_test(provider = "order-events", dir = "../pacts")]
async fn mails_a_confirmation(mut pact: Pact) -> Result<(), Error> {
    let message = pact
        .message("an order was placed")
        .given_with("a customer exists", json!({ "id": 7 }))
        .json(json_pattern!({
            "order": integer(42),
            "customer": { "email": email("ada@example.com") },
        }))
        .metadata("topic", "orders")
        .metadata("attempt", integer(1))
        .receive();

    let topic = message.metadata("topic").unwrap();
    let mut sent = None;
    on_message(&topic, message.bytes(), async |mail| sent = Some(mail)).await?;

    let mail = sent.unwrap();
    assert_eq!(mail.to, "ada@example.com");
    assert_eq!(mail.text, "Thank you for order 42.");
    Ok(())
}

#[pact_test(provider = "order-events", dir = "../pacts")]
fn takes_the_subject_from_a_template(mut pact: Pact) {
    let message = pact
        .message("a template has changed")
        .text(regex(r"[^\n]+\n(.|\n)*", "Your order\n\nThank you."))
        .receive();

    assert_eq!(subject(message.text().unwrap()), "Your order");
}

#[pact_test(provider = "order-events", dir = "../pacts")]
fn asks_for_a_price(mut pact: Pact) -> Result<(), Box<dyn std::error::Error>> {
    let exchange = pact
        .synchronous_message("a request for a price")
        .given_with("an item is in stock", json!({ "sku": "A1" }))
        .request(contents().json(json_pattern!({ "sku": regex(r"[A-Z]\d+", "A1") })))
        .response(contents().json(json_pattern!({ "cents": integer(1050) })))
        .play();

    let send = |request| {
        let answers = exchange.send(request)?;
        Ok::<_, Box<dyn std::error::Error>>(answers[0].bytes().to_vec())
    };
    assert_eq!(price("B2", send)?, 1050);
    Ok(())
}
