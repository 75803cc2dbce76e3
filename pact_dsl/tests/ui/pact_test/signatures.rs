//! Functions that the harness cannot call.
#![allow(unused)]

use pact_dsl::prelude::*;

#[pact_test(provider = "order-api")]
fn no_parameter() {}

#[pact_test(provider = "order-api")]
async fn two_parameters(mut pact: Pact, client: String) {}

#[pact_test(provider = "order-api")]
fn a_borrowed_pact(pact: &mut Pact) {}

#[pact_test(provider = "order-api")]
async fn a_type_parameter<T: Default>(pact: Pact) {}

#[pact_test(provider = "order-api")]
fn a_where_clause(pact: Pact)
where
    String: Clone,
{
}

#[pact_test(provider = "order-api")]
const fn a_constant(pact: Pact) {}

#[pact_test(provider = "order-api")]
unsafe fn without_safety(pact: Pact) {}

#[pact_test(provider = "order-api")]
extern "C" fn for_c(pact: Pact) {}

#[pact_test(provider = "order-api")]
unsafe extern "C" fn variadic(pact: Pact, ...) {}

struct Client;

impl Client {
    #[pact_test(provider = "order-api")]
    fn a_method(&self, pact: Pact) {}
}

#[pact_test(consumer = "order-web")]
fn wrong_on_both_sides() {}
