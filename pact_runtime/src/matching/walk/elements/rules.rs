//! What rules say of an element.

use std::ops::ControlFlow;

use super::{Walk, children::Inside};
use crate::{
    matching::{
        ElementDifference, Mismatch, Reason, Shown,
        explain::Trace,
        trie::{CompiledRule, RuleKind},
        walk::{Applied, At, ExtraKeys, Flow},
    },
    rule::{Combine, Value, check::Check},
    xml::ElementRef,
};

/// An element with its example.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'d> {
    pub(super) expected: ElementRef<'d>,
    pub(super) actual: ElementRef<'d>,
    /// How many elements of this name stand beside each other in the example; `None` for one that is
    /// not looked at as one of several.
    pub(super) siblings: Option<usize>,
}

/// A rule on a number of elements with its bounds.
type WrongCount<'w> = (&'w CompiledRule, Option<usize>, Option<usize>);

/// What the rules of an element leave to be compared.
struct Rest<'w> {
    inside: Inside<'w>,
    /// Whether the elements inside are compared at all.
    children: bool,
    /// Whether the rules have decided on the text.
    text_is_decided: bool,
}

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Compares two elements, whose names are not looked at; the walk stands at them.
    pub(super) fn xml_element(&mut self, pair: Pair<'d>, at: &At) -> Flow {
        self.step()?;
        let applied = self.applied(at);
        if T::ON {
            self.trace_node(at, applied);
        }
        let mut rest = Rest {
            inside: Inside {
                refuses_others: self.extra_keys == ExtraKeys::Refused,
                overlay: self.adding(at).map(|list| &list.overlay),
            },
            children: applied.iter().all(Option::is_none),
            text_is_decided: false,
        };
        for applied in applied.into_iter().flatten() {
            let list = self.rules.list(applied.list);
            if list.combine == Combine::And {
                self.all_of_element(applied, pair, &mut rest)?;
            } else if self.one_of_element(applied, pair, at, &mut rest) {
                rest.text_is_decided |= applied.direct && list.cascades;
            } else {
                return self.report_no_alternative(applied, pair);
            }
        }
        let Pair {
            expected, actual, ..
        } = pair;
        self.attributes(expected, actual, at, rest.inside.refuses_others)?;
        if rest.children {
            self.child_elements(expected, actual, at, rest.inside)?;
        }
        self.element_text(expected, actual, at, rest.text_is_decided)
    }

    /// Checks what a list of rules, all of which must hold, says of an element as such.
    fn all_of_element(&mut self, applied: Applied, pair: Pair<'d>, rest: &mut Rest<'w>) -> Flow {
        for rule in self.rules_of([Some(applied), None]) {
            match &rule.kind {
                RuleKind::Check(check) => {
                    rest.children = true;
                    rest.inside.refuses_others |= matches!(check, Check::Equality);
                    if let Some(difference) = difference(check, applied.direct, pair) {
                        self.report_element(rule, pair, &difference)?;
                        rest.text_is_decided |= matches!(check, Check::NotEmpty);
                    }
                }
                RuleKind::ArrayContains(variants) => {
                    self.elements_contain(rule, variants, pair)?;
                }
                RuleKind::Overlay(_) => {}
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether one rule of a list holds for an element; the one that does says how the elements inside
    /// are compared.
    fn one_of_element(
        &mut self,
        applied: Applied,
        pair: Pair<'d>,
        at: &At,
        rest: &mut Rest<'w>,
    ) -> bool {
        let base = rest.inside;
        let mut plain: Option<Inside<'w>> = None;
        let mut candidates = Vec::new();
        for rule in self.rules_of([Some(applied), None]) {
            match &rule.kind {
                RuleKind::Check(check) if self.is_alternative(check, applied.direct, pair) => {
                    let is_strict = matches!(check, Check::Equality)
                        && plain.is_none_or(|plain| plain.refuses_others);
                    plain = Some(Inside {
                        refuses_others: base.refuses_others || is_strict,
                        overlay: None,
                    });
                }
                RuleKind::Overlay(overlay) => candidates.push(Inside {
                    overlay: Some(overlay),
                    ..base
                }),
                RuleKind::ArrayContains(variants)
                    if self.probe(|walk| walk.elements_contain(rule, variants, pair)) =>
                {
                    return true;
                }
                RuleKind::Check(_) | RuleKind::ArrayContains(_) => {}
            }
        }
        candidates.extend(plain);
        // Looking twice at each level of a document would double the time with each of them.
        let matching = match candidates.as_slice() {
            [] => return false,
            [only] => *only,
            [first, ..] => {
                let Pair {
                    expected, actual, ..
                } = pair;
                let mut several = candidates.iter().copied();
                let matches = several.find(|inside| {
                    self.probe(|walk| walk.child_elements(expected, actual, at, *inside))
                });
                matches.unwrap_or(*first)
            }
        };
        rest.children = true;
        rest.inside = matching;
        true
    }

    /// Whether a rule of an `OR` list holds for an element, its text included if it has nothing else.
    fn is_alternative(&self, check: &Check, direct: bool, pair: Pair<'d>) -> bool {
        if difference(check, direct, pair).is_some() {
            return false;
        }
        let is_structural = matches!(check, Check::Type(..) | Check::NotEmpty | Check::Null);
        let Pair {
            expected, actual, ..
        } = pair;
        if is_structural || !direct || actual.has_children() || expected.has_children() {
            return true;
        }
        let expected = Some(Value::Text(expected.text()));
        self.test(check, expected, Value::Text(actual.text()))
            .holds()
    }

    /// Hands over that none of the rules holds.
    fn report_no_alternative(&mut self, applied: Applied, pair: Pair<'d>) -> Flow {
        for rule in self.rules_of([Some(applied), None]) {
            let difference = match &rule.kind {
                RuleKind::Check(check) => difference(check, applied.direct, pair),
                RuleKind::ArrayContains(_) | RuleKind::Overlay(_) => None,
            };
            self.report_element(rule, pair, &difference.unwrap_or(Reason::Rule))?;
        }
        ControlFlow::Continue(())
    }

    fn report_element(&mut self, rule: &'w CompiledRule, pair: Pair<'d>, reason: &Reason) -> Flow {
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(content(pair.expected)),
            actual: Some(content(pair.actual)),
            rule: Some(rule.applied.clone()),
            reason: reason.clone(),
        })
    }

    /// Whether a `type` rule applies where the walk stands.
    pub(super) fn is_ruled_by_type(&self, at: &At) -> bool {
        self.rules_of(self.applied(at))
            .any(|rule| matches!(rule.kind, RuleKind::Check(Check::Type(..))))
    }

    /// The rule on the number of elements of one name that does not hold for this number, if there is
    /// one; the walk stands at all of them.
    pub(super) fn wrong_count(
        &self,
        at: &At,
        example: Pair<'d>,
        count: usize,
    ) -> Option<WrongCount<'w>> {
        let direct = self.applied(at).map(|applied| {
            applied.filter(|applied| {
                applied.direct && self.rules.list(applied.list).combine == Combine::And
            })
        });
        self.rules_of(direct).find_map(|rule| match &rule.kind {
            RuleKind::Check(check @ Check::Type(min, max))
                if counts_siblings(check, example) && !check.length_fits(count) =>
            {
                Some((rule, *min, *max))
            }
            _ => None,
        })
    }
}

