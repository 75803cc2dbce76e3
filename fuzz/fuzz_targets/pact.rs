//! Pacts of every version: what can be read can be written in every version, and reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{codec, model::SpecVersion};

fuzz_target!(|text: &[u8]| {
    let Ok(pact) = codec::read(text) else {
        return;
    };
    for version in [
        SpecVersion::V1,
        SpecVersion::V1_1,
        SpecVersion::V2,
        SpecVersion::V3,
        SpecVersion::V4,
    ] {
        let written = codec::write(&pact, version).text;
        let read = codec::read(written.as_bytes()).unwrap();
        assert_eq!(codec::write(&read, version).text, written, "{version}");
    }
});
