//! `arrayContains`: looking for an element for each variant.

use std::ops::ControlFlow;

use super::{Flow, Walk};
use crate::{
    json::Json,
    matching::{
        Closest, Collect, Count, Mismatch, Probe, Reason, Sink,
        explain::Trace,
        trie::{CompiledRule, CompiledVariant, RuleTrie},
    },
    rule::Value,
};

/// How many mismatches of the closest element are told.
const TOLD: usize = 5;

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Checks that some element matches each variant.
    pub(super) fn array_contains(
        &mut self,
        rule: &'w CompiledRule,
        variants: &'w [CompiledVariant],
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
    ) -> Flow {
        let Json::Array(elements) = actual else {
            return self.report(
                Some(&rule.applied),
                expected.map(Value::Json),
                Some(Value::Json(actual)),
                || Reason::Rule,
            );
        };
        let Some(examples) = expected.and_then(Json::as_array) else {
            return ControlFlow::Continue(());
        };
        if variants.is_empty() {
            static NO_RULES: RuleTrie = RuleTrie::NONE;
            for (index, example) in examples.iter().enumerate() {
                self.variant(rule, &NO_RULES, index, example, elements)?;
            }
            return ControlFlow::Continue(());
        }
        for variant in variants {
            let index = variant.index;
            match examples.get(index) {
                Some(example) => self.variant(rule, &variant.rules, index, example, elements)?,
                None => self.report(
                    Some(&rule.applied),
                    expected.map(Value::Json),
                    Some(Value::Json(actual)),
                    || Reason::VariantWithoutExample {
                        index,
                        items: examples.len(),
                    },
                )?,
            }
        }
        ControlFlow::Continue(())
    }

    fn variant(
        &mut self,
        rule: &'w CompiledRule,
        rules: &'w RuleTrie,
        index: usize,
        example: &'d Json<'d>,
        elements: &'d [Json<'d>],
    ) -> Flow {
        for (at, element) in elements.iter().enumerate() {
            let mut probe = Probe::default();
            self.element(rules, &mut probe, example, element, at);
            if probe.matched() {
                return ControlFlow::Continue(());
            }
        }
        let closest = if self.sink.is_probe() {
            None
        } else {
            self.closest(rules, example, elements)
        };
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(Value::Json(example).into()),
            actual: None,
            rule: Some(rule.applied.clone()),
            reason: Reason::VariantNotFound {
                index,
                closest: closest.clone().map(Box::new),
            },
        })
    }

    /// The element with the fewest mismatches.
    fn closest(
        &mut self,
        rules: &'w RuleTrie,
        example: &'d Json<'d>,
        elements: &'d [Json<'d>],
    ) -> Option<Closest> {
        let mut best = None;
        let mut fewest = usize::MAX;
        for (at, element) in elements.iter().enumerate() {
            let mut count = Count::up_to(fewest);
            self.element(rules, &mut count, example, element, at);
            if count.count() < fewest {
                (fewest, best) = (count.count(), Some((at, element)));
            }
        }
        let (index, element) = best?;
        let mut collect = Collect::default();
        self.element(rules, &mut collect, example, element, index);
        let mut mismatches = collect.into_mismatches();
        mismatches.truncate(TOLD);
        Some(Closest { index, mismatches })
    }

    /// Compares one element with the example of a variant, by the rules of the variant.
    fn element(
        &mut self,
        rules: &'w RuleTrie,
        sink: &mut dyn Sink,
        example: &'d Json<'d>,
        element: &'d Json<'d>,
        index: usize,
    ) {
        self.trace.probing(true);
        self.path.push(super::Step::Index(index));
        let _ = self.with(rules, sink, |walk| {
            let at = walk.root();
            walk.compare(Some(example), element, &at)
        });
        self.path.pop();
        self.trace.probing(false);
    }
}
