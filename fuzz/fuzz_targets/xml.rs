//! XML documents, compared with themselves.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{
    matching::{ActualResponse, MatchOptions, ResponseMatcher},
    model::{Body, ContentType, Response},
    xml::{Document, decode},
};

fuzz_target!(|bytes: &[u8]| {
    let sound = decode(bytes).and_then(Document::parse).is_ok();
    let response = Response {
        body: Body::binary(bytes, ContentType::parse("application/xml")),
        ..Response::default()
    };
    let matcher = ResponseMatcher::compile(&response, &MatchOptions::default()).unwrap();
    let actual = ActualResponse::new(200)
        .with_headers([("Content-Type", "application/xml")])
        .with_body(bytes);
    assert_eq!(matcher.matches(&actual), sound);
});
