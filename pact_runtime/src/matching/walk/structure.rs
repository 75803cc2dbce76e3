//! What rules say of a value, and of a list or an object as such.

use std::ops::ControlFlow;

use super::{Applied, At, Flow, Walk};
use crate::{
    json::Json,
    matching::{
        Difference, Reason,
        explain::Trace,
        trie::{CompiledRule, Overlay, RuleKind},
    },
    rule::{Value, check::Check},
};

/// How the children of a list or an object are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Children<'w> {
    pub(super) size: Size,
    /// Rules for keys and values.
    pub(super) overlay: Option<&'w Overlay>,
}

/// How the length of a list and the keys of an object are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// A list is as long as the example; an object has its keys, and others where they are allowed.
    Alike,
    /// A list is as long as the example; an object has its keys and no others.
    Equal,
    /// A list may have any length, and its first element is the example of those beyond; an object as
    /// above.
    Free,
}

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Compares a value by its example and by lists of rules, all of which must hold.
    pub(super) fn all_of(
        &mut self,
        applied: [Option<Applied>; 2],
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
        at: &At,
    ) -> Flow {
        let ruled = applied.iter().any(Option::is_some);
        match (expected, actual) {
            (Some(Json::Array(_)), Json::Array(_)) | (Some(Json::Object(_)), Json::Object(_)) => {
                self.container(applied, expected, actual, at)
            }
            (Some(example @ (Json::Array(_) | Json::Object(_))), _) => self.report(
                None,
                Some(Value::Json(example)),
                Some(Value::Json(actual)),
                || Reason::Kind,
            ),
            (None, Json::Array(_) | Json::Object(_)) => self.container(applied, None, actual, at),
            _ if ruled => self.scalar(applied, expected, actual, at),
            _ => self.equal(expected, actual),
        }
    }

    /// Without rules, the value is that of the example.
    fn equal(&mut self, expected: Option<&'d Json<'d>>, actual: &'d Json<'d>) -> Flow {
        match expected {
            Some(expected) if !crate::rule::equality::same(expected, actual) => self.report(
                None,
                Some(Value::Json(expected)),
                Some(Value::Json(actual)),
                || Reason::NotEqual,
            ),
            _ => ControlFlow::Continue(()),
        }
    }

    fn scalar(
        &mut self,
        applied: [Option<Applied>; 2],
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
        at: &At,
    ) -> Flow {
        let example = expected.map(Value::Json);
        let mut anything = false;
        for rule in self.rules_of(applied) {
            match &rule.kind {
                RuleKind::Check(check) => {
                    self.test_and_report(rule, check, example, Value::Json(actual))?;
                    anything |= matches!(check, Check::Type(..));
                }
                RuleKind::ArrayContains(variants) => {
                    self.array_contains(rule, variants, expected, actual)?;
                }
                RuleKind::Overlay(_) => {}
            }
        }
        let nullable = matches!(expected, Some(Json::Null)) && anything;
        if nullable && matches!(actual, Json::Array(_) | Json::Object(_)) {
            // The example says nothing of what is inside, but rules may.
            return self.children(None, actual, at, self.children_of(applied, at));
        }
        ControlFlow::Continue(())
    }

    /// A list or an object, where the example is of the same kind or missing.
    fn container(
        &mut self,
        applied: [Option<Applied>; 2],
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
        at: &At,
    ) -> Flow {
        let mut inside = applied.iter().all(Option::is_none);
        for list in applied.into_iter().flatten() {
            for rule in self.rules_of([Some(list), None]) {
                match &rule.kind {
                    RuleKind::Check(check) => {
                        inside = true;
                        if !self.holds_as_such(check, list.direct, actual) {
                            self.report(
                                Some(&rule.applied),
                                expected.map(Value::Json),
                                Some(Value::Json(actual)),
                                || Reason::Rule,
                            )?;
                        }
                    }
                    RuleKind::ArrayContains(variants) => {
                        self.array_contains(rule, variants, expected, actual)?;
                    }
                    RuleKind::Overlay(_) => {}
                }
            }
        }
        if inside {
            let children = self.children_of(applied, at);
            self.children(expected, actual, at, children)?;
        }
        ControlFlow::Continue(())
    }

    /// Whether a rule holds for a list or an object, not looking at what is inside.
    pub(super) fn holds_as_such(&self, check: &Check, direct: bool, actual: &Json<'_>) -> bool {
        match check {
            Check::Type(..) => {
                let length = Value::Json(actual).length().unwrap_or_default();
                !direct || check.length_fits(length)
            }
            Check::NotEmpty | Check::Null | Check::StatusCode(_) | Check::Unknown => {
                self.test(check, None, Value::Json(actual)).holds()
            }
            // These hold for what is inside, if it does.
            Check::Equality | Check::Values | Check::Regex(_) => true,
            // A list of values is what its elements are; an object is none of these.
            Check::Include(_)
            | Check::Number
            | Check::Integer
            | Check::Decimal
            | Check::Boolean
            | Check::DateTime(_)
            | Check::ContentType(_)
            | Check::Semver => matches!(actual, Json::Array(_)),
        }
    }

    /// How the children are compared under these lists of rules.
    fn children_of(&self, applied: [Option<Applied>; 2], at: &At) -> Children<'w> {
        let overlay = self.adding(at).map(|list| &list.overlay);
        let mut rules = self.rules_of(applied);
        let size = if rules.any(|rule| matches!(rule.kind, RuleKind::Check(Check::Equality))) {
            Size::Equal
        } else if applied.iter().any(Option::is_some)
            || overlay.is_some_and(Overlay::first_is_template)
        {
            Size::Free
        } else {
            Size::Alike
        };
        Children { size, overlay }
    }

    /// Compares what is inside a list or an object.
    pub(super) fn children(
        &mut self,
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
        at: &At,
        children: Children<'w>,
    ) -> Flow {
        match actual {
            Json::Array(actual) => {
                let expected = expected.and_then(Json::as_array);
                self.items(expected, actual, at, children)
            }
            Json::Object(actual) => {
                let expected = expected.and_then(Json::as_object);
                self.members(expected, actual, at, children)
            }
            _ => ControlFlow::Continue(()),
        }
    }

    /// The rules of some lists that apply where the walk stands.
    pub(crate) fn rules_of(
        &self,
        applied: [Option<Applied>; 2],
    ) -> impl Iterator<Item = &'w CompiledRule> + use<'w, 'd, T> {
        let trie = self.rules;
        applied.into_iter().flatten().flat_map(move |applied| {
            trie.list(applied.list)
                .rules
                .iter()
                .filter(move |rule| applied.direct || rule.cascades)
        })
    }

    pub(crate) fn is_like(&self, difference: Difference) -> bool {
        self.options.is_like_reference(difference)
    }
}
