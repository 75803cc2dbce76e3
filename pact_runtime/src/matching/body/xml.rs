//! XML bodies.

use super::format::{Format, report_unreadable};
use crate::{
    matching::{
        Shown,
        actual::ActualBody,
        explain::Trace,
        walk::{At, Flow, Walk},
    },
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
    walk: &mut Walk<'_, '_, 'd, T>,
    at: &At,
) -> Flow {
    match actual.xml() {
        Ok(document) => walk.document(expected.root(), document.root(), at),
        Err(error) => report_unreadable(
            walk,
            || Shown::text(expected.source()),
            actual,
            "XML",
            || error.to_string(),
        ),
    }
}
