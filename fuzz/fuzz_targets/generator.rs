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
    let _ = generator.check();
    let mut context = GeneratorContext::provider().with_seed(1);
    let _ = generator.generate(&Json::Null, &mut context);
});
