//! Elements of XML documents.
//!
//! # Paths
//! `$` is the document, and its member is the root element. An element is a member of the element
//! around it under its name; the name of one in a namespace is `uri:local`, or what the example has
//! for it, prefix included. `['@name']` is an attribute and `['#text']` the text. Elements of one name
//! beside each other have positions: `$.people.person[1]`; without one all of them are meant, as with
//! `[*]`. For the sake of paths that were made for JSON, `[*]` is also any element inside, as `*` is.

mod attributes;
mod children;
mod contains;
mod rules;

use std::ops::ControlFlow;

use super::{Above, At, Flow, Step, Walk, differ};
use crate::{
    matching::{ElementDifference, Mismatch, Reason, Shown, explain::Trace},
    path::Token,
    rule::Value,
    xml::{ElementRef, Name},
};
use children::Family;
use rules::Pair;

/// What the comparison of elements needs beside what every walk has.
#[derive(Debug, Default)]
pub(super) struct Elements<'d> {
    /// The elements inside the ones that are being compared.
    family: Family<'d>,
    /// A name as the rules may have it.
    key: String,
}

impl Elements<'_> {
    /// How much is kept.
    pub(super) fn mark(&self) -> usize {
        self.family.len()
    }

    /// Forgets what was kept since [`mark`](Self::mark).
    pub(super) fn reset(&mut self, mark: usize) {
        self.family.truncate(mark);
    }
}

/// A step from an element.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ElementStep<'d> {
    /// To an element inside, and its position among those of its name if there are several.
    Element(Name<'d>, Option<usize>),
    /// To an attribute.
    Attribute(Name<'d>),
}

impl ElementStep<'_> {
    /// Appends the step as path expressions have it.
    pub(super) fn push(self, tokens: &mut Vec<Token>) {
        match self {
            Self::Element(name, index) => {
                tokens.push(Token::field(name.to_string()));
                tokens.extend(index.map(Token::Index));
            }
            Self::Attribute(name) => tokens.push(Token::field(format!("@{name}"))),
        }
    }
}

/// Which of the elements of one name beside each other is meant.
#[derive(Debug, Clone, Copy)]
enum Position {
    /// The one at this position of several.
    At(usize),
    /// The only one.
    Only,
    /// All of them.
    Every,
}

impl<'d, T: Trace> Walk<'_, '_, 'd, T> {
    /// Compares two documents; the walk stands at `$`.
    pub(crate) fn document(
        &mut self,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
        at: &At,
    ) -> Flow {
        let overlay = self.adding(at).map(|list| &list.overlay);
        let above = self.below(at, overlay.and_then(|overlay| overlay.each_value));
        let at = self.enter_element(at, above, expected.name(), Position::Only);
        if expected.name() == actual.name() {
            let pair = Pair {
                expected,
                actual,
                siblings: None,
            };
            self.xml_element(pair, &at)?;
        } else {
            self.report_names(expected.name(), actual.name(), &at)?;
        }
        self.leave(&at);
        ControlFlow::Continue(())
    }

    fn report_names(&mut self, expected: Name<'d>, actual: Name<'d>, at: &At) -> Flow {
        let by_type = self.is_ruled_by_type(at);
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(Shown::text(expected.to_string())),
            actual: Some(Shown::text(actual.to_string())),
            rule: None,
            reason: Reason::Element(ElementDifference::Name { by_type }),
        })
    }

    /// Steps to the element of this name inside another one.
    fn enter_element(&mut self, at: &At, above: Above, name: Name<'d>, position: Position) -> At {
        let index = match position {
            Position::At(index) => Some(index),
            Position::Only | Position::Every => None,
        };
        let step = ElementStep::Element(name, index);
        self.path.push(Step::Element(step));
        let start = self.live.len();
        self.enter_names(at, "", name, true);
        let named = self.live.len();
        if !matches!(position, Position::Every) {
            let index = index.unwrap_or_default();
            for place in start..named {
                let next = self.rules.exact_index(self.live[place], index);
                self.enter_node(start, next);
            }
        }
        let mut here = self.arrive(start, above);
        // `name[*]` is each element of that name, and gives way to what is said of the name itself.
        for place in start..named {
            let next = self.rules.any_index(self.live[place]);
            self.enter_node(start, next);
        }
        let weak = self.arrive(here.end, above);
        here.own = here.own.or(weak.own);
        here.adding = here.adding.or(weak.adding);
        here.end = weak.end;
        here
    }

    /// Adds the nodes that a name leads to, however the rules spell it.
    fn enter_names(&mut self, at: &At, mark: &str, name: Name<'d>, is_element: bool) {
        if at.start == at.end {
            return;
        }
        let start = self.live.len();
        let mut key = std::mem::take(&mut self.elements.key);
        if let Some(namespace) = name.namespace() {
            key.clear();
            key.extend([mark, name.written()]);
            self.enter_exactly(at, start, &key);
            key.truncate(mark.len());
            key.extend([namespace, ":", name.local()]);
            self.enter_exactly(at, start, &key);
        } else if mark.is_empty() {
            self.enter_exactly(at, start, name.local());
        } else {
            key.clear();
            key.extend([mark, name.local()]);
            self.enter_exactly(at, start, &key);
        }
        self.elements.key = key;
        for place in at.start..at.end {
            let node = self.live[place];
            let next = self.rules.any_field(node);
            self.enter_node(start, next);
            if is_element {
                let next = self.rules.any_index(node);
                self.enter_node(start, next);
            }
        }
    }

    fn enter_exactly(&mut self, at: &At, start: usize, name: &str) {
        for place in at.start..at.end {
            let next = self.rules.exact_field(self.live[place], name);
            self.enter_node(start, next);
        }
    }

    /// Adds a node once.
    fn enter_node(&mut self, start: usize, node: Option<super::NodeId>) {
        if let Some(node) = node.filter(|node| !self.live[start..].contains(node)) {
            self.live.push(node);
        }
    }

    /// Compares the texts of two elements; the walk stands at the elements.
    fn element_text(
        &mut self,
        expected: ElementRef<'d>,
        actual: ElementRef<'d>,
        at: &At,
        is_decided: bool,
    ) -> Flow {
        const NAME: &str = "#text";
        let (expected, actual) = (expected.text(), actual.text());
        let exact = self.live[at.start..at.end]
            .iter()
            .any(|node| self.rules.exact_field(*node, NAME).is_some());
        let is_absent = expected.is_empty() && actual.is_empty();
        if !exact && (is_absent || is_decided) {
            return ControlFlow::Continue(());
        }
        let at = self.enter_text_node(at, NAME);
        self.value(
            Some(Value::Text(expected)),
            Value::Text(actual),
            &at,
            |_, _| differ(expected, actual),
        )?;
        self.leave(&at);
        ControlFlow::Continue(())
    }

    fn enter_text_node(&mut self, at: &At, name: &'static str) -> At {
        let above = self.below(at, None);
        self.path.push(Step::Field(name));
        let start = self.live.len();
        for place in at.start..at.end {
            let node = self.live[place];
            let next = self.rules.exact_field(node, name);
            self.enter_node(start, next);
            let next = self.rules.any_field(node);
            self.enter_node(start, next);
        }
        self.arrive(start, above)
    }
}
