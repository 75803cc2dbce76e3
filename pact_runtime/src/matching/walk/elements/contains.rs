//! `arrayContains` on elements: looking for an element for each variant.

use std::ops::ControlFlow;

use super::{ElementStep, Step, Walk, rules::Pair};
use crate::{
    matching::{
        Closest, Collect, Count, Mismatch, Probe, Reason, Shown, Sink,
        explain::Trace,
        trie::{CompiledRule, CompiledVariant, RuleTrie},
        walk::Flow,
    },
    xml::ElementRef,
};

/// How many mismatches of the closest element are told.
const TOLD: usize = 5;

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Checks that some element inside matches each variant.
    pub(super) fn elements_contain(
        &mut self,
        rule: &'w CompiledRule,
        variants: &'w [CompiledVariant],
        pair: Pair<'d>,
    ) -> Flow {
        static NO_RULES: RuleTrie = RuleTrie::NONE;
        let examples: Vec<_> = pair.expected.children().collect();
        let elements: Vec<_> = pair.actual.children().collect();
        if variants.is_empty() {
            for (index, example) in examples.iter().enumerate() {
                self.element_variant(rule, &NO_RULES, index, *example, &elements)?;
            }
            return ControlFlow::Continue(());
        }
        for variant in variants {
            let index = variant.index;
            if let Some(example) = examples.get(index) {
                self.element_variant(rule, &variant.rules, index, *example, &elements)?;
                continue;
            }
            let items = examples.len();
            self.report(Some(&rule.applied), None, None, || {
                Reason::VariantWithoutExample { index, items }
            })?;
        }
        ControlFlow::Continue(())
    }

    fn element_variant(
        &mut self,
        rule: &'w CompiledRule,
        rules: &'w RuleTrie,
        index: usize,
        example: ElementRef<'d>,
        elements: &[ElementRef<'d>],
    ) -> Flow {
        let alike = |element: &&ElementRef<'d>| element.name() == example.name();
        for element in elements.iter().filter(alike) {
            let mut probe = Probe::default();
            self.candidate(rules, &mut probe, example, *element);
            if probe.matched() {
                return ControlFlow::Continue(());
            }
        }
        let closest = if self.sink.is_probe() {
            None
        } else {
            self.closest_element(rules, example, elements)
        };
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(Shown::text(example.source())),
            actual: None,
            rule: Some(rule.applied.clone()),
            reason: Reason::VariantNotFound {
                index,
                closest: closest.clone().map(Box::new),
            },
        })
    }

    /// The element with the fewest mismatches.
    fn closest_element(
        &mut self,
        rules: &'w RuleTrie,
        example: ElementRef<'d>,
        elements: &[ElementRef<'d>],
    ) -> Option<Closest> {
        let mut best = None;
        let mut fewest = usize::MAX;
        for (index, element) in elements.iter().enumerate() {
            if element.name() != example.name() {
                continue;
            }
            let mut count = Count::up_to(fewest);
            self.candidate(rules, &mut count, example, *element);
            if count.count() < fewest {
                (fewest, best) = (count.count(), Some((index, *element)));
            }
        }
        let (index, element) = best?;
        let mut collect = Collect::default();
        self.candidate(rules, &mut collect, example, element);
        let mut mismatches = collect.into_mismatches();
        mismatches.truncate(TOLD);
        Some(Closest { index, mismatches })
    }

    /// Compares one element with the example of a variant, by the rules of the variant.
    fn candidate(
        &mut self,
        rules: &'w RuleTrie,
        sink: &mut dyn Sink,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
    ) {
        let pair = Pair {
            expected,
            actual,
            siblings: None,
        };
        self.trace.probing(true);
        let step = ElementStep::Element(actual.name(), None);
        self.path.push(Step::Element(step));
        let _ = self.with(rules, sink, |walk| {
            let at = walk.root();
            walk.xml_element(pair, &at)
        });
        self.path.pop();
        self.trace.probing(false);
    }
}
