//! The mock server as a whole: a router behind real sockets, and real clients in front.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    time::{Duration, Instant},
};

use pact_runtime::{
    json::Json,
    matching::MatchOptions,
    mock_server::{
        journal::Outcome,
        listener::{Listener, Options},
        router::{Play, Router},
    },
    model::{Body, Headers, HttpInteraction},
    rule::{Category, Rule},
};

fn order() -> HttpInteraction {
    let mut order = HttpInteraction::default();
    order.meta.description = String::from("an order is placed");
    order.request.method = String::from("POST");
    order.request.path = String::from("/orders");
    order.request.body = json(r#"{"sku":"A1","qty":2}"#);
    order
        .request
        .rules
        .add(Category::Body, "$.qty".parse().unwrap(), Rule::Integer);
    order.response.status = 201;
    order.response.headers = Some(headers("location", "/orders/42"));
    order.response.body = json(r#"{"id":42}"#);
    order
}

fn json(text: &str) -> Body {
    Body::json(Json::parse(text.as_bytes()).unwrap().into_owned())
}

fn headers(name: &str, value: &str) -> Headers {
    let mut headers = Headers::default();
    headers.add(name, value);
    headers
}

fn start(interaction: &HttpInteraction) -> (Listener, Arc<Router>) {
    let play = Play {
        interaction,
        times: None,
    };
    let router = Arc::new(Router::compile([play], MatchOptions::default()).unwrap());
    let listener = Listener::start(Options::default(), Arc::clone(&router) as _).unwrap();
    (listener, router)
}

async fn place(client: &reqwest::Client, url: &str, body: &'static str) -> reqwest::Response {
    client
        .post(format!("{url}/orders"))
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await
        .unwrap()
}

async fn plays_for(client: reqwest::ClientBuilder) {
    let interaction = order();
    let (listener, router) = start(&interaction);
    let client = client.build().unwrap();
    let response = place(&client, listener.url(), r#"{"qty":7,"sku":"A1"}"#).await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["location"], "/orders/42");
    assert_eq!(response.text().await.unwrap(), r#"{"id":42}"#);
    // Recorded before it was answered, so there is nothing to wait for.
    assert_eq!(router.take_journal().calls(), [1]);
}

#[tokio::test]
async fn plays_an_interaction_over_http_1() {
    plays_for(reqwest::Client::builder()).await;
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn plays_an_interaction_over_http_2() {
    plays_for(reqwest::Client::builder().http2_prior_knowledge()).await;
}

#[tokio::test]
async fn tells_a_client_what_does_not_match() {
    let interaction = order();
    let (listener, router) = start(&interaction);
    let client = reqwest::Client::new();
    let response = place(&client, listener.url(), r#"{"qty":"many","sku":"A1"}"#).await;
    assert_eq!(response.status(), 500);
    assert_eq!(response.headers()["x-pact"], "Request-Mismatch");
    let body = response.text().await.unwrap();
    let body = Json::parse(body.as_bytes()).unwrap();
    let told = &body.get("mismatches").unwrap().as_array().unwrap()[0];
    assert_eq!(told.get("path").unwrap().as_str(), Some("$.qty"));
    listener.stop();
    let journal = router.take_journal();
    let Outcome::Mismatched { nearest } = &journal.failures().next().unwrap().outcome else {
        panic!("not a mismatch");
    };
    assert_eq!(nearest[0].mismatches[0].place(), "body $.qty");
}

#[tokio::test]
async fn a_hundred_servers_in_a_current_thread_runtime_stop_without_waiting() {
    let interaction = order();
    let before = Instant::now();
    for _ in 0..100 {
        let (listener, _) = start(&interaction);
        let client = reqwest::Client::new();
        place(&client, listener.url(), r#"{"qty":7,"sku":"A1"}"#).await;
    }
    // With a tenth of a second for each it would be ten.
    assert!(before.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_request_that_never_became_one_is_in_the_journal() {
    let interaction = order();
    let (listener, router) = start(&interaction);
    let mut client = TcpStream::connect(listener.address()).unwrap();
    client.write_all(b"hello?\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    client.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 400 "));
    listener.stop();
    let journal = router.take_journal();
    assert_eq!((journal.total_failures(), journal.calls()), (1, &[0][..]));
}