/// What is wrong with an element as such; its text is not looked at. Rules that look at a text hold
/// for the text, if they do.
fn difference(check: &Check, direct: bool, pair: Pair<'_>) -> Option<Reason> {
    let Pair { actual, .. } = pair;
    match check {
        Check::Type(min, max) if direct && !counts_siblings(check, pair) => {
            let count = length(actual);
            let differs = !check.length_fits(count);
            differs.then(|| {
                Reason::Element(ElementDifference::Length {
                    name: actual.name().to_string(),
                    min: *min,
                    max: *max,
                    count,
                })
            })
        }
        Check::NotEmpty if length(actual) == 0 => Some(Reason::Element(ElementDifference::Empty {
            name: actual.name().to_string(),
        })),
        Check::Null if length(actual) > 0 => Some(Reason::Rule),
        Check::StatusCode(_) | Check::Unknown => Some(Reason::Rule),
        _ => None,
    }
}

/// Whether the bounds of a `type` rule count the elements of that name beside each other, as they do if
/// the example has as many as they allow; otherwise, and for the root, they count the elements inside.
fn counts_siblings(check: &Check, pair: Pair<'_>) -> bool {
    pair.siblings
        .is_some_and(|siblings| check.length_fits(siblings))
}

/// How many elements there are inside; text alone counts as one.
fn length(element: ElementRef<'_>) -> usize {
    if element.has_children() {
        element.children().count()
    } else {
        usize::from(!element.text().is_empty())
    }
}

/// What an element holds: the names of the elements inside, or its text.
fn content(element: ElementRef<'_>) -> Shown {
    if element.has_children() {
        super::children::names(element)
    } else {
        Shown::text(element.text())
    }
}
