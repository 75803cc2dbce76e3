//! Query strings.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::model::Query;

fuzz_target!(|text: &str| {
    let query = Query::parse(text);
    assert_eq!(Query::parse(&query.to_query_string()), query);
});
