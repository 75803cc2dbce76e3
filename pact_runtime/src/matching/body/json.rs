//! JSON bodies.

use super::format::{Format, report_unreadable};
use crate::{
    json::{Json, OwnedJson},
    matching::{
        Shown,
        actual::ActualBody,
        explain::Trace,
        walk::{At, Flow, Walk},
    },
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
    walk: &mut Walk<'_, '_, 'd, T>,
    at: &At,
) -> Flow {
    match actual.json() {
        Ok(document) => walk.compare(Some(expected), document, at),
        Err(error) => report_unreadable(
            walk,
            || Shown::json(expected),
            actual,
            "JSON",
            || error.to_string(),
        ),
    }
}
