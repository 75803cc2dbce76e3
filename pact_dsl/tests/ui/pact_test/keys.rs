//! The arguments of the attribute.
#![allow(unused)]

use pact_dsl::prelude::*;

#[pact_test]
fn without_arguments(pact: Pact) {}

#[pact_test(consumer = "order-web")]
fn without_provider(pact: Pact) {}

#[pact_test(provider = "order-api", consumr = "order-web")]
fn a_slip_of_the_hand(pact: Pact) {}

#[pact_test(provider = "order-api", timeout_ms = 5)]
fn an_unknown_key(pact: Pact) {}

#[pact_test(provider = "order-api", provider = "user-api")]
fn the_same_key_twice(pact: Pact) {}

#[pact_test(provider = "", consumer = " ", dir = "")]
fn nothing_in_the_text(pact: Pact) {}

#[pact_test(provider = api, consumer = 1, dir = pacts())]
fn no_text(pact: Pact) {}

#[pact_test(provider = "order-api", spec = "v5")]
fn an_unknown_version(pact: Pact) {}

#[pact_test(provider = "order-api", spec = 4)]
fn a_version_that_is_no_text(pact: Pact) {}

#[pact_test(provider = "order-api", crate = "contracts")]
fn a_crate_that_is_no_path(pact: Pact) {}

#[pact_test(provider, spec =)]
fn keys_without_values(pact: Pact) {}

#[pact_test("order-web", provider("order-api"),, spec = "v3")]
fn values_without_keys(pact: Pact) {}
