//! The file of a run without the attribute.
//!
//! In a process of its own: such a run writes as soon as no other test runs.

#[path = "../it/client.rs"]
mod client;

use pact_dsl::{Settings, prelude::*};

use self::client::send;

#[test]
fn a_run_writes_what_it_exercised() {
    let settings = Settings::default().dir("../target/pact_dsl");
    let mut pact = Pact::with_settings("free-web", "file-api", settings);
    pact.interaction("a request for an order")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(get("/orders/42"))
        .response(ok().text(string("open")));
    pact.run_blocking(|server| {
        assert_eq!(send(&server, "GET /orders/42", b"").unwrap().1, b"open");
    });

    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../target/pact_dsl/free-web-file-api.json"
    );
    let written = std::fs::read_to_string(path).unwrap();
    let owner = r#""testname": "run a request for an order given an order exists{\"id\":42}""#;
    assert!(written.contains(owner), "{written}");
}
