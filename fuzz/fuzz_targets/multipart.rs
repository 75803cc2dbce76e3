//! Multipart bodies with the boundary `b`, compared with themselves.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{
    matching::{ActualResponse, MatchOptions, ResponseMatcher},
    model::{Body, ContentType, Response},
    multipart::Multipart,
};

const TYPE: &str = "multipart/form-data; boundary=b";

fuzz_target!(|bytes: &[u8]| {
    if let Ok(multipart) = Multipart::parse(bytes, "b") {
        for part in multipart.parts() {
            let _ = (
                part.name(),
                part.file_name(),
                part.content_type(),
                part.content(),
            );
        }
    }
    let response = Response {
        body: Body::binary(bytes, ContentType::parse(TYPE)),
        ..Response::default()
    };
    let matcher = ResponseMatcher::compile(&response, &MatchOptions::default()).unwrap();
    let actual = ActualResponse::new(200)
        .with_headers([("Content-Type", TYPE)])
        .with_body(bytes);
    for mismatch in matcher.compare(&actual) {
        assert!(!mismatch.description().is_empty());
    }
});
