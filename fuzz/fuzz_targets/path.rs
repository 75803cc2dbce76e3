//! Path expressions: what is written reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::path::PathExpr;

fuzz_target!(|text: &str| {
    match text.parse::<PathExpr>() {
        Ok(path) => assert_eq!(path.to_string().parse::<PathExpr>().unwrap(), path),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
