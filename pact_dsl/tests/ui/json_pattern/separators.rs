//! What stands between values, and behind them.
#![allow(unused)]

use pact_dsl::prelude::*;

fn patterns() {
    let _ = json_pattern!({ "id": 1 "name": string("A") "none": null "lines": [1 2] });
    let _ = json_pattern!({ "id": 1; "name": string("A") => 2, "none": null });
    let _ = json_pattern!(each_like({ "id": 1 } min = 2));
    let _ = json_pattern!([1], [2]);
    let _ = json_pattern!();
    let _ = json_pattern!(crate = 1; [1]);
}
