//! The arguments of matchers.
#![allow(unused)]

use pact_dsl::prelude::*;

fn patterns() {
    let _ = json_pattern!(each_like(1, min = 3, max = 1));
    let _ = json_pattern!(each_like(1, min = 1, min = 2));
    let _ = json_pattern!(each_like(1, min = , max = 2));
    let _ = json_pattern!(each_like(, 1));
    let _ = json_pattern!({ "lines": each_like({ "id" 1, "tags": each_like({ sku: "A" }) }, min = 2) });
}
