//! Definitions that cannot be right: the test fails with the place of the matcher, whatever it does.

use pact_dsl::prelude::*;

macro_rules! refused {
    ($($name:ident $expected:literal $response:expr;)*) => {$(
        #[pact_test(provider = "order-api", dir = "../target/pact_dsl")]
        #[should_panic(expected = $expected)]
        fn $name(mut pact: Pact) {
            pact.interaction("a definition that cannot be right")
                .request(get("/"))
                .response($response);
            pact.start();
            unreachable!("`start` does not return");
        }
    )*};
}

refused! {
    a_min_above_max "min (3) must not exceed max (2)" ok().json(each_like(1).min(3).max(2));
    a_float_that_json_cannot_write "JSON has no infinite numbers and no NaN" ok().json(f64::NAN);
    a_status_beyond_all "`42` is no status" status(42);
    two_bodies "the body is declared twice" ok().json(1).text("2");
    an_example_that_its_regex_refuses "pact_dsl/tests/it/definitions.rs:" ok().json(regex("[0-9]+", "abc"));
    a_regex_that_is_none "unclosed" ok().json(regex("[0-9", "1"));
    a_date_that_does_not_exist "2026-02-30" ok().json(iso_date("2026-02-30"));
    a_format_that_is_none "yyyy-QQQQQQ" ok().json(date("yyyy-QQQQQQ", "2026"));
    an_example_in_a_header "not-a-uuid" ok().header("x-id", uuid("not-a-uuid"));
    an_example_inside_a_list "abc" ok().json(each_like(regex("[0-9]+", "abc")));
    a_header_of_no_text "a header needs text" ok().header("x-list", json_pattern!({}));
}

#[pact_test(provider = "order-api-v3", spec = "v3", dir = "../target/pact_dsl")]
#[should_panic(expected = "V3 of the specification cannot hold")]
fn what_a_version_cannot_hold_is_refused(mut pact: Pact) {
    pact.interaction("a pending interaction")
        .pending()
        .request(get("/"))
        .response(ok());
    pact.start();
}

#[pact_test(provider = "order-api-v2", spec = "v2", dir = "../target/pact_dsl")]
#[should_panic(expected = "V2 of the specification cannot hold")]
fn parameters_of_states_are_refused_below_v3(mut pact: Pact) {
    pact.interaction("a state with parameters")
        .given_with("an order exists", json!({ "id": 42 }))
        .request(get("/"))
        .response(ok());
    pact.start();
}

#[pact_test(provider = "order-events-v3", spec = "v3", dir = "../target/pact_dsl")]
#[should_panic(expected = "V3 of the specification cannot hold")]
fn messages_with_answers_are_refused_below_v4(mut pact: Pact) {
    let _exchange = pact
        .synchronous_message("a request for a price")
        .request(contents().json(1))
        .response(contents().json(2))
        .play();
}

#[pact_test(provider = "order-events-v3", spec = "v3", dir = "../target/pact_dsl")]
fn messages_are_written_in_v3(mut pact: Pact) {
    let message = pact
        .message("an order was placed")
        .given_with("an order exists", json!({ "id": 42 }))
        .json(json_pattern!({ "id": integer(42) }))
        .receive();
    assert_eq!(message.bytes(), br#"{"id":42}"#);
}

#[pact_test(provider = "order-api-v2", spec = "v2", dir = "../target/pact_dsl")]
fn matchers_are_written_in_v2(mut pact: Pact) {
    pact.interaction("an order")
        .given("an order exists")
        .request(get(regex(r"/orders/\d+", "/orders/42")).query("page", regex(r"\d", "1")))
        .response(ok().json(json_pattern!({ "lines": each_like({ "sku": regex("[A-Z]", "A") }) })));
    let server = pact.start();
    let answer = crate::client::send(&server, "GET /orders/7?page=2", b"");
    assert_eq!(answer.unwrap().1, br#"{"lines":[{"sku":"A"}]}"#);
}
