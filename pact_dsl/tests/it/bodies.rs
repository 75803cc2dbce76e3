//! Bodies of every kind, over the wire.

use pact_dsl::{ServerSettings, prelude::*};

use crate::client::send;

#[pact_test(provider = "order-api", dir = "../target/pact_dsl")]
fn a_client_may_name_the_charset_of_its_json(mut pact: Pact) {
    pact.interaction("an order as JSON")
        .request(post("/orders").json(json_pattern!({ "id": integer(42) })))
        .response(created().json(json_pattern!({ "id": integer(42) })));
    let server = pact.start();
    let head = "POST /orders\ncontent-type: application/json; charset=utf-8";
    let (status, body) = send(&server, head, br#"{ "id": 7 }"#).unwrap();
    assert_eq!((status, body.as_slice()), (201, br#"{"id":42}"#.as_slice()));
}

#[pact_test(provider = "order-api", dir = "../target/pact_dsl")]
fn a_server_listens_on_the_port_it_is_told(mut pact: Pact) {
    pact.interaction("a request to a known port")
        .transport("http")
        .request(get("/known"))
        .response(no_content());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let server = pact.start_with(ServerSettings::default().port(port));
    assert_eq!(server.url(), format!("http://127.0.0.1:{port}"));
    assert_eq!(send(&server, "GET /known", b"").unwrap().0, 204);
}

#[pact_test(provider = "order-api", dir = "../target/pact_dsl")]
fn fields_of_a_form_match_by_their_rules(mut pact: Pact) {
    let fields = json_pattern!({ "user": string("ada"), "scope": each_like("read", min = 2) });
    pact.interaction("a login")
        .request(post("/login").form(fields))
        .response(ok().text(uuid("936da01f-9abd-4d9d-80c7-02af85c822a8")));
    let server = pact.start();
    let head = "POST /login\ncontent-type: application/x-www-form-urlencoded";
    let (status, body) = send(&server, head, b"user=grace+h&scope=a&scope=b&scope=c").unwrap();
    assert_eq!((status, body.len()), (200, 36));
}

#[pact_test(provider = "order-api", dir = "../target/pact_dsl")]
fn white_space_in_a_query_of_graphql_may_differ(mut pact: Pact) {
    let query = "query ($id: ID!) { order(id: $id) { id, status } }";
    pact.interaction("a query for an order")
        .request(post("/graphql").graphql(query, json_pattern!({ "id": string("42") })))
        .response(ok().json(
            json_pattern!({ "data": { "order": { "id": "42", "status": string("open") } } }),
        ));
    let server = pact.start();
    let query = "query($id:ID!){\\n  order(id: $id) {\\n    id\\n    status\\n  }\\n}\\n";
    let body = format!(r#"{{ "query": "{query}", "variables": {{ "id": "7" }} }}"#);
    let head = "POST /graphql\ncontent-type: application/json";
    assert_eq!(send(&server, head, body.as_bytes()).unwrap().0, 200);
}

#[pact_test(provider = "order-api", dir = "../target/pact_dsl")]
fn bytes_may_count_by_their_type_alone(mut pact: Pact) {
    const PNG: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
    pact.interaction("a new logo")
        .request(put("/logo").body_of_type("image/png", PNG))
        .response(no_content());
    let server = pact.start();
    let other = [PNG.as_slice(), b"\0\0\0\rIHDR other"].concat();
    assert_eq!(
        send(&server, "PUT /logo\ncontent-type: image/png", &other)
            .unwrap()
            .0,
        204
    );
}

#[pact_test(provider = "order-api", dir = "../target/pact_dsl")]
fn answers_to_a_repeated_request_come_in_order(mut pact: Pact) {
    pact.interaction("a request for an export that is not ready")
        .given("an export is being made")
        .request(get("/exports/7"))
        .times(2)
        .response(accepted());
    pact.interaction("a request for an export that is ready")
        .given("an export is ready")
        .request(get("/exports/7"))
        .response(ok().text("the export"));
    let server = pact.start();
    let statuses = [(); 4].map(|()| send(&server, "GET /exports/7", b"").unwrap().0);
    assert_eq!(statuses, [202, 202, 200, 200]);
}
