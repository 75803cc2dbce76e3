//! The keys of an object.
#![allow(unused)]

use pact_dsl::prelude::*;

fn patterns() {
    let id = 1;
    let _ = json_pattern!({ "id": 1, "lines": { "id": 1, "sku": "A1", "\x69d": integer(2) } });
    let _ = json_pattern!({ id: 1, type: "A", 7: 1, -1: 2, true: 3, b"id": 4 });
    let _ = json_pattern!({ (): 1, (id): 2 });
    let _ = json_pattern!({ let id = 1; id });
    let _ = json_pattern!({ { "id": 1 }, "id": 2 });
    let _ = json_pattern!({ , "id": 1,, "name": "A" });
    let _ = json_pattern!({ "id" 1, "name" = "A", "total" => 2.5 });
}
