//! The contract of `back-office` with `order-api`: one test for each kind of body. It goes to
//! `examples/pacts/back-office-order-api.json`.

use back_office::{BackOffice, Export, Hit};
use pact_dsl::prelude::*;

/// The first bytes of a JPEG image.
const JPEG: [u8; 12] = *b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01";

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn logs_in_with_a_form(mut pact: Pact) {
    pact.interaction("a login")
        .given_with("a clerk exists", json!({ "name": "ada" }))
        .request(post("/login").form(json_pattern!({
            "user": string("ada"),
            "password": not_empty("secret"),
            "scope": "orders",
        })))
        .response(ok().text(regex("[0-9a-f]{8}", "c0ffee00")));
    let server = pact.start();

    let token = BackOffice::new(server.url())
        .log_in("ada", "secret")
        .await
        .unwrap();

    assert_eq!(token, "c0ffee00");
}

fn an_order() -> pact_dsl::xml::Element {
    element("order")
        .namespace("", "urn:orders")
        .attribute("id", integer(42))
        .child(element("status").text(regex("(open|closed)", "open")))
        .child(
            element("line")
                .attribute("sku", regex(r"[A-Z]\d+", "A1"))
                .text(integer(2))
                .at_least(1),
        )
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn reads_an_order_as_xml(mut pact: Pact) {
    pact.interaction("a request for an order as XML")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(get("/orders/42/export").header("accept", "application/xml"))
        .response(ok().xml(an_order()));
    let server = pact.start();

    let export = BackOffice::new(server.url()).export(42).await.unwrap();

    assert_eq!((export.id, export.lines), (42, vec![("A1".to_owned(), 2)]));
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn sends_an_order_as_xml(mut pact: Pact) {
    pact.interaction("an order as XML")
        .request(post("/orders/import").xml(an_order()))
        .response(accepted());
    let server = pact.start();

    let order = Export {
        id: 43,
        status: "closed".to_owned(),
        lines: vec![("B2".to_owned(), 1), ("C3".to_owned(), 5)],
    };
    BackOffice::new(server.url()).submit(&order).await.unwrap();
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn uploads_a_photo(mut pact: Pact) {
    pact.interaction("a photo of an item")
        .given_with("an item is in stock", json!({ "sku": "A1" }))
        .request(post("/items/A1/photo").multipart(
            multipart().field("title", string("Teapot")).file_of_type(
                "photo",
                "photo.jpg",
                "image/jpeg",
                JPEG,
            ),
        ))
        .response(created().header("location", regex(r"/photos/\d+", "/photos/17")));
    let server = pact.start();

    let other = [JPEG.as_slice(), b"other"].concat();
    BackOffice::new(server.url())
        .upload("A1", "Blue teapot", other)
        .await
        .unwrap();
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn reads_an_invoice(mut pact: Pact) {
    pact.interaction("a request for an invoice")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(get("/orders/42/invoice"))
        .response(ok().body_of_type("application/pdf", "%PDF-1.7\n"));
    let server = pact.start();

    let invoice = BackOffice::new(server.url()).invoice(42).await.unwrap();

    assert!(invoice.starts_with(b"%PDF-"));
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn searches_with_graphql(mut pact: Pact) {
    pact.interaction("a search for open orders")
        .given_with("open orders exist", json!({ "count": 2 }))
        .request(post("/graphql").graphql(
            "query ($status: Status!) { orders(status: $status) { id, status } }",
            json_pattern!({ "status": "open" }),
        ))
        .response(ok().json(json_pattern!({
            "data": { "orders": each_like({ "id": string("42"), "status": "open" }) },
        })));
    let server = pact.start();

    let hits = BackOffice::new(server.url()).search("open").await.unwrap();

    let expected = Hit {
        id: "42".to_owned(),
        status: "open".to_owned(),
    };
    assert_eq!(hits, [expected]);
}

#[pact_test(provider = "order-api", dir = "../pacts")]
async fn imports_stock_and_follows_the_link_to_the_result(mut pact: Pact) {
    pact.interaction("a list of stock")
        .request(put("/stock").body("A1;3\nB2;0\n", "text/csv"))
        .response(accepted().json(json_pattern!({
            "taken": integer(2),
            "result": mock_server_url("/imports/7"),
        })));
    pact.interaction("a request for the result of an import")
        .given_with("an import has ended", json!({ "id": 7 }))
        .request(get("/imports/7"))
        .response(ok().text("2 lines, no faults"));
    let server = pact.start();

    let client = BackOffice::new(server.url());
    let (imported, result) = client.import_stock("A1;3\nB2;0\n").await.unwrap();

    assert_eq!((imported.taken, result.as_str()), (2, "2 lines, no faults"));
}
