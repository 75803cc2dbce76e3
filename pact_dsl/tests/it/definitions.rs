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
