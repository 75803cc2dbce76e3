//! JSON documents: what is written reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::json::Json;

fuzz_target!(|text: &[u8]| {
    let Ok(document) = Json::parse(text) else {
        return;
    };
    for written in [document.to_string(), document.to_pretty()] {
        assert_eq!(Json::parse(written.as_bytes()).unwrap(), document);
    }
});
