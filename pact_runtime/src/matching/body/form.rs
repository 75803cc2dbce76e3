//! Bodies of type `application/x-www-form-urlencoded`.

use super::{Comparison, Format, Whole, mismatch};
use crate::{
    matching::{
        Mismatch, Reason, Shown, Side, Sink, actual::ActualBody, explain::Trace,
        parameters::Parameters, walk::Flow,
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
    pub(super) fn read(content: Vec<u8>) -> Whole {
        match std::str::from_utf8(&content) {
            Ok(text) => {
                let fields = Parameters::new(&Query::parse(text));
                Whole::Form(Self { content, fields })
            }
            Err(error) => Whole::Single(Format::Unreadable {
                format: "form",
                error: error.to_string(),
                content,
            }),
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
        let mut sink = Fields(comparison.sink);
        let mut walk = Comparison {
            sink: &mut sink,
            ..comparison
        }
        .walk();
        self.fields.compare(form, &mut walk)
    }
}

/// Says of mismatches that they are in a form.
struct Fields<'s>(&'s mut dyn Sink);

impl Sink for Fields<'_> {
    fn mismatch(&mut self, make: &dyn Fn() -> Mismatch) -> Flow {
        self.0.mismatch(&|| {
            let mismatch = make();
            let reason = match mismatch.reason {
                reason @ (Reason::Missing
                | Reason::Unexpected
                | Reason::NotEmpty
                | Reason::NotEqual
                | Reason::Length { .. }
                | Reason::MissingItem { .. }) => Reason::Field(Box::new(reason)),
                other => other,
            };
            Mismatch { reason, ..mismatch }
        })
    }

    fn is_probe(&self) -> bool {
        self.0.is_probe()
    }
}
