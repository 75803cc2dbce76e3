//! Telling which rule applied where, and why.

use super::{MismatchKind, trie::List};
use crate::path::PathExpr;

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
    fn mismatch(&mut self, path: &PathExpr);

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

    fn mismatch(&mut self, _: &PathExpr) {}

    fn probing(&mut self, _: bool) {}
}
