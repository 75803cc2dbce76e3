//! Telling which rule applied where, and why.

mod record;
mod text;

use super::{
    ActualMessage, ActualRequest, ActualResponse, AppliedRule, Collect, MessageMatcher,
    MismatchKind, RequestMatcher, ResponseMatcher, Stage, trie::List,
};
use crate::{path::PathExpr, rule::Combine};
use record::Recorder;

/// How many nodes an explanation tells of. What is beyond is counted.
pub const MAX_EXPLAINED: usize = 10_000;

/// What happened when a request, response or message was compared: for each node which rules applied,
/// from where, why these, and what came of it.
///
/// ```
/// use pact_runtime::{
///     matching::{ActualRequest, MatchOptions, RequestMatcher},
///     model::Request,
///     rule::{Category, Rule},
/// };
///
/// let mut expected = Request { path: "/orders/1".to_owned(), ..Request::default() };
/// expected.rules.add(Category::Path, "$".parse()?, Rule::Regex(r"/orders/\d+".to_owned()));
/// let matcher = RequestMatcher::compile(&expected, &MatchOptions::default())?;
///
/// let explanation = matcher.explain(&ActualRequest::new("GET", "/orders/x"));
/// assert_eq!(
///     explanation.to_string(),
///     r"method: matches, by the example
/// path: does not match
///   by the rules at `$`: matches the expression `/orders/\d+`
/// "
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// The nodes in the order in which they were compared.
    pub nodes: Vec<ExplainedNode>,
    /// How many more there were.
    pub more: usize,
}

/// One node of an [`Explanation`].
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedNode {
    /// In what the node is.
    pub kind: MismatchKind,
    /// Where.
    pub path: PathExpr,
    /// The lists of rules that applied; without any, the example counts.
    pub applied: Vec<AppliedList>,
    /// The lists of rules that cover the node as well and were less specific.
    pub beaten: Vec<BeatenList>,
    /// Whether the node itself matched, whatever is below it.
    pub matched: bool,
}

/// A list of rules that applied to a node.
#[derive(Debug, Clone, PartialEq)]
pub struct AppliedList {
    /// The path under which the rules stand.
    pub path: PathExpr,
    /// Whether they stand at the node itself, and not above it.
    pub direct: bool,
    /// How they are combined.
    pub combine: Combine,
    /// The rules.
    pub rules: Vec<AppliedRule>,
}

/// A list of rules that did not apply because another was more specific.
#[derive(Debug, Clone, PartialEq)]
pub struct BeatenList {
    /// The path under which the rules stand.
    pub path: PathExpr,
    /// Why the other one won.
    pub why: WhyBeaten,
}

/// Why one path is less specific than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyBeaten {
    /// It has fewer exact steps.
    FewerExactSteps,
    /// It is shorter.
    Shorter,
    /// Its exact steps come later.
    LaterExactSteps,
    /// It stands later in the file.
    LaterInFile,
    /// Its rules do not apply below their path.
    NotBelow,
}

impl RequestMatcher {
    /// Compares a request and tells how. Much slower than [`compare`](Self::compare).
    pub fn explain(&self, actual: &ActualRequest<'_>) -> Explanation {
        let mut recorder = Recorder::default();
        let mut collect = Collect::default();
        for stage in Stage::ALL {
            let _ = self.trace_stage(stage, actual, &mut collect, &mut recorder);
        }
        recorder.finish()
    }
}

impl ResponseMatcher {
    /// Compares a response and tells how. Much slower than [`compare`](Self::compare).
    pub fn explain(&self, actual: &ActualResponse<'_>) -> Explanation {
        let mut recorder = Recorder::default();
        let _ = self.trace(actual, &mut Collect::default(), &mut recorder);
        recorder.finish()
    }
}

impl MessageMatcher {
    /// Compares a message and tells how. Much slower than [`compare`](Self::compare).
    pub fn explain(&self, actual: &ActualMessage<'_>) -> Explanation {
        let mut recorder = Recorder::default();
        let _ = self.trace(actual, &mut Collect::default(), &mut recorder);
        recorder.finish()
    }
}

/// Hears of every node that is compared. With [`NoTrace`] nothing of it is left in the code.
pub(crate) trait Trace {
    /// Whether anybody listens.
    const ON: bool;

    /// A node with the lists of rules that apply to it (and whether each stands at the node itself),
    /// and all lists whose path covers it.
    fn node(
        &mut self,
        kind: MismatchKind,
        path: PathExpr,
        applied: [Option<(&List, bool)>; 2],
        candidates: Vec<&List>,
    );

    /// A mismatch at a node.
    fn mismatch(&mut self, kind: MismatchKind, path: &PathExpr);

    /// Comparisons that only look for a match, such as those of `arrayContains`, begin or end.
    fn probing(&mut self, begins: bool);
}

/// Nobody listens.
#[derive(Debug)]
pub(crate) struct NoTrace;

impl Trace for NoTrace {
    const ON: bool = false;

    fn node(&mut self, _: MismatchKind, _: PathExpr, _: [Option<(&List, bool)>; 2], _: Vec<&List>) {
    }

    fn mismatch(&mut self, _: MismatchKind, _: &PathExpr) {}

    fn probing(&mut self, _: bool) {}
}
