//! Integration JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{
    integration::{Pattern, TextPattern},
    json::Json,
};

fuzz_target!(|text: &str| {
    let _ = TextPattern::parse(text);
    if let Ok(json) = Json::parse(text.as_bytes()) {
        let _ = Pattern::from_body(&json);
    }
});
