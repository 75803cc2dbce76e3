//! Telling what bytes are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{content_detection, model::ContentType};

fuzz_target!(|bytes: &[u8]| {
    let detected = ContentType::parse(content_detection::detect(bytes)).unwrap();
    assert!(content_detection::has_type(bytes, &detected), "{detected}");
});
