//! The contract of `order-web` with `order-api`: each test records what it needs of the API into
//! `examples/pacts/order-web-order-api.json`.

use order_web::{Error, Line, NewOrder, OrderClient, Status};
use pact_dsl::prelude::*;

const MOMENT: &str = "yyyy-MM-dd'T'HH:mm:ssXXX";

fn an_order(id: u64, status: &str) -> Pattern {
    json_pattern!({
        "id": integer(id),
        "status": regex("^(open|closed)$", status),
        "placed_at": datetime(MOMENT, "2026-11-20T09:00:00+01:00"),
        "lines": each_like({ "sku": regex(r"^[A-Z]\d+$", "A1"), "qty": integer(2) }, min = 1),
    })
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn shows_an_open_order(mut pact: Pact) {
    pact.interaction("a request for an open order")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(get("/orders/42").header("accept", "application/json"))
        .response(ok().json(an_order(42, "open")));
    let server = pact.start();

    let order = OrderClient::new(server.url()).order(42).await.unwrap();

    assert_eq!(order.status, Status::Open);
    assert_eq!(order.lines.len(), 1);
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn fetches_several_orders_at_once(mut pact: Pact) {
    for (id, status) in [(42, "open"), (44, "closed")] {
        pact.interaction(format!("a request for order {id}, one of several"))
            .given_with("an order exists", json!({ "id": id, "status": status }))
            .request(get(format!("/orders/{id}")).header("accept", "application/json"))
            .response(ok().json(an_order(id, status)));
    }
    let server = pact.start();

    let orders = OrderClient::new(server.url())
        .orders_of(&[44, 42])
        .await
        .unwrap();

    assert_eq!(orders[0].status, Status::Closed);
    assert_eq!(orders[1].status, Status::Open);
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn tells_an_unknown_order(mut pact: Pact) {
    pact.interaction("a request for an order that does not exist")
        .given("no orders exist")
        .request(get("/orders/43").header("accept", "application/json"))
        .response(not_found());
    let server = pact.start();

    let answer = OrderClient::new(server.url()).order(43).await;

    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn lists_a_page_of_orders(mut pact: Pact) {
    pact.interaction("a request for the second page of open orders")
        .given_with("open orders exist", json!({ "count": 25 }))
        .given("the token is valid")
        .request(
            get("/orders")
                .query("status", "open")
                .query("page", 2)
                .header("accept", "application/json")
                .header(
                    "authorization",
                    regex("^Bearer .+$", "Bearer 2YotnFZFEjr1zCsicMWpAA"),
                ),
        )
        .response(ok().json(json_pattern!({
            "orders": each_like(an_order(42, "open"), min = 2, max = 20),
            "next": any_of([integer(3), null()]),
        })));
    let server = pact.start();

    let client = OrderClient::new(server.url()).with_token("2YotnFZFEjr1zCsicMWpAA");
    let page = client.orders(Status::Open, 2).await.unwrap();

    assert_eq!(page.orders.len(), 2);
    assert_eq!(page.next, Some(3));
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn refuses_a_list_without_a_token(mut pact: Pact) {
    pact.interaction("a request for orders without a token")
        .request(
            get("/orders")
                .query("status", "closed")
                .query("page", 1)
                .header("accept", "application/json"),
        )
        .response(unauthorized().header("www-authenticate", include("Bearer")));
    let server = pact.start();

    let answer = OrderClient::new(server.url())
        .orders(Status::Closed, 1)
        .await;

    assert!(matches!(answer, Err(Error::Unauthorized)), "{answer:?}");
}

fn a_new_order() -> NewOrder {
    NewOrder {
        customer: 7,
        lines: vec![Line {
            sku: "A1".to_owned(),
            qty: 2,
        }],
    }
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn places_an_order(mut pact: Pact) {
    pact.interaction("a new order")
        .given_with("a customer exists", json!({ "id": 7 }))
        .request(post("/orders").json(json(a_new_order())))
        .response(
            created()
                .header("location", regex(r"^/orders/\d+$", "/orders/44"))
                .json(an_order(44, "open")),
        );
    let server = pact.start();

    let id = OrderClient::new(server.url())
        .place(&a_new_order())
        .await
        .unwrap();

    assert_eq!(id, 44);
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn tells_why_an_order_is_refused(mut pact: Pact) {
    pact.interaction("a new order of an item that is sold out")
        .given_with("a customer exists", json!({ "id": 7 }))
        .given_with("an item is sold out", json!({ "sku": "A1" }))
        .request(post("/orders").json(json_pattern!({
            "customer": integer(7),
            "lines": each_like({ "sku": "A1", "qty": integer(2) }),
        })))
        .response(conflict().json(json_pattern!({ "reason": string("A1 is sold out") })));
    let server = pact.start();

    let answer = OrderClient::new(server.url()).place(&a_new_order()).await;

    assert!(
        matches!(&answer, Err(Error::Refused(reason)) if reason == "A1 is sold out"),
        "{answer:?}"
    );
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn closes_an_order(mut pact: Pact) {
    pact.interaction("a request to close an order")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(put(regex(r"^/orders/\d+/status$", "/orders/42/status")).json("closed"))
        .response(no_content());
    let server = pact.start();

    let client = OrderClient::new(server.url());
    client.set_status(42, Status::Closed).await.unwrap();
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn cancels_an_order(mut pact: Pact) -> Result<(), Error> {
    pact.interaction("a request to cancel an order")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(delete("/orders/42").empty_body())
        .response(no_content());
    let server = pact.start();

    OrderClient::new(server.url()).cancel(42).await
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn reads_a_customer_with_all_that_belongs_to_it(mut pact: Pact) {
    pact.interaction("a request for a customer")
        .given_with("a customer exists", json!({ "id": 7 }))
        .request(get("/customers/7"))
        .response(ok().json(json_pattern!({
            "name": string("Ada Lovelace"),
            "address": {
                "street": string("St James's Square 12"),
                "city": { "code": regex(r"^[A-Z0-9 ]{3,8}$", "SW1Y 4JH"), "name": string("London") },
            },
            "contacts": array_contains([
                { "kind": "email", "value": email("ada@example.com") },
            ]),
        })));
    let server = pact.start();

    let customer = OrderClient::new(server.url()).customer(7).await.unwrap();

    assert_eq!(customer.address.city.name, "London");
    assert_eq!(customer.contacts[0].value, "ada@example.com");
}

#[pact_test(provider = "order-api", dir = "../pacts")]
fn counts_stock_without_async(mut pact: Pact) -> Result<(), Box<dyn std::error::Error>> {
    pact.interaction("a request for the stock of an item")
        .given_with("an item is in stock", json!({ "sku": "A1" }))
        .request(get("/stock/A1"))
        .response(ok().json(json_pattern!({ "sku": "A1", "available": integer(3) })));
    let server = pact.start();

    assert_eq!(order_web::available(server.url(), "A1")?, 3);
    Ok(())
}
