//! Walking through an example, what came, and the trie of rules, all three in step.
//!
//! Nothing is built for a node that matches: rules and documents are borrowed, the path is a stack of
//! borrowed steps, and the live nodes of the trie are a stack of numbers.
//!
//! # For a format with a structure of its own
//! JSON is compared by [`Walk::compare`], lists of texts under a name by [`Walk::texts`]. Another format
//! walks its own documents and steps along with [`Walk::root`], [`Walk::enter_field`],
//! [`Walk::enter_index`] and [`Walk::leave`]; between two steps down it asks [`Walk::below`] what the
//! node passes on. At a node [`Walk::applied`] gives the lists of rules that apply, [`Walk::rules_of`]
//! their rules; [`Walk::value`] checks a value that has nothing inside (a text) with all of that, `OR`
//! included. [`Walk::report`] and [`Walk::report_with`] hand over mismatches of one's own, at the path
//! where the walk stands; [`Walk::probe`] tries a part without handing anything over. What these give
//! back is to be passed on with `?`: it ends the comparison when the sink has seen enough.

mod alternatives;
mod contains;
#[cfg(feature = "xml")]
mod elements;
mod items;
mod members;
mod structure;
mod texts;

pub(crate) use texts::{Differ, differ};

use std::ops::ControlFlow;

use super::{
    AppliedRule, Difference, MatchOptions, Mismatch, MismatchKind, Probe, Reason, Shown, Sink,
    explain::Trace,
    trie::{CompiledRule, List, ListId, NodeId, RuleTrie},
};
use crate::{
    json::Json,
    path::{PathExpr, Token},
    rule::{Value, Verdict, check::Check},
};

/// What keeps the walk going, or ends it.
pub(crate) type Flow = ControlFlow<()>;

/// Whether members that the example does not have are a mismatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExtraKeys {
    /// As in responses and messages.
    Allowed,
    /// As in requests.
    Refused,
}

/// A step from the root of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'d> {
    /// To the member of this name.
    Field(&'d str),
    /// To the element at this position.
    Index(usize),
    /// To an element of an XML document or an attribute.
    #[cfg(feature = "xml")]
    Element(elements::ElementStep<'d>),
}

/// A walk through one document.
pub(crate) struct Walk<'w, 's, 'd, T> {
    rules: &'w RuleTrie,
    kind: MismatchKind,
    extra_keys: ExtraKeys,
    options: MatchOptions,
    sink: &'s mut dyn Sink,
    trace: &'s mut T,
    /// The live nodes of the trie, for every level down to where the walk stands.
    live: Vec<NodeId>,
    path: Vec<Step<'d>>,
    /// How many nodes may still be looked at by comparisons that only look for a match.
    probes: u32,
    probing: bool,
    #[cfg(feature = "xml")]
    elements: elements::Elements<'d>,
}

/// Where the walk stands in the trie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    /// The part of the live nodes that belongs here.
    start: usize,
    end: usize,
    /// The most specific list of rules whose path ends here.
    own: Option<ListId>,
    /// The most specific list whose path ends here and that adds rules for keys or values.
    adding: Option<ListId>,
    /// What comes from above.
    above: Above,
}

/// What a node passes on to those below it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Above {
    /// The most specific list of rules that also applies below its path.
    cascade: Option<ListId>,
    /// The rules of an `eachValue` directly above.
    each_value: Option<ListId>,
}

/// A list of rules that applies to a node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Applied {
    pub(crate) list: ListId,
    /// Whether the list stands at the path of the node, and not above it.
    pub(crate) direct: bool,
}

impl At {
    /// Whether rules stand at this very place.
    #[cfg(feature = "multipart")]
    pub(crate) fn is_ruled(&self) -> bool {
        self.own.is_some()
    }
}

impl<'w, 's, 'd, T: Trace> Walk<'w, 's, 'd, T> {
    pub(crate) fn new(
        rules: &'w RuleTrie,
        kind: MismatchKind,
        extra_keys: ExtraKeys,
        options: MatchOptions,
        sink: &'s mut dyn Sink,
        trace: &'s mut T,
    ) -> Self {
        Self {
            rules,
            kind,
            extra_keys,
            options,
            sink,
            trace,
            live: Vec::new(),
            path: Vec::new(),
            probes: options.probe_limit(),
            probing: false,
            #[cfg(feature = "xml")]
            elements: elements::Elements::default(),
        }
    }

    /// Where the walk starts.
    pub(crate) fn root(&mut self) -> At {
        let start = self.live.len();
        self.live.extend(self.rules.root());
        self.arrive(start, Above::default())
    }

