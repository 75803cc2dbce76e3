//! Runs without the attribute.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use pact_dsl::{Settings, prelude::*};

use crate::client::send;

fn declared(provider: &str) -> Pact {
    let settings = Settings::default().dir("../target/pact_dsl");
    let mut pact = Pact::with_settings("free-web", provider, settings);
    pact.interaction("a request for an order")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(get("/orders/42"))
        .response(ok().text(string("open")));
    pact
}

/// Drives a future that never waits for anything.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing in it waits"),
    }
}

#[test]
fn a_run_may_be_async() {
    block_on(declared("free-api").run(async |server| {
        assert_eq!(send(&server, "GET /orders/42", b"").unwrap().1, b"open");
    }));
}

#[test]
fn a_run_may_be_blocking_and_return_a_result() {
    declared("free-api").run_blocking(|server| send(&server, "GET /orders/42", b"").map(drop));
}

#[test]
#[should_panic(expected = "1 interaction was not exercised")]
fn a_run_that_exercises_nothing_fails() {
    block_on(declared("other-api").run(async |_server| {}));
}

#[test]
#[should_panic(expected = "the test's own failure")]
fn a_body_that_panics_fails_its_run() {
    block_on(declared("other-api").run(async |server| {
        let (status, _) = send(&server, "GET /orders/42", b"").unwrap();
        assert_eq!(status, 404, "the test's own failure");
    }));
}

#[test]
#[should_panic(expected = "the mock server was never started")]
fn a_pact_that_never_runs_fails() {
    drop(declared("other-api"));
}

#[test]
fn a_run_may_be_about_messages_alone() {
    let settings = Settings::default().dir("../target/pact_dsl");
    let mut pact = Pact::with_settings("free-web", "free-events", settings);
    let message = pact.message("an order was placed").json(42).receive();
    pact.run_blocking(|_server| assert_eq!(message.bytes(), b"42"));
}

#[pact_test(provider = "free-api", dir = "../target/pact_dsl")]
#[should_panic(expected = "`run` is for a pact of `Pact::new`")]
async fn a_pact_of_the_attribute_is_not_run(pact: Pact) {
    pact.run(async |_server| {}).await;
}
