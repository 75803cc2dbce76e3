//! Members of objects.

use std::ops::ControlFlow;

use super::{
    At, ExtraKeys, Flow, Walk,
    structure::{Children, Size},
};
use crate::{
    json::{Json, Object},
    matching::{
        Difference, Mismatch, Reason, Shown,
        explain::Trace,
        trie::{Overlay, RuleKind},
    },
    rule::{Value, Verdict},
};

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Compares the members of an object.
    pub(super) fn members(
        &mut self,
        expected: Option<&'d Object<'d>>,
        actual: &'d Object<'d>,
        at: &At,
        children: Children<'w>,
    ) -> Flow {
        if let Some(overlay) = children.overlay {
            return self.members_under(overlay, expected, actual, at);
        }
        let above = self.below(at, None);
        let Some(expected) = expected else {
            for (key, value) in actual.iter() {
                let at = self.enter_field(at, above, key);
                self.compare(None, value, &at)?;
                self.leave(&at);
            }
            return ControlFlow::Continue(());
        };
        self.keys(expected, actual, children.size)?;
        for (place, (key, value)) in expected.iter().enumerate() {
            if let Some(actual) = actual.get_near(key, place) {
                let at = self.enter_field(at, above, key);
                self.compare(Some(value), actual, &at)?;
                self.leave(&at);
            }
        }
        ControlFlow::Continue(())
    }

    /// Compares which keys there are.
    fn keys(&mut self, expected: &Object<'d>, actual: &Object<'d>, size: Size) -> Flow {
        let refused = self.extra_keys == ExtraKeys::Refused || size == Size::Equal;
        let mut keys = expected.keys().enumerate();
        let complete = keys.all(|(place, key)| actual.get_near(key, place).is_some());
        if complete && (!refused || expected.len() == actual.len()) {
            return ControlFlow::Continue(());
        }
        if refused && expected.is_empty() {
            return self.report_with(|kind, path| Mismatch {
                kind,
                path,
                expected: Some(Shown::Json(Json::Object(Object::new()))),
                actual: Some(Shown::json(&Json::Object(actual.clone()))),
                rule: None,
                reason: Reason::NotEmpty,
            });
        }
        let lacking = |some: &Object<'_>, others: &Object<'_>| -> Vec<String> {
            let lacking = some.keys().filter(|key| !others.contains_key(key));
            lacking.map(str::to_owned).collect()
        };
        self.report_with(|kind, path| {
            let missing = lacking(expected, actual);
            Mismatch {
                kind,
                path,
                expected: Some(Shown::keys(expected.keys())),
                actual: Some(Shown::keys(actual.keys())),
                rule: None,
                reason: if refused {
                    let unexpected = lacking(actual, expected);
                    Reason::Keys {
                        missing,
                        unexpected,
                    }
                } else {
                    Reason::MissingKeys(missing)
                },
            }
        })
    }

    /// Compares the members of an object whose keys are free.
    fn members_under(
        &mut self,
        overlay: &'w Overlay,
        expected: Option<&'d Object<'d>>,
        actual: &'d Object<'d>,
        at: &At,
    ) -> Flow {
        let above = self.below(at, overlay.each_value);
        let first = expected.and_then(|expected| expected.iter().next());
        let first = first.map(|(_, value)| value);
        for (place, (key, value)) in actual.iter().enumerate() {
            let own = expected.and_then(|expected| expected.get_near(key, place));
            let at = self.enter_child(at, above, key);
            self.key_rules(overlay, key)?;
            let ruled = at.has_rules();
            let template = if overlay.first_is_template() || ruled {
                own.or(first)
            } else {
                own
            };
            let compared = if overlay.each_key && !overlay.first_is_template() {
                // Of a member that the example does not have, an `eachKey` alone says nothing.
                ruled || (own.is_some() && !self.is_like(Difference::EachKeyValues))
            } else {
                true
            };
            if compared {
                self.compare(template, value, &at)?;
            }
            self.leave(&at);
        }
        ControlFlow::Continue(())
    }

    fn enter_child(&mut self, at: &At, above: super::Above, key: &'d str) -> At {
        let at = self.enter_field(at, above, key);
        self.only_each_value_if_like_reference(at)
    }

    /// Checks a key where the walk stands at its value.
    pub(super) fn key_rules(&mut self, overlay: &'w Overlay, key: &str) -> Flow {
        for rule in &overlay.keys {
            let RuleKind::Check(check) = &rule.kind else {
                continue;
            };
            let key = Value::Text(key);
            let reason = match self.test(check, None, key) {
                Verdict::Holds => continue,
                Verdict::Fails => Reason::KeyRule,
                Verdict::StepLimit => Reason::StepLimit,
            };
            self.report(Some(&rule.applied), None, Some(key), || reason.clone())?;
        }
        ControlFlow::Continue(())
    }
}
