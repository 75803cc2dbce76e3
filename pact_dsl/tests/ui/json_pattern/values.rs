//! Values that are not there, not whole, or none.
#![allow(unused)]

use pact_dsl::prelude::*;

fn patterns() {
    let mut id = 1;
    let _ = json_pattern!({ "id": , "name", "lines": [1, , 2], "total": });
    let _ = json_pattern!({ "id": id., "name": integer(1)., "lines": [id +], "total": integer(2.5) });
    let _ = json_pattern!({ "id": let x = 1, "name": id = 2, "lines": return, "total": while id < 3 {} });
    let _ = json_pattern!({ "id": each_like({ "a": 1 }) + 1 });
}
