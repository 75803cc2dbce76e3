//! Lists of texts under one name: the values of a query parameter, a header, a field of a form.

use std::ops::ControlFlow;

use super::{Above, Applied, At, Flow, Step, Walk};
use crate::{
    matching::{
        Mismatch, Probe, Reason, Shown,
        explain::Trace,
        trie::{CompiledRule, CompiledVariant, Overlay, RuleKind},
    },
    rule::{Combine, Value, Verdict, check::Check},
};

/// How texts are compared where no rule applies; `None` if they are the same.
pub(crate) type Differ = fn(&str, &str) -> Option<Reason>;

/// Texts are compared letter by letter.
pub(crate) fn differ(expected: &str, actual: &str) -> Option<Reason> {
    (expected != actual).then_some(Reason::NotEqual)
}

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Compares the values under one name; the walk stands at the name.
    pub(crate) fn texts(
        &mut self,
        expected: &'d [String],
        actual: &[&'d str],
        at: &At,
        differ: Differ,
    ) -> Flow {
        let applied = self.applied(at);
        let mut inside = applied.iter().all(Option::is_none);
        for applied in applied.into_iter().flatten() {
            inside |= self.texts_as_such(applied, expected, actual)?;
        }
        let overlay = self.adding(at).map(|list| &list.overlay);
        let ruled =
            applied.iter().any(Option::is_some) || overlay.is_some_and(Overlay::first_is_template);
        if !inside {
            return ControlFlow::Continue(());
        }
        let above = self.below(at, overlay.and_then(|overlay| overlay.each_value));
        let several = expected.len() > 1 || actual.len() > 1;
        for (index, text) in actual.iter().enumerate() {
            let own = expected.get(index);
            let template = if ruled { own.or(expected.first()) } else { own };
            if template.is_some() || ruled {
                let at = self.enter_text(at, above, index, several);
                self.text(template, text, &at, differ)?;
                self.leave_text(&at, several);
            }
        }
        if ruled {
            return ControlFlow::Continue(());
        }
        self.texts_counted(expected, actual)
    }

    /// Without a rule for them there are as many values as in the example.
    fn texts_counted(&mut self, expected: &[String], actual: &[&str]) -> Flow {
        for (index, missing) in expected.iter().enumerate().skip(actual.len()) {
            self.report(None, Some(Value::Text(missing)), None, || {
                Reason::MissingItem { index }
            })?;
        }
        if expected.len() == actual.len() {
            return ControlFlow::Continue(());
        }
        let reason = if expected.is_empty() {
            Reason::NotEmpty
        } else {
            Reason::Length {
                expected: expected.len(),
                actual: actual.len(),
            }
        };
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(Shown::keys(expected.iter().map(String::as_str))),
            actual: Some(Shown::keys(actual.iter().copied())),
            rule: None,
            reason: reason.clone(),
        })
    }

    /// Checks what the rules say of the list as such; whether the texts are compared one by one, too.
    fn texts_as_such(
        &mut self,
        applied: Applied,
        expected: &'d [String],
        actual: &[&'d str],
    ) -> ControlFlow<(), bool> {
        if self.rules.list(applied.list).combine == Combine::Or {
            return self.one_fits_length(applied, expected, actual);
        }
        let mut inside = false;
        for rule in self.rules_of([Some(applied), None]) {
            match &rule.kind {
                RuleKind::Check(check) => {
                    let fits = match check {
                        Check::Unknown => false,
                        Check::Equality => expected.len() == actual.len(),
                        check => !applied.direct || check.length_fits(actual.len()),
                    };
                    if !fits {
                        self.report_texts(rule, expected, actual, &Reason::Rule)?;
                    }
                    inside = true;
                }
                RuleKind::ArrayContains(variants) => {
                    self.texts_contain(rule, variants, expected, actual)?;
                }
                RuleKind::Overlay(_) => {}
            }
        }
        ControlFlow::Continue(inside)
    }

    /// Checks an `OR` list some of whose rules do not fit the length: the others have to do. If all fit,
    /// the texts are compared one by one.
    fn one_fits_length(
        &mut self,
        applied: Applied,
        expected: &'d [String],
        actual: &[&'d str],
    ) -> ControlFlow<(), bool> {
        let fits = |rule: &CompiledRule| match &rule.kind {
            RuleKind::Check(Check::Equality) => expected.len() == actual.len(),
            RuleKind::Check(check) => !applied.direct || check.length_fits(actual.len()),
            RuleKind::ArrayContains(_) | RuleKind::Overlay(_) => true,
        };
        let rules = || self.rules_of([Some(applied), None]);
        if rules().all(fits) && !rules().any(|rule| matches!(rule.kind, RuleKind::Overlay(_))) {
            return ControlFlow::Continue(true);
        }
        let fitting: Vec<_> = rules().filter(|rule| fits(rule)).collect();
        let mut all = actual.iter().zip(0..).map(|(text, index): (_, usize)| {
            let template = expected.get(index).or(expected.first());
            let template = template.map(|template| Value::Text(template));
            fitting
                .iter()
                .any(|rule| self.text_holds(rule, template, Value::Text(text)))
        });
        if !all.all(|holds| holds) {
            for rule in self.rules_of([Some(applied), None]) {
                self.report_texts(rule, expected, actual, &Reason::Rule)?;
            }
        }
        ControlFlow::Continue(false)
    }

    /// Whether one text satisfies a rule of a list of texts.
    fn text_holds(
        &self,
        rule: &CompiledRule,
        expected: Option<Value<'_>>,
        actual: Value<'_>,
    ) -> bool {
        match &rule.kind {
            RuleKind::Check(check) => self.test(check, expected, actual) == Verdict::Holds,
            RuleKind::Overlay(overlay) => overlay.each_value.is_some_and(|list| {
                let mut rules = self.rules.list(list).rules.iter();
                rules.all(|rule| self.text_holds(rule, expected, actual))
            }),
            RuleKind::ArrayContains(_) => false,
        }
    }

    fn texts_contain(
        &mut self,
        rule: &'w CompiledRule,
        variants: &'w [CompiledVariant],
        expected: &'d [String],
        actual: &[&'d str],
    ) -> Flow {
        for variant in variants {
            let example = expected.get(variant.index);
            let found = example.is_some_and(|example| {
                actual.iter().any(|text| {
                    let mut probe = Probe::default();
                    let _ = self.with(&variant.rules, &mut probe, |walk| {
                        let at = walk.root();
                        walk.text(Some(example), text, &at, differ)
                    });
                    probe.matched()
                })
            });
            let index = variant.index;
            let reason = match example {
                _ if found => continue,
                Some(_) => Reason::VariantNotFound {
                    index,
                    closest: None,
                },
                None => Reason::VariantWithoutExample {
                    index,
                    items: expected.len(),
                },
            };
            self.report_texts(rule, expected, actual, &reason)?;
        }
        ControlFlow::Continue(())
    }

    fn report_texts(
        &mut self,
        rule: &'w CompiledRule,
        expected: &[String],
        actual: &[&str],
        reason: &Reason,
    ) -> Flow {
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(Shown::keys(expected.iter().map(String::as_str))),
            actual: Some(Shown::keys(actual.iter().copied())),
            rule: Some(rule.applied.clone()),
            reason: reason.clone(),
        })
    }

    fn enter_text(&mut self, at: &At, above: Above, index: usize, several: bool) -> At {
        let at = self.enter_index(at, above, index);
        if !several {
            self.path.pop();
        }
        at
    }

    fn leave_text(&mut self, at: &At, several: bool) {
        if !several {
            self.path.push(Step::Index(0));
        }
        self.leave(at);
    }

    /// Compares one text.
    pub(crate) fn text(
        &mut self,
        expected: Option<&'d String>,
        actual: &'d str,
        at: &At,
        differ: Differ,
    ) -> Flow {
        let expected = expected.map(String::as_str);
        self.value(
            expected.map(Value::Text),
            Value::Text(actual),
            at,
            |_, _| expected.and_then(|expected| differ(expected, actual)),
        )
    }

    /// Compares one value that has nothing inside: a text, a status, a body in bytes.
    pub(crate) fn value(
        &mut self,
        expected: Option<Value<'d>>,
        actual: Value<'d>,
        at: &At,
        differ: impl Fn(Option<Value<'d>>, Value<'d>) -> Option<Reason>,
    ) -> Flow {
        self.step()?;
        let applied = self.applied(at);
        if T::ON {
            self.trace_node(at, applied);
        }
        if applied.iter().all(Option::is_none) {
            return match differ(expected, actual) {
                Some(reason) => self.report(None, expected, Some(actual), || reason.clone()),
                None => ControlFlow::Continue(()),
            };
        }
        for applied in applied.into_iter().flatten() {
            if self.rules.list(applied.list).combine == Combine::Or
                && self.one_holds(applied, expected, actual)
            {
                continue;
            }
            for rule in self.rules_of([Some(applied), None]) {
                match &rule.kind {
                    RuleKind::Check(check) => {
                        self.test_and_report(rule, check, expected, actual)?;
                    }
                    // There is no list in here that could contain anything.
                    RuleKind::ArrayContains(_) => {
                        self.report(Some(&rule.applied), expected, Some(actual), || Reason::Rule)?;
                    }
                    RuleKind::Overlay(_) => {}
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn one_holds(&self, applied: Applied, expected: Option<Value<'_>>, actual: Value<'_>) -> bool {
        self.rules_of([Some(applied), None])
            .any(|rule| self.text_holds(rule, expected, actual))
    }
}
