//! Generators from JSON, and the values they make.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{
    generator::{Generator, GeneratorContext},
    json::Json,
};

fuzz_target!(|text: &[u8]| {
    let Ok(generator) = Json::parse(text)
        .map_err(drop)
        .and_then(|json| Generator::from_json(&json).map_err(drop))
    else {
        return;
    };
    let possible = generator.check().is_ok();
    let mut context = GeneratorContext::provider().with_seed(1);
    let value = generator.generate(&Json::Null, &mut context);
    assert!(possible || value.is_err());
});
