//! A second attribute that makes a test.
#![allow(unused)]

use pact_dsl::prelude::*;

#[pact_test(provider = "order-api")]
#[test]
fn a_test(pact: Pact) {}

#[pact_test(provider = "order-api")]
#[tokio::test(flavor = "multi_thread")]
async fn a_tokio_test(pact: Pact) {}

#[pact_test(provider = "order-api")]
#[rstest]
#[case(1)]
fn a_case(pact: Pact) {}

#[pact_test(provider = "order-api")]
#[pact_test(provider = "user-api")]
fn two_pacts(pact: Pact) {}
