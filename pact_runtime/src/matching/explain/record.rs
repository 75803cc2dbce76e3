//! Writing down what a comparison does.

use std::collections::HashMap;

use super::{AppliedList, BeatenList, ExplainedNode, Explanation, MAX_EXPLAINED, Trace, WhyBeaten};
use crate::{
    matching::{
        MismatchKind,
        trie::{List, specificity},
    },
    path::PathExpr,
};

/// Writes down every node.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    explanation: Explanation,
    places: HashMap<(MismatchKind, PathExpr), usize>,
    /// How many comparisons that only look for a match are going on, one in another.
    probing: usize,
}

impl Recorder {
    pub(super) fn finish(self) -> Explanation {
        self.explanation
    }

    fn push(&mut self, node: ExplainedNode) {
        if self.explanation.nodes.len() == MAX_EXPLAINED {
            self.explanation.more += 1;
            return;
        }
        let place = self.explanation.nodes.len();
        self.places.insert((node.kind, node.path.clone()), place);
        self.explanation.nodes.push(node);
    }
}

impl Trace for Recorder {
    const ON: bool = true;

    fn node(
        &mut self,
        kind: MismatchKind,
        path: PathExpr,
        applied: [Option<(&List, bool)>; 2],
        candidates: Vec<&List>,
    ) {
        if self.probing > 0 {
            return;
        }
        self.push(ExplainedNode {
            beaten: beaten(&path, &applied, &candidates),
            kind,
            path,
            applied: applied.into_iter().flatten().map(applied_list).collect(),
            matched: true,
        });
    }

    fn mismatch(&mut self, kind: MismatchKind, path: &PathExpr) {
        if self.probing > 0 {
            return;
        }
        match self.places.get(&(kind, path.clone())) {
            Some(place) => self.explanation.nodes[*place].matched = false,
            // What is missing is never looked at.
            None => self.push(ExplainedNode {
                kind,
                path: path.clone(),
                applied: Vec::new(),
                beaten: Vec::new(),
                matched: false,
            }),
        }
    }

    fn probing(&mut self, begins: bool) {
        if begins {
            self.probing += 1;
        } else {
            self.probing = self.probing.saturating_sub(1);
        }
    }
}

fn applied_list((list, direct): (&List, bool)) -> AppliedList {
    let rules = list.rules.iter().filter(|rule| direct || rule.cascades);
    AppliedList {
        path: list.path.clone(),
        direct,
        combine: list.combine,
        rules: rules.map(|rule| rule.applied.clone()).collect(),
    }
}

/// The candidates that did not apply. Lists that only add rules for keys and values beat nobody.
fn beaten(
    path: &PathExpr,
    applied: &[Option<(&List, bool)>; 2],
    candidates: &[&List],
) -> Vec<BeatenList> {
    let Some((winner, _)) = applied[1].or(applied[0]) else {
        return Vec::new();
    };
    let same = |one: &List| {
        applied
            .iter()
            .flatten()
            .any(|(applied, _)| std::ptr::eq(*applied, one))
    };
    candidates
        .iter()
        .filter(|list| !same(list) && !list.rules.is_empty())
        .map(|list| BeatenList {
            path: list.path.clone(),
            why: why(path, winner, list),
        })
        .collect()
}

fn why(path: &PathExpr, winner: &List, loser: &List) -> WhyBeaten {
    let below = path.tokens().len() > loser.path.tokens().len();
    let (one, other) = (specificity(&winner.path), specificity(&loser.path));
    match () {
        () if below && !loser.cascades => WhyBeaten::NotBelow,
        () if one.0 > other.0 => WhyBeaten::FewerExactSteps,
        () if one.1 > other.1 => WhyBeaten::Shorter,
        () if one.2 != other.2 => WhyBeaten::LaterExactSteps,
        () => WhyBeaten::LaterInFile,
    }
}
