//! Bodies of type `application/x-www-form-urlencoded`.

use super::{Comparison, Format, mismatch};
use crate::{
    matching::{
        Mismatch, Reason, Shown, Side, actual::ActualBody, explain::Trace, parameters::Parameters,
        walk::Flow,
    },
    model::Query,
};

/// An expected form.
#[derive(Debug)]
pub(super) struct Form {
    content: Vec<u8>,
    fields: Parameters,
}

impl Form {
    pub(super) fn read(content: Vec<u8>) -> Format {
        match std::str::from_utf8(&content) {
            Ok(text) => {
                let fields = Parameters::new(&Query::parse(text));
                Format::Form(Self { content, fields })
            }
            Err(error) => Format::Unreadable {
                format: "form",
                error: error.to_string(),
                content,
            },
        }
    }

    pub(super) fn content(&self) -> &[u8] {
        &self.content
    }

    pub(super) fn compare<'d, T: Trace>(
        &'d self,
        actual: &'d ActualBody<'_>,
        comparison: Comparison<'_, T>,
    ) -> Flow {
        let Some(form) = actual.form() else {
            return comparison.sink.mismatch(&|| Mismatch {
                expected: Some(Shown::content(&self.content)),
                actual: actual.content().map(Shown::content),
                ..mismatch(Reason::Unreadable {
                    side: Side::Actual,
                    format: "form",
                    error: "the form is not UTF-8".to_owned(),
                })
            });
        };
        let mut walk = comparison.walk();
        self.fields.compare(form, &mut walk)
    }
}
