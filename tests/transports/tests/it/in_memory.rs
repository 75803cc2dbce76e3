//! The mock server without sockets, with the services that clients wrap around it.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, combinators::BoxBody};
use pact_dsl::{InMemoryError, Settings, prelude::*};
use tower::{BoxError, Service, ServiceBuilder, ServiceExt as _, util::BoxCloneService};

use crate::orders::{DIR, declared};

/// A client as libraries have them: over any service, with a base of its own.
struct Orders<S>(S);

impl<S, B> Orders<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<B>, Error: Into<BoxError>> + Clone,
    B: BodyExt<Data = Bytes, Error: Into<BoxError>>,
{
    async fn send(&self, request: Request<Full<Bytes>>) -> Result<(StatusCode, Bytes), BoxError> {
        let response = self.0.clone().oneshot(request).await.map_err(Into::into)?;
        let status = response.status();
        let body = response.into_body().collect().await.map_err(Into::into)?;
        Ok((status, body.to_bytes()))
    }

    async fn exercise(&self, base: &str) {
        let order =
            Request::get(format!("{base}/orders/7?view=full")).header("accept", "application/json");
        let (status, body) = self
            .send(order.body(Full::default()).unwrap())
            .await
            .unwrap();
        assert_eq!(status, StatusCode::OK);
        let order: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(order["self"], "http://localhost/orders/42");
        let new =
            Request::post(format!("{base}/orders")).header("content-type", "application/json");
        let new = new.body(Full::from(r#"{ "customer": 1 }"#)).unwrap();
        assert_eq!(self.send(new).await.unwrap().0, StatusCode::CREATED);
    }
}

fn settings() -> Settings {
    Settings::default().dir(DIR)
}

#[tokio::test]
async fn a_client_sends_its_requests_through_the_server() {
    declared("memory-api", settings())
        .run_in_memory(async |server| Orders(server.clone()).exercise(server.url()).await)
        .await;
}

#[tokio::test]
async fn layers_stand_between_a_client_and_the_server() {
    declared("memory-layers-api", settings())
        .run_in_memory(async |server| {
            let service = ServiceBuilder::new()
                .buffer(8)
                .concurrency_limit(2)
                .timeout(Duration::from_secs(20))
                .map_request(|mut request: Request<Full<Bytes>>| {
                    let value = http::HeaderValue::from_static("application/json");
                    request.headers_mut().insert("accept", value);
                    request
                })
                .service(server);
            Orders(service).exercise("").await;
        })
        .await;
}

#[tokio::test]
async fn the_server_may_be_a_boxed_service_of_any_body() {
    declared("memory-boxed-api", settings())
        .run_in_memory(async |server| {
            let service = ServiceBuilder::new()
                .map_response(|response: Response<_>| response.map(BoxBody::<Bytes, _>::new))
                .service(server);
            let boxed: BoxCloneService<Request<Full<Bytes>>, _, _> = BoxCloneService::new(service);
            Orders(boxed).exercise("https://orders.example.test").await;
        })
        .await;
}

#[pact_test(provider = "memory-sync-api", dir = "../../target/transports")]
fn a_test_sends_requests_by_hand(mut pact: Pact) {
    pact.interaction("a request to cancel an order")
        .request(delete("/orders/42"))
        .response(no_content());
    let server = pact.start_in_memory();
    assert_eq!(pact.start_in_memory().url(), server.url());
    let request = Request::delete("/orders/42").body("").unwrap();
    assert_eq!(
        server.send(request).unwrap().status(),
        StatusCode::NO_CONTENT
    );
}

#[test]
fn a_server_ends_with_its_test() {
    let mut kept = None;
    let mut pact = Pact::with_settings("transports", "memory-kept-api", settings());
    pact.interaction("a request to cancel an order")
        .request(delete("/orders/42"))
        .response(no_content());
    pact.run_in_memory_blocking(|server| {
        let request = Request::delete("/orders/42").body("").unwrap();
        let response = server.send(request);
        kept = Some(server);
        response.map(drop)
    });
    let request = Request::delete("/orders/42").body("").unwrap();
    let error: InMemoryError = kept.unwrap().send(request).unwrap_err();
    assert!(error.is_ended());
}

#[test]
#[should_panic(expected = "GET /orders/42?view=short: 1 difference to `a request for an order`")]
fn the_report_names_what_does_not_match() {
    declared("memory-failing-api", settings()).run_in_memory_blocking(|server| {
        let request = Request::get("http://localhost/orders/42?view=short")
            .header("accept", "application/json");
        let response = server.send(request.body("").unwrap()).unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()["x-pact"], "Request-Mismatch");
    });
}

#[pact_test(provider = "memory-failing-api", dir = "../../target/transports")]
#[should_panic(expected = "the mock server was started before in another way")]
fn a_test_has_one_server(mut pact: Pact) {
    pact.interaction("a request to cancel an order")
        .request(delete("/orders/42"))
        .response(no_content());
    pact.start_in_memory();
    pact.start();
}
