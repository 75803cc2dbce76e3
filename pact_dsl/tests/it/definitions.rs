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
    a_header_of_no_text "a header needs text" ok().header("x-list", json_pattern!({}));
}
