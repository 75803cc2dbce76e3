//! Matching rule definition expressions.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::definition::DefinitionExpression;

fuzz_target!(|text: &str| {
    let _ = DefinitionExpression::is_one(text);
    match DefinitionExpression::parse(text) {
        Ok(definition) => drop((definition.rules(), definition.references().len())),
        Err(error) => assert!(!error.render().is_empty()),
    }
});
