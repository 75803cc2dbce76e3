//! HTTPS, with clients of several makes.

use std::time::Duration;

use pact_dsl::{Server, ServerSettings, Settings, prelude::*};
use reqwest::{Certificate, Client, ClientBuilder, StatusCode, Version};

use crate::orders::{DIR, declared, exercise};

fn https() -> ServerSettings {
    ServerSettings::default().https()
}

fn settings() -> Settings {
    Settings::default().dir(DIR).server(https())
}

fn trusting(server: &Server) -> ClientBuilder {
    let root = Certificate::from_pem(server.root_certificate().pem().as_bytes());
    Client::builder()
        .add_root_certificate(root.unwrap())
        .timeout(Duration::from_secs(20))
}

#[tokio::test]
async fn a_client_that_trusts_the_root_certificate_is_served_with_http_2() {
    declared("https-api", settings())
        .run(async |server| {
            assert!(server.url().starts_with("https://127.0.0.1:"));
            let client = trusting(&server).build().unwrap();
            assert_eq!(exercise(&client, server.url()).await, Version::HTTP_2);
            let port = server.url().rsplit(':').next().unwrap();
            let client = trusting(&server).http1_only().build().unwrap();
            let order = client.get(format!("https://localhost:{port}/orders/7?view=full"));
            let order = order.header("accept", "application/json").send().await;
            assert_eq!(order.unwrap().version(), Version::HTTP_11);
        })
        .await;
}

#[test]
fn a_client_may_be_blocking() {
    declared("https-blocking-api", settings()).run_blocking(|server| {
        let root = ureq::tls::Certificate::from_pem(server.root_certificate().pem().as_bytes());
        let roots = ureq::tls::RootCerts::new_with_certs(&[root.unwrap()]);
        let tls = ureq::tls::TlsConfig::builder().root_certs(roots).build();
        let client = ureq::Agent::config_builder().tls_config(tls).build();
        let client = client.new_agent();
        let url = server.url();
        let order = client
            .get(format!("{url}/orders/7?view=full"))
            .header("accept", "application/json")
            .call()
            .unwrap();
        assert_eq!(order.status(), 200);
        let new = client
            .post(format!("{url}/orders"))
            .content_type("application/json")
            .send(r#"{ "customer": 1 }"#)
            .unwrap();
        assert_eq!(new.status(), 201);
    });
}

#[pact_test(provider = "https-many-api", dir = "../../target/transports")]
async fn many_requests_share_a_connection(mut pact: Pact) {
    let body = "x".repeat(200_000);
    pact.interaction("a large document")
        .request(put("/documents/1").body(body.clone(), "text/plain"))
        .response(ok().body(body.clone(), "text/plain"));
    let server = pact.start_with(https());
    let client = trusting(&server).build().unwrap();
    let requests = (0..50).map(|_| {
        let url = format!("{}/documents/1", server.url());
        let request = client.put(url).header("content-type", "text/plain");
        let body = body.clone();
        tokio::spawn(async move {
            let response = request.body(body.clone()).send().await.unwrap();
            assert_eq!(response.version(), Version::HTTP_2);
            // At once: what one response leaves unread holds up the others of the connection.
            assert_eq!(response.bytes().await.unwrap(), body);
        })
    });
    for request in requests.collect::<Vec<_>>() {
        request.await.unwrap();
    }
}

#[pact_test(provider = "https-shared-api", dir = "../../target/transports")]
async fn one_client_trusts_every_server_of_the_process(mut pact: Pact) {
    pact.interaction("a request to a server of its own")
        .request(get("/alive"))
        .response(no_content());
    let server = pact.start_with(https());
    let client = trusting(&server).build().unwrap();
    let other = Pact::with_settings("transports", "https-other-api", settings());
    let mut other = other;
    other
        .interaction("a request to another server")
        .request(get("/alive"))
        .response(no_content());
    other
        .run(async |other| {
            assert_ne!(server.url(), other.url());
            for server in [&server, &other] {
                let url = format!("{}/alive", server.url());
                assert_eq!(client.get(url).send().await.unwrap().status(), 204);
            }
        })
        .await;
}

#[tokio::test]
#[should_panic(expected = "it trust `server.root_certificate()`, and call the server")]
async fn the_report_tells_of_a_client_that_does_not_trust_it() {
    let client = Client::builder().build().unwrap();
    declared("https-untrusted-api", settings())
        .run(async |server| {
            let url = format!("{}/orders/7", server.url());
            assert!(client.get(url).send().await.unwrap_err().is_connect());
        })
        .await;
}

#[tokio::test]
#[should_panic(
    expected = "GET /orders/7: plain HTTP arrived at a port that speaks HTTPS; use `https://`"
)]
async fn the_report_tells_of_a_client_that_speaks_plain_http() {
    let client = Client::builder().build().unwrap();
    declared("https-plain-api", settings())
        .run(async |server| {
            let url = server.url().replace("https", "http");
            let response = client.get(format!("{url}/orders/7")).send().await.unwrap();
            assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        })
        .await;
}

#[tokio::test]
#[should_panic(expected = "server with `ServerSettings::https` of the feature `tls`")]
async fn the_report_tells_of_a_client_that_speaks_tls_to_a_plain_port() {
    declared("plain-https-api", Settings::default().dir(DIR))
        .run(async |server| {
            let client = trusting(&server).build().unwrap();
            let url = server.url().replace("http", "https");
            assert!(client.get(url).send().await.unwrap_err().is_connect());
        })
        .await;
}
