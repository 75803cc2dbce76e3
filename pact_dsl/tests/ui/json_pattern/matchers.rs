//! Matchers that are not there, and arguments they do not take: what the compiler says points at the name or the argument.
#![allow(unused)]

use pact_dsl::prelude::*;

fn patterns() {
    let _ = json_pattern!({
        "id": integr(42),
        "lines": each_like({ "sku": regexp("^A$", "A") }, mim = 2),
        "name": string(1, 2),
        "total": regex("^A$", 5),
    });
}
