//! Values that cannot stand in a pattern.
#![allow(unused)]

use std::time::Duration;

use pact_dsl::prelude::*;

struct Order;

fn patterns() {
    let order = Order;
    let _ = json_pattern!({
        "order": order,
        "lines": [each_like(Order), Duration::ZERO],
        (Order): 1,
    });
}
