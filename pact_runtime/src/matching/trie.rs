//! The rules of one category, compiled into a trie over the steps of their paths.
//!
//! # Why
//! A document is walked once, and the trie with it: at each node only the few trie nodes that are still
//! alive are looked at, whatever the number of rules. Which rule wins does not depend on the document:
//! every exact step weighs 2 and every `*` weighs 1 wherever it matches, so the lists of rules are put
//! in order when they are compiled ([`RuleTrie::lists`] have a rank), and the walk compares two numbers.

mod compile;

pub(crate) use compile::specificity;

use super::AppliedRule;
use crate::{
    path::PathExpr,
    rule::{Combine, check::Check},
};

/// The rules of one category.
#[derive(Debug, Default)]
pub(crate) struct RuleTrie {
    nodes: Vec<Node>,
    lists: Vec<List>,
}

/// Position of a list of rules in its trie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListId(u32);

/// Position of a node in its trie.
pub(crate) type NodeId = u32;

/// One step of all paths that begin alike.
#[derive(Debug, Default)]
struct Node {
    /// Sorted by name.
    fields: Vec<(Box<str>, NodeId)>,
    /// Sorted by position.
    indices: Vec<(usize, NodeId)>,
    any_field: Option<NodeId>,
    any_index: Option<NodeId>,
    /// The rules whose path ends here.
    list: Option<ListId>,
}

/// The rules at one path, compiled.
#[derive(Debug)]
pub(crate) struct List {
    /// The path under which the rules stand.
    pub(crate) path: PathExpr,
    /// The higher, the more specific: the order of the lists that can apply to one node.
    pub(crate) rank: u32,
    pub(crate) combine: Combine,
    /// All rules of an `OR` list; of an `AND` list those that are no overlay.
    pub(crate) rules: Vec<CompiledRule>,
    /// Whether some of `rules` also apply below.
    pub(crate) cascades: bool,
    /// What an `AND` list adds to the rules of its children.
    pub(crate) overlay: Overlay,
}

/// One rule, compiled.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    pub(crate) applied: AppliedRule,
    pub(crate) kind: RuleKind,
    /// Whether it also applies below its path.
    pub(crate) cascades: bool,
}

/// What a rule looks at.
#[derive(Debug)]
pub(crate) enum RuleKind {
    /// One value.
    Check(Check),
    /// The elements of a list; no variants mean every element of the example.
    ArrayContains(Vec<CompiledVariant>),
    /// Keys or values of a list or an object, as an alternative of an `OR` list.
    Overlay(Overlay),
}

/// One variant of `arrayContains`.
#[derive(Debug)]
pub(crate) struct CompiledVariant {
    pub(crate) index: usize,
    pub(crate) rules: RuleTrie,
}

/// What `eachKey`, `eachValue` and `values` at a node add for its children.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    /// Rules for each key.
    pub(crate) keys: Vec<CompiledRule>,
    /// Rules for each value.
    pub(crate) each_value: Option<ListId>,
    /// Whether there is an `eachKey`.
    pub(crate) each_key: bool,
    /// Whether there is a `values`.
    pub(crate) values: bool,
}

impl Overlay {
    /// What `values` alone adds.
    pub(crate) const VALUES: Self = Self {
        keys: Vec::new(),
        each_value: None,
        each_key: false,
        values: true,
    };

    /// Whether there is anything.
    pub(crate) fn is_empty(&self) -> bool {
        !self.each_key && !self.values && self.each_value.is_none()
    }

    /// Whether members without an example are compared with the first one.
    pub(crate) fn first_is_template(&self) -> bool {
        self.values || self.each_value.is_some()
    }
}

impl RuleTrie {
    /// No rules.
    pub(crate) const NONE: Self = Self {
        nodes: Vec::new(),
        lists: Vec::new(),
    };

    /// Whether there are no rules.
    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub(crate) fn list(&self, id: ListId) -> &List {
        &self.lists[id.0 as usize]
    }

    /// The node of `$`, if there are rules.
    pub(crate) fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(0)
    }

    pub(crate) fn list_at(&self, node: NodeId) -> Option<ListId> {
        self.nodes[node as usize].list
    }

    /// How many nodes there are.
    pub(crate) fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The nodes at which rules stand, in the order of the file as far as it goes.
    pub(crate) fn lists_at_nodes(&self) -> impl Iterator<Item = (NodeId, ListId)> {
        (0..)
            .zip(&self.nodes)
            .filter_map(|(id, node)| Some((id, node.list?)))
    }

    /// The nodes one step below a node.
    pub(crate) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let node = &self.nodes[node as usize];
        let fields = node.fields.iter().map(|(_, next)| *next);
        let indices = node.indices.iter().map(|(_, next)| *next);
        fields
            .chain(indices)
            .chain(node.any_field)
            .chain(node.any_index)
    }

    /// Calls `found` with every node that the member called `name` leads to.
    pub(crate) fn field(&self, node: NodeId, name: &str, mut found: impl FnMut(NodeId)) {
        let node = &self.nodes[node as usize];
        let exact = node.field(name);
        exact.into_iter().chain(node.any_field).for_each(&mut found);
        if !node.indices.is_empty() {
            // Other tools write a key that is a number as if it were a position.
            let index = name.parse().ok().and_then(|index| node.index(index));
            index.into_iter().for_each(found);
        }
    }

    /// The node of exactly this name.
    #[cfg(feature = "xml")]
    pub(crate) fn exact_field(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.nodes[node as usize].field(name)
    }

    /// The node of exactly this position.
    #[cfg(feature = "xml")]
    pub(crate) fn exact_index(&self, node: NodeId, index: usize) -> Option<NodeId> {
        self.nodes[node as usize].index(index)
    }

    /// The node of `.*`.
    #[cfg(feature = "xml")]
    pub(crate) fn any_field(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node as usize].any_field
    }

    /// The node of `[*]`.
    #[cfg(feature = "xml")]
    pub(crate) fn any_index(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node as usize].any_index
    }

    /// Calls `found` with every node that the element at `index` leads to.
    pub(crate) fn index(&self, node: NodeId, index: usize, found: impl FnMut(NodeId)) {
        let node = &self.nodes[node as usize];
        node.index(index)
            .into_iter()
            .chain(node.any_index)
            .chain(node.any_field)
            .for_each(found);
    }
}

impl Node {
    fn field(&self, name: &str) -> Option<NodeId> {
        match self.fields.as_slice() {
            [] => None,
            [(only, next)] => (**only == *name).then_some(*next),
            fields => fields
                .binary_search_by(|(its, _)| (**its).cmp(name))
                .ok()
                .map(|at| fields[at].1),
        }
    }

    fn index(&self, index: usize) -> Option<NodeId> {
        self.indices
            .binary_search_by_key(&index, |(its, _)| *its)
            .ok()
            .map(|at| self.indices[at].1)
    }
}
