//! Where mismatches go.

use std::ops::ControlFlow;

use super::{Mismatch, MismatchKind, Reason, Shown};
use crate::path::PathExpr;

/// How many mismatches one comparison keeps. What is beyond is counted.
pub const MAX_MISMATCHES: usize = 10_000;

/// How much the values of kept mismatches may take, in bytes as far as they can be estimated: an
/// example that is large stands in every mismatch with it.
const MAX_KEPT: usize = 16_000_000;

/// Takes mismatches as they are found. A sink that has seen enough ends the comparison.
///
/// A mismatch is handed over as the function that makes it, so that a sink which only counts costs
/// no text.
pub trait Sink {
    /// Takes a mismatch; [`ControlFlow::Break`] ends the comparison.
    fn mismatch(&mut self, make: &dyn Fn() -> Mismatch) -> ControlFlow<()>;

    /// Whether one mismatch is as good as many, so that the comparison need not look for the best words.
    fn is_probe(&self) -> bool {
        false
    }
}

/// Keeps the first [`MAX_MISMATCHES`] mismatches, fewer if their values are very large.
#[derive(Debug, Default)]
pub struct Collect {
    kept: Vec<Mismatch>,
    size: usize,
    more: usize,
}

impl Collect {
    /// The mismatches; if there were too many, the last one says how many more.
    pub fn into_mismatches(self) -> Vec<Mismatch> {
        let mut kept = self.kept;
        if self.more > 0 {
            kept.push(Mismatch {
                kind: kept.last().map_or(MismatchKind::Body, |last| last.kind),
                path: PathExpr::root(),
                expected: None,
                actual: None,
                rule: None,
                reason: Reason::More(self.more),
            });
        }
        kept
    }
}

impl Sink for Collect {
    fn mismatch(&mut self, make: &dyn Fn() -> Mismatch) -> ControlFlow<()> {
        if self.kept.len() < MAX_MISMATCHES && self.size < MAX_KEPT {
            let mismatch = make();
            let values = mismatch.expected.iter().chain(&mismatch.actual);
            self.size += values.map(Shown::size).sum::<usize>();
            self.kept.push(mismatch);
        } else {
            self.more += 1;
        }
        ControlFlow::Continue(())
    }
}

/// Ends at the first mismatch.
#[derive(Debug, Default)]
pub struct Probe {
    found: bool,
}

impl Probe {
    /// Whether there was no mismatch.
    pub fn matched(&self) -> bool {
        !self.found
    }
}

impl Sink for Probe {
    fn mismatch(&mut self, _: &dyn Fn() -> Mismatch) -> ControlFlow<()> {
        self.found = true;
        ControlFlow::Break(())
    }

    fn is_probe(&self) -> bool {
        true
    }
}

/// Counts mismatches up to a limit.
#[derive(Debug)]
pub struct Count {
    count: usize,
    limit: usize,
}

impl Count {
    /// Ends the comparison once there are `limit` mismatches.
    pub fn up_to(limit: usize) -> Self {
        Self { count: 0, limit }
    }

    /// How many mismatches there were.
    pub fn count(&self) -> usize {
        self.count
    }
}

impl Sink for Count {
    fn mismatch(&mut self, _: &dyn Fn() -> Mismatch) -> ControlFlow<()> {
        self.count += 1;
        if self.count >= self.limit {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;

    #[test]
    fn keeps_few_mismatches_with_large_values() {
        let large = Json::Array(vec![Json::Null; 100_000]);
        let mut collect = Collect::default();
        for _ in 0..1_000 {
            let _ = collect.mismatch(&|| Mismatch {
                kind: MismatchKind::Body,
                path: PathExpr::root(),
                expected: Some(Shown::json(&large)),
                actual: None,
                rule: None,
                reason: Reason::Kind,
            });
        }
        let mismatches = collect.into_mismatches();
        let kept = mismatches.len() - 1;
        assert!(kept < 20, "{kept}");
        assert_eq!(mismatches[kept].reason, Reason::More(1_000 - kept));
    }
}
