//! Attributes of elements.

use std::ops::ControlFlow;

use super::{ElementStep, Step, Walk};
use crate::{
    matching::{
        ElementDifference, Mismatch, Reason, Shown,
        explain::Trace,
        walk::{At, Flow, differ},
    },
    rule::Value,
    xml::{AttributeRef, ElementRef},
};

impl<'d, T: Trace> Walk<'_, '_, 'd, T> {
    /// Compares the attributes of two elements; the walk stands at the elements. Both are sorted by name.
    pub(super) fn attributes(
        &mut self,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
        at: &At,
        refuses_others: bool,
    ) -> Flow {
        let mut others = actual.attributes().peekable();
        let mut unexpected = false;
        for attribute in expected.attributes() {
            let key = attribute.name().key();
            while others.next_if(|other| other.name().key() < key).is_some() {
                unexpected = true;
            }
            let found = others.next_if(|other| other.name().key() == key);
            self.attribute(attribute, found, at)?;
        }
        unexpected |= others.next().is_some();
        if !unexpected || !refuses_others {
            return ControlFlow::Continue(());
        }
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(shown(expected)),
            actual: Some(shown(actual)),
            rule: None,
            reason: Reason::Element(ElementDifference::UnexpectedAttributes {
                expected: expected.attributes().len(),
                unexpected: unexpected_names(expected, actual),
            }),
        })
    }

    fn attribute(
        &mut self,
        expected: AttributeRef<'d>,
        actual: Option<AttributeRef<'d>>,
        at: &At,
    ) -> Flow {
        let above = self.below(at, None);
        let name = expected.name();
        self.path.push(Step::Element(ElementStep::Attribute(name)));
        let start = self.live.len();
        self.enter_names(at, "@", name, false);
        let at = self.arrive(start, above);
        let expected = expected.value();
        if let Some(actual) = actual {
            let actual = actual.value();
            self.value(
                Some(Value::Text(expected)),
                Value::Text(actual),
                &at,
                |_, _| differ(expected, actual),
            )?;
        } else {
            self.report(None, Some(Value::Text(expected)), None, || {
                Reason::Element(ElementDifference::MissingAttribute {
                    name: name.to_string(),
                })
            })?;
        }
        self.leave(&at);
        ControlFlow::Continue(())
    }
}

/// The attributes as the reference implementation shows them: `{"a": "1"}`.
fn shown(element: ElementRef<'_>) -> Shown {
    let attributes: Vec<_> = element
        .attributes()
        .map(|attribute| {
            format!(
                "{:?}: {:?}",
                attribute.name().to_string(),
                attribute.value()
            )
        })
        .collect();
    Shown::text(format!("{{{}}}", attributes.join(", ")))
}

fn unexpected_names(expected: ElementRef<'_>, actual: ElementRef<'_>) -> Vec<String> {
    let is_expected = |attribute: &AttributeRef<'_>| {
        let mut names = expected.attributes().map(AttributeRef::name);
        names.any(|name| name == attribute.name())
    };
    let unexpected = actual
        .attributes()
        .filter(|attribute| !is_expected(attribute));
    unexpected
        .map(|attribute| attribute.name().to_string())
        .collect()
}