    /// Steps to the member called `name`.
    pub(crate) fn enter_field(&mut self, at: &At, above: Above, name: &'d str) -> At {
        self.path.push(Step::Field(name));
        let start = self.live.len();
        for place in at.start..at.end {
            let node = self.live[place];
            self.rules.field(node, name, |next| self.live.push(next));
        }
        self.arrive(start, above)
    }

    /// Writes the last step as the document has it, where the rules have it otherwise.
    pub(crate) fn rename_last(&mut self, name: &'d str) {
        if let Some(last) = self.path.last_mut() {
            *last = Step::Field(name);
        }
    }

    /// Steps to the element at `index`.
    pub(crate) fn enter_index(&mut self, at: &At, above: Above, index: usize) -> At {
        self.path.push(Step::Index(index));
        let start = self.live.len();
        for place in at.start..at.end {
            let node = self.live[place];
            self.rules.index(node, index, |next| self.live.push(next));
        }
        self.arrive(start, above)
    }

    fn arrive(&self, start: usize, above: Above) -> At {
        let mut at = At {
            start,
            end: self.live.len(),
            own: None,
            adding: None,
            above,
        };
        for node in &self.live[start..] {
            let Some(id) = self.rules.list_at(*node) else {
                continue;
            };
            let list = self.rules.list(id);
            if !list.rules.is_empty() {
                at.own = self.higher(at.own, Some(id));
            }
            if !list.overlay.is_empty() {
                at.adding = self.higher(at.adding, Some(id));
            }
        }
        at
    }

    /// Steps back.
    pub(crate) fn leave(&mut self, at: &At) {
        self.live.truncate(at.start);
        self.path.pop();
    }

    /// The more specific of two lists.
    fn higher(&self, one: Option<ListId>, other: Option<ListId>) -> Option<ListId> {
        match (one, other) {
            (Some(a), Some(b)) if self.rules.list(a).rank < self.rules.list(b).rank => other,
            (None, _) => other,
            _ => one,
        }
    }

    /// The lists of rules that apply to a node: those that `eachValue` adds, and the most specific one.
    pub(crate) fn applied(&self, at: &At) -> [Option<Applied>; 2] {
        let each_value = at.above.each_value;
        let mut winner = self.higher(at.own, at.above.cascade);
        let direct = winner == at.own;
        if !direct && each_value.is_some() && self.higher(each_value, winner) == each_value {
            // What comes from above is replaced, as by any rule that stands nearer.
            winner = None;
        }
        [
            each_value.map(|list| Applied { list, direct: true }),
            winner.map(|list| Applied { list, direct }),
        ]
    }

    /// What a node passes on to those below it.
    pub(crate) fn below(&self, at: &At, each_value: Option<ListId>) -> Above {
        let cascading = |list: Option<ListId>| list.filter(|list| self.rules.list(*list).cascades);
        let own = self.higher(cascading(at.own), at.above.cascade);
        Above {
            cascade: self.higher(own, cascading(at.above.each_value)),
            each_value,
        }
    }

