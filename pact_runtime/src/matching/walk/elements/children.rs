//! Elements inside elements: grouped by name, in order within a name.

use std::ops::{ControlFlow, Range};

use super::{Position, Walk, rules::Pair};
use crate::{
    matching::{
        Difference, ElementDifference, Mismatch, Reason, Shown,
        explain::Trace,
        trie::Overlay,
        walk::{Above, At, Flow},
    },
    xml::{ElementRef, Name},
};

/// How many elements a mismatch shows of those inside an element.
const SHOWN: usize = 50;

/// The elements inside the ones that are being compared, those of the innermost last.
pub(super) type Family<'d> = Vec<ElementRef<'d>>;

/// Elements of one name, as places in the [`Family`].
#[derive(Debug, Clone)]
struct Group {
    expected: Range<usize>,
    actual: Range<usize>,
}

/// How the elements inside an element are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside<'w> {
    pub(super) refuses_others: bool,
    pub(super) overlay: Option<&'w Overlay>,
}

impl<'w, 'd, T: Trace> Walk<'w, '_, 'd, T> {
    /// Compares the elements inside two elements; the walk stands at the outer ones.
    pub(super) fn child_elements(
        &mut self,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
        at: &At,
        inside: Inside<'w>,
    ) -> Flow {
        if !expected.has_children() && !actual.has_children() {
            return ControlFlow::Continue(());
        }
        if inside.refuses_others && !expected.has_children() && inside.overlay.is_none() {
            return self.report_children(expected, actual, &ElementDifference::UnexpectedChildren);
        }
        let start = self.elements.family.len();
        let expected_end = self.push_family(expected);
        let actual_end = self.push_family(actual);
        let mut rest = Group {
            expected: start..expected_end,
            actual: expected_end..actual_end,
        };
        while let Some(group) = self.next_group(&mut rest) {
            self.group(expected, actual, at, inside, &group)?;
        }
        self.elements.family.truncate(start);
        ControlFlow::Continue(())
    }

    /// Adds the elements inside one, sorted by name; returns where they end.
    fn push_family(&mut self, element: ElementRef<'d>) -> usize {
        let family = &mut self.elements.family;
        let start = family.len();
        family.extend(element.children());
        let own = &mut family[start..];
        let key = |element: &ElementRef<'d>| (element.name().key(), element.index());
        if !own.is_sorted_by_key(key) {
            own.sort_unstable_by_key(key);
        }
        family.len()
    }

    /// Takes the elements of the first name off both sides.
    fn next_group(&self, rest: &mut Group) -> Option<Group> {
        let family = &self.elements.family;
        let first = |range: &Range<usize>| {
            let first = family[range.clone()].first();
            first.map(|element| element.name())
        };
        let name = match (first(&rest.expected), first(&rest.actual)) {
            (None, None) => return None,
            (Some(one), Some(other)) if other.key() < one.key() => other,
            (Some(one), _) => one,
            (None, Some(other)) => other,
        };
        let take = |range: &mut Range<usize>| {
            let count = family[range.clone()]
                .iter()
                .take_while(|element| element.name() == name)
                .count();
            let taken = range.start..range.start + count;
            range.start = taken.end;
            taken
        };
        Some(Group {
            expected: take(&mut rest.expected),
            actual: take(&mut rest.actual),
        })
    }

    fn group(
        &mut self,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
        at: &At,
        inside: Inside<'w>,
        group: &Group,
    ) -> Flow {
        if let Some(overlay) = inside.overlay {
            return self.group_under(overlay, expected, at, group);
        }
        let name = self.name_of(group);
        let above = self.below(at, None);
        let mut is_free = false;
        if at.has_rules() {
            let here = self.enter_element(at, above, name, Position::Every);
            is_free = self.is_ruled_by_type(&here);
            if is_free && !group.expected.is_empty() && !group.actual.is_empty() {
                self.count(&here, group)?;
            }
            self.leave(&here);
        }
        match (group.expected.is_empty(), group.actual.is_empty()) {
            (true, _) if inside.refuses_others || is_free => {
                let name = name.to_string();
                self.report_children(
                    expected,
                    actual,
                    &ElementDifference::UnexpectedChild { name },
                )
            }
            (true, _) => ControlFlow::Continue(()),
            (false, true) => {
                let name = name.to_string();
                self.report_children(expected, actual, &ElementDifference::MissingChild { name })
            }
            (false, false) => {
                self.pairs(at, above, group, is_free)?;
                if is_free {
                    return ControlFlow::Continue(());
                }
                self.unpaired(expected, actual, at, inside, group)
            }
        }
    }

    /// Compares the elements of one name, each with its own example; if their number is free, those
    /// beyond with the first one.
    fn pairs(&mut self, at: &At, above: Above, group: &Group, is_free: bool) -> Flow {
        let several = group.expected.len() > 1 || group.actual.len() > 1;
        for (index, place) in group.actual.clone().enumerate() {
            let own = group.expected.start + index;
            let template = match own < group.expected.end {
                true => own,
                false if is_free => group.expected.start,
                false => break,
            };
            let template = self.elements.family[template];
            let element = self.elements.family[place];
            let position = if several {
                Position::At(index)
            } else {
                Position::Only
            };
            let here = self.enter_element(at, above, template.name(), position);
            let here = self.only_each_value_if_like_reference(here);
            self.xml_element(pair(template, element, group), &here)?;
            self.leave(&here);
        }
        ControlFlow::Continue(())
    }

    /// Checks how many elements of one name there are; the walk stands at all of them.
    fn count(&mut self, at: &At, group: &Group) -> Flow {
        let family = &self.elements.family;
        let example = family[group.expected.start];
        let pair = pair(example, example, group);
        let count = group.actual.len();
        let Some((rule, min, max)) = self.wrong_count(at, pair, count) else {
            return ControlFlow::Continue(());
        };
        let name = example.name();
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: None,
            actual: Some(Shown::text(name.to_string())),
            rule: Some(rule.applied.clone()),
            reason: Reason::Element(ElementDifference::Count {
                name: name.to_string(),
                min,
                max,
                count,
            }),
        })
    }

    fn name_of(&self, group: &Group) -> Name<'d> {
        let place = if group.expected.is_empty() {
            group.actual.start
        } else {
            group.expected.start
        };
        self.elements.family[place].name()
    }

    /// Compares the elements of one name where rules for keys and values stand above them.
    fn group_under(
        &mut self,
        overlay: &'w Overlay,
        expected: ElementRef<'d>,
        at: &At,
        group: &Group,
    ) -> Flow {
        let above = self.below(at, overlay.each_value);
        let name = self.name_of(group);
        let several = group.expected.len() > 1 || group.actual.len() > 1;
        for (index, place) in group.actual.clone().enumerate() {
            let element = self.elements.family[place];
            let own = group
                .expected
                .clone()
                .nth(index)
                .or(group.expected.clone().next());
            let own = own.map(|place| self.elements.family[place]);
            let position = if several {
                Position::At(index)
            } else {
                Position::Only
            };
            let here = self.enter_element(at, above, name, position);
            let here = self.only_each_value_if_like_reference(here);
            if index == 0 && !overlay.keys.is_empty() {
                self.key_rules(overlay, &name.to_string())?;
            }
            let is_ruled = here.has_rules();
            let first = expected
                .children()
                .next()
                .filter(|_| overlay.first_is_template() || is_ruled);
            // Of an element that the example does not have, an `eachKey` alone says nothing.
            let compared = overlay.first_is_template()
                || is_ruled
                || (own.is_some() && !self.is_like(Difference::EachKeyValues));
            if compared {
                let template = own.or(first).unwrap_or(element);
                self.xml_element(pair(template, element, group), &here)?;
            }
            self.leave(&here);
        }
        ControlFlow::Continue(())
    }

    /// Reports elements of one name that have no partner.
    fn unpaired(
        &mut self,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
        at: &At,
        inside: Inside<'w>,
        group: &Group,
    ) -> Flow {
        let (wanted, found) = (group.expected.len(), group.actual.len());
        let above = self.below(at, None);
        let name = self.elements.family[group.expected.start].name();
        let here = self.enter_element(at, above, name, Position::Every);
        for _ in found..wanted {
            let name = name.to_string();
            self.report_children(expected, actual, &ElementDifference::MissingChild { name })?;
        }
        for _ in (wanted..found).filter(|_| inside.refuses_others) {
            let name = name.to_string();
            self.report_children(
                expected,
                actual,
                &ElementDifference::UnexpectedChild { name },
            )?;
        }
        self.leave(&here);
        ControlFlow::Continue(())
    }

    fn report_children(
        &mut self,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
        difference: &ElementDifference,
    ) -> Flow {
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(names(expected)),
            actual: Some(names(actual)),
            rule: None,
            reason: Reason::Element(difference.clone()),
        })
    }
}

fn pair<'d>(expected: ElementRef<'d>, actual: ElementRef<'d>, group: &Group) -> Pair<'d> {
    Pair {
        expected,
        actual,
        siblings: Some(group.expected.len()),
    }
}

/// The names of the elements inside, of many the first ones.
pub(super) fn names(element: ElementRef<'_>) -> Shown {
    let mut names: Vec<_> = element
        .children()
        .take(SHOWN)
        .map(|child| child.name().to_string())
        .collect();
    if element.children().nth(SHOWN).is_some() {
        names.push("...".to_owned());
    }
    Shown::text(names.join(", "))
}
