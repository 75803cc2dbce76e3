//! JSON bodies.

use super::{Comparison, Format, mismatch};
use crate::{
    json::{Json, OwnedJson},
    matching::{Mismatch, Reason, Shown, Side, actual::ActualBody, explain::Trace, walk::Flow},
};

pub(super) fn read(content: Vec<u8>) -> Format {
    match Json::parse(&content) {
        Ok(json) => Format::Json(json.into_owned()),
        Err(error) => Format::Unreadable {
            format: "JSON",
            error: error.to_string(),
            content,
        },
    }
}

pub(super) fn compare<'d, T: Trace>(
    expected: &'d OwnedJson,
    actual: &'d ActualBody<'_>,
    comparison: Comparison<'_, T>,
) -> Flow {
    let document = match actual.json() {
        Ok(document) => document,
        Err(error) => {
            return comparison.sink.mismatch(&|| Mismatch {
                expected: Some(Shown::json(expected)),
                actual: actual.content().map(Shown::content),
                ..mismatch(Reason::Unreadable {
                    side: Side::Actual,
                    format: "JSON",
                    error: error.to_string(),
                })
            });
        }
    };
    let mut walk = comparison.walk();
    let at = walk.root();
    walk.compare(Some(expected), document, &at)
}