    /// The list that adds rules for keys or values, if one stands here.
    pub(crate) fn adding(&self, at: &At) -> Option<&'w List> {
        at.adding.map(|list| self.rules.list(list))
    }

    /// Compares a value with its example; without an example, rules that need none are still checked.
    pub(crate) fn compare(
        &mut self,
        expected: Option<&'d Json<'d>>,
        actual: &'d Json<'d>,
        at: &At,
    ) -> Flow {
        self.step()?;
        let mut applied = self.applied(at);
        if T::ON {
            self.trace_node(at, applied);
        }
        if self.is_like(Difference::EmptyExample)
            && applied.iter().any(Option::is_some)
            && let (Some(Json::Array(example)), Json::Array(_)) = (expected, actual)
            && example.is_empty()
        {
            return ControlFlow::Continue(());
        }
        let mut alternatives = false;
        for slot in &mut applied {
            if let Some(list) = slot.filter(|list| self.is_one_of(*list, expected, actual)) {
                self.one_of(list, expected, actual, at)?;
                (*slot, alternatives) = (None, true);
            }
        }
        if alternatives && applied.iter().all(Option::is_none) {
            return ControlFlow::Continue(());
        }
        self.all_of(applied, expected, actual, at)
    }

    /// Counts a node. What is only looked at for a match may be looked at often, so there is a limit.
    pub(crate) fn step(&mut self) -> Flow {
        if !self.probing {
            return ControlFlow::Continue(());
        }
        if self.probes == 0 {
            let _ = self.report(None, None, None, || Reason::TooManySteps);
            return ControlFlow::Break(());
        }
        self.probes -= 1;
        ControlFlow::Continue(())
    }

    /// Whether a part of the comparison finds no mismatch.
    pub(crate) fn probe(&mut self, part: impl FnOnce(&mut Walk<'w, '_, 'd, T>) -> Flow) -> bool {
        let mut probe = Probe::default();
        self.trace.probing(true);
        let _ = self.with(self.rules, &mut probe, part);
        self.trace.probing(false);
        probe.matched()
    }

    /// Compares a part by other rules, with the mismatches going elsewhere.
    fn with(
        &mut self,
        rules: &'w RuleTrie,
        sink: &mut dyn Sink,
        part: impl FnOnce(&mut Walk<'w, '_, 'd, T>) -> Flow,
    ) -> Flow {
        let mut inner = Walk {
            rules,
            kind: self.kind,
            extra_keys: self.extra_keys,
            options: self.options,
            sink,
            trace: self.trace,
            live: std::mem::take(&mut self.live),
            path: std::mem::take(&mut self.path),
            probes: self.probes,
            probing: true,
            #[cfg(feature = "xml")]
            elements: std::mem::take(&mut self.elements),
        };
        #[cfg(feature = "xml")]
        let family = inner.elements.mark();
        let (live, path) = (inner.live.len(), inner.path.len());
        let flow = part(&mut inner);
        // A comparison that ends early leaves its steps on the stacks.
        inner.live.truncate(live);
        inner.path.truncate(path);
        #[cfg(feature = "xml")]
        {
            inner.elements.reset(family);
            self.elements = inner.elements;
        }
        let Walk {
            live, path, probes, ..
        } = inner;
        (self.live, self.path, self.probes) = (live, path, probes);
        flow
    }

    /// Hands over that a value differs.
    pub(crate) fn report(
        &mut self,
        rule: Option<&AppliedRule>,
        expected: Option<Value<'_>>,
        actual: Option<Value<'_>>,
        reason: impl Fn() -> Reason,
    ) -> Flow {
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: expected.map(Shown::from),
            actual: actual.map(Shown::from),
            rule: rule.cloned(),
            reason: reason(),
        })
    }

    /// Hands a mismatch to the sink.
    pub(crate) fn report_with(
        &mut self,
        make: impl Fn(MismatchKind, PathExpr) -> Mismatch,
    ) -> Flow {
        let (kind, path) = (self.kind, &self.path);
        if T::ON {
            self.trace.mismatch(kind, &path_of(path));
        }
        self.sink.mismatch(&|| make(kind, path_of(path)))
    }

    /// Whether a rule holds for a value.
    pub(crate) fn test(
        &self,
        check: &Check,
        expected: Option<Value<'_>>,
        actual: Value<'_>,
    ) -> Verdict {
        let like_reference = |difference| self.options.is_like_reference(difference);
        match (check, expected, actual) {
            (Check::Type(..), Some(Value::Json(Json::Null)), Value::Json(json))
                if like_reference(Difference::NullExample) =>
            {
                matches!(json, Json::Null).into()
            }
            (Check::Integer, _, Value::Text(text))
                if text.starts_with('-') && like_reference(Difference::NegativeIntegerText) =>
            {
                Verdict::Fails
            }
            _ => check.holds(expected, actual),
        }
    }

    /// Tests one value and hands over if the rule does not hold.
    fn test_and_report(
        &mut self,
        rule: &'w CompiledRule,
        check: &Check,
        expected: Option<Value<'_>>,
        actual: Value<'_>,
    ) -> Flow {
        let reason = match self.test(check, expected, actual) {
            Verdict::Holds => return ControlFlow::Continue(()),
            Verdict::Fails => Reason::Rule,
            Verdict::StepLimit => Reason::StepLimit,
        };
        self.report(Some(&rule.applied), expected, Some(actual), || {
            reason.clone()
        })
    }

    /// Whether members that the example does not have are a mismatch.
    #[expect(dead_code, reason = "for formats that come next")]
    pub(crate) fn extra_keys(&self) -> ExtraKeys {
        self.extra_keys
    }

    fn trace_node(&mut self, at: &At, applied: [Option<Applied>; 2]) {
        let candidates = self.live[..at.end]
            .iter()
            .filter_map(|node| self.rules.list_at(*node))
            .map(|list| self.rules.list(list));
        let lists = applied
            .map(|applied| applied.map(|applied| (self.rules.list(applied.list), applied.direct)));
        self.trace
            .node(self.kind, path_of(&self.path), lists, candidates.collect());
    }
}

fn path_of(steps: &[Step<'_>]) -> PathExpr {
    let mut tokens = Vec::with_capacity(steps.len());
    for step in steps {
        match step {
            Step::Field(name) => tokens.push(Token::field(*name)),
            Step::Index(index) => tokens.push(Token::Index(*index)),
            #[cfg(feature = "xml")]
            Step::Element(step) => step.push(&mut tokens),
        }
    }
    PathExpr::from_tokens(tokens)
}
