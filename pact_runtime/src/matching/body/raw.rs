//! Bodies without a structure that we know: text and bytes.

use crate::{
    matching::{
        Reason,
        actual::ActualBody,
        explain::Trace,
        walk::{At, Flow, Walk},
    },
    model::ContentType,
    rule::Value,
};

/// An expected text, or bytes.
#[derive(Debug)]
pub(super) struct Raw {
    content: Vec<u8>,
    is_text: bool,
}

impl Raw {
    pub(super) fn new(content: Vec<u8>, content_type: Option<&ContentType>) -> Self {
        let is_text = match content_type {
            Some(content_type) => content_type.is_text(),
            None => true,
        };
        Self {
            is_text: is_text && std::str::from_utf8(&content).is_ok(),
            content,
        }
    }

    pub(super) fn content(&self) -> &[u8] {
        &self.content
    }

    pub(super) fn is_binary(&self) -> bool {
        !self.is_text
    }

    fn value<'v>(&self, bytes: &'v [u8]) -> Value<'v> {
        match std::str::from_utf8(bytes) {
            Ok(text) if self.is_text => Value::Text(text),
            _ => Value::Bytes(bytes),
        }
    }

    pub(super) fn compare<'d, T: Trace>(
        &'d self,
        declared: Option<&'d ContentType>,
        actual: &'d ActualBody<'_>,
        walk: &mut Walk<'_, '_, 'd, T>,
        at: &At,
    ) -> Flow {
        let bytes = actual.content().unwrap_or_default();
        let (expected, actual_value) = (self.value(&self.content), self.value(bytes));
        walk.value(Some(expected), actual_value, at, |_, _| {
            let texts = matches!((expected, actual_value), (Value::Text(_), Value::Text(_)));
            match () {
                () if self.content == bytes => None,
                () if texts => Some(Reason::NotEqual),
                () => Some(Reason::Bytes {
                    expected_type: declared.cloned(),
                    actual_type: actual.content_type().cloned(),
                    expected_length: self.content.len(),
                    actual_length: bytes.len(),
                }),
            }
        })
    }
}
