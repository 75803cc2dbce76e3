//! Elements of lists.

use std::ops::ControlFlow;

use super::{
    Above, At, Flow, Walk,
    structure::{Children, Size},
};
use crate::{
    json::Json,
    matching::{Difference, Mismatch, Reason, Shown, explain::Trace, trie::Overlay},
    rule::Value,
};

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Compares the elements of a list.
    pub(super) fn items(
        &mut self,
        expected: Option<&'d [Json<'d>]>,
        actual: &'d [Json<'d>],
        at: &At,
        children: Children<'w>,
    ) -> Flow {
        let each_value = children
            .overlay
            .and_then(|overlay: &Overlay| overlay.each_value);
        let above = self.below(at, each_value);
        match expected {
            Some(expected) if children.size != Size::Free => {
                self.items_alike(expected, actual, at, above)
            }
            _ => self.items_like_first(expected.unwrap_or_default(), actual, at, above),
        }
    }

    /// Each element is compared with its own example, or the first one.
    fn items_like_first(
        &mut self,
        expected: &'d [Json<'d>],
        actual: &'d [Json<'d>],
        at: &At,
        above: Above,
    ) -> Flow {
        for (index, value) in actual.iter().enumerate() {
            let template = expected.get(index).or(expected.first());
            let at = self.enter_index(at, above, index);
            let at = self.only_each_value_if_like_reference(at);
            self.compare(template, value, &at)?;
            self.leave(&at);
        }
        ControlFlow::Continue(())
    }

    /// There are as many elements as in the example.
    fn items_alike(
        &mut self,
        expected: &'d [Json<'d>],
        actual: &'d [Json<'d>],
        at: &At,
        above: Above,
    ) -> Flow {
        if expected.is_empty() && !actual.is_empty() {
            return self.report_lists(expected, actual, &Reason::NotEmpty);
        }
        for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
            let at = self.enter_index(at, above, index);
            self.compare(Some(expected), actual, &at)?;
            self.leave(&at);
        }
        for (index, missing) in expected.iter().enumerate().skip(actual.len()) {
            self.report(None, Some(Value::Json(missing)), None, || {
                Reason::MissingItem { index }
            })?;
        }
        if expected.len() != actual.len() {
            let reason = Reason::Length {
                expected: expected.len(),
                actual: actual.len(),
            };
            self.report_lists(expected, actual, &reason)?;
        }
        ControlFlow::Continue(())
    }

    fn report_lists(
        &mut self,
        expected: &[Json<'d>],
        actual: &[Json<'d>],
        reason: &Reason,
    ) -> Flow {
        let list = |items: &[Json<'d>]| Some(Shown::json(&Json::Array(items.to_vec())));
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: list(expected),
            actual: list(actual),
            rule: None,
            reason: reason.clone(),
        })
    }

    /// The reference implementation forgets all other rules below an `eachValue`.
    pub(super) fn only_each_value_if_like_reference(&self, at: At) -> At {
        if at.above.each_value.is_none() || !self.is_like(Difference::EachValueRules) {
            return at;
        }
        At {
            own: None,
            adding: None,
            above: Above {
                cascade: None,
                ..at.above
            },
            // The live nodes stay on the stack until the walk leaves, but nobody looks at them.
            end: at.start,
            ..at
        }
    }
}

impl At {
    /// Whether any rule applies here or may apply below.
    pub(super) fn has_rules(&self) -> bool {
        self.start < self.end || self.above.cascade.is_some() || self.above.each_value.is_some()
    }
}
