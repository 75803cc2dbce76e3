//! Types that the harness cannot deal with.
#![allow(unused)]

use pact_dsl::prelude::*;

struct Opaque;

#[pact_test(provider = "order-api")]
fn returns_a_number(pact: Pact) -> u32 {
    1
}

#[pact_test(provider = "order-api")]
async fn returns_an_option(pact: Pact) -> Option<()> {
    None
}

#[pact_test(provider = "order-api")]
async fn returns_an_error_that_cannot_be_shown(pact: Pact) -> Result<(), Opaque> {
    Ok(())
}

#[pact_test(provider = "order-api")]
fn takes_a_number(pact: u32) {}

#[pact_test(provider = "order-api")]
async fn takes_a_text(pact: String) -> Result<(), String> {
    Ok(())
}
