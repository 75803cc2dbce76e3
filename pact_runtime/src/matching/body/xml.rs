//! XML bodies.

use super::{Comparison, Format, mismatch};
use crate::{
    matching::{Mismatch, Reason, Shown, Side, actual::ActualBody, explain::Trace, walk::Flow},
    xml::{Document, decode},
};

pub(super) fn read(content: Vec<u8>) -> Format {
    let document = decode(&content).and_then(|text| Document::parse(text.into_owned()));
    match document {
        Ok(document) => Format::Xml(document),
        Err(error) => Format::Unreadable {
            format: "XML",
            error: error.to_string(),
            content,
        },
    }
}

pub(super) fn compare<'d, T: Trace>(
    expected: &'d Document<'static>,
    actual: &'d ActualBody<'_>,
    comparison: Comparison<'_, T>,
) -> Flow {
    let document = match actual.xml() {
        Ok(document) => document,
        Err(error) => {
            return comparison.sink.mismatch(&|| Mismatch {
                expected: Some(Shown::text(expected.source())),
                actual: actual.content().map(Shown::content),
                ..mismatch(Reason::Unreadable {
                    side: Side::Actual,
                    format: "XML",
                    error: error.to_string(),
                })
            });
        }
    };
    let mut walk = comparison.walk();
    let at = walk.root();
    walk.document(expected.root(), document.root(), &at)
}
