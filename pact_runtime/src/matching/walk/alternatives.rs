//! `OR` lists: one of the rules has to hold.

use std::ops::ControlFlow;

use super::{
    Applied, At, Flow, Walk,
    structure::{Children, Size},
};
use crate::{
    json::Json,
    matching::{
        Difference, Reason,
        explain::Trace,
        trie::{CompiledRule, Overlay, RuleKind},
    },
    rule::{Combine, Value, Verdict, check::Check},
};

/// What a rule of an `OR` list says of a value.
enum Alternative<'w> {
    Holds,
    Fails,
    /// The regular expression took too many steps.
    StepLimit,
    /// It holds if what is inside matches.
    Inside(Children<'w>),
}

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Whether one rule of a list is enough for a value.
    pub(super) fn is_one_of(
        &self,
        applied: Applied,
        expected: Option<&Json<'d>>,
        actual: &Json<'d>,
    ) -> bool {
        let structured = matches!(
            (expected, actual),
            (Some(Json::Object(_)), _)
                | (
                    Some(Json::Array(_)),
                    Json::Null
                        | Json::Bool(_)
                        | Json::Number(_)
                        | Json::String(_)
                        | Json::Object(_)
                )
        );
        self.rules.list(applied.list).combine == Combine::Or
            && !(structured && self.is_like(Difference::OrOnObjects))
    }

    /// Compares a value by a list of rules of which one has to hold. The rules are asked before the kind
    /// of the example counts, so that they can allow several kinds.
    pub(super) fn one_of(
        &mut self,
        applied: Applied,
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
        at: &At,
    ) -> Flow {
        let mut inside: Option<Children<'w>> = None;
        let mut plain_failed = false;
        for rule in self.rules_of([Some(applied), None]) {
            match self.alternative(rule, applied.direct, expected, actual) {
                Alternative::Holds => return ControlFlow::Continue(()),
                Alternative::Fails | Alternative::StepLimit => {}
                Alternative::Inside(children) => {
                    // What is inside is the same for all rules that say nothing of it themselves.
                    if children.overlay.is_none() && std::mem::replace(&mut plain_failed, true) {
                        continue;
                    }
                    if self.probe(|walk| walk.children(expected, actual, at, children)) {
                        // Once more for those who listen: a probe is not told of.
                        return if T::ON {
                            self.children(expected, actual, at, children)
                        } else {
                            ControlFlow::Continue(())
                        };
                    }
                    inside.get_or_insert(children);
                }
            }
        }
        match inside {
            Some(children) if !self.sink.is_probe() => {
                self.children(expected, actual, at, children)
            }
            _ => self.report_alternatives(applied, expected, actual),
        }
    }

    fn alternative(
        &mut self,
        rule: &'w CompiledRule,
        direct: bool,
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
    ) -> Alternative<'w> {
        let same_kind = matches!(
            (expected, actual),
            (None | Some(Json::Array(_)), Json::Array(_))
                | (None | Some(Json::Object(_)), Json::Object(_))
        );
        let inside = |overlay| {
            Alternative::Inside(Children {
                size: Size::Free,
                overlay,
            })
        };
        match &rule.kind {
            RuleKind::Check(Check::Values) if same_kind => {
                static VALUES: Overlay = Overlay::VALUES;
                inside(direct.then_some(&VALUES))
            }
            RuleKind::Check(check) if same_kind => {
                let equal = |example| crate::rule::equality::same(example, actual);
                let holds = match check {
                    Check::Equality => expected.is_none_or(equal),
                    _ => self.holds_as_such(check, direct, actual),
                };
                if holds {
                    inside(None)
                } else {
                    Alternative::Fails
                }
            }
            RuleKind::Check(check) => {
                match self.test(check, expected.map(Value::Json), Value::Json(actual)) {
                    Verdict::Holds => Alternative::Holds,
                    Verdict::Fails => Alternative::Fails,
                    Verdict::StepLimit => Alternative::StepLimit,
                }
            }
            RuleKind::Overlay(overlay) if same_kind && overlay_fits(overlay, actual) => {
                inside(Some(overlay))
            }
            RuleKind::Overlay(_) => Alternative::Fails,
            RuleKind::ArrayContains(variants) => {
                if self.probe(|walk| walk.array_contains(rule, variants, expected, actual)) {
                    Alternative::Holds
                } else {
                    Alternative::Fails
                }
            }
        }
    }

    /// Hands over that none of the rules holds.
    fn report_alternatives(
        &mut self,
        applied: Applied,
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
    ) -> Flow {
        for rule in self.rules_of([Some(applied), None]) {
            if let RuleKind::ArrayContains(variants) = &rule.kind
                && !self.sink.is_probe()
            {
                self.array_contains(rule, variants, expected, actual)?;
                continue;
            }
            let reason = match self.alternative(rule, applied.direct, expected, actual) {
                Alternative::StepLimit => Reason::StepLimit,
                _ => Reason::Rule,
            };
            self.report(
                Some(&rule.applied),
                expected.map(Value::Json),
                Some(Value::Json(actual)),
                || reason.clone(),
            )?;
        }
        ControlFlow::Continue(())
    }
}

/// Keys are those of objects.
fn overlay_fits(overlay: &Overlay, actual: &Json<'_>) -> bool {
    matches!(actual, Json::Object(_)) || !overlay.each_key
}
