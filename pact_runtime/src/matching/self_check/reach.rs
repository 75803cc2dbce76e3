//! Rules that can never apply.

use super::{Problem, ProblemKind};
use crate::{
    json::Json,
    matching::{
        CompileError,
        trie::{ListId, NodeId, RuleKind, RuleTrie},
    },
    path::PathExpr,
    rule::{Category, CategoryRules, Combine, Rule, check::Check},
};

/// Rules of parts without a structure: which paths there are, and no rule that needs a document.
pub(super) fn texts(
    category: Category,
    rules: &CategoryRules,
    is_there: impl Fn(&PathExpr) -> bool,
    problems: &mut Vec<Problem>,
) {
    for (path, list) in rules {
        let mut problem = |kind| {
            problems.push(Problem {
                category,
                path: path.clone(),
                kind,
            });
        };
        if !is_there(path) {
            problem(ProblemKind::Unreachable);
            continue;
        }
        for rule in &list.rules {
            if matches!(rule, Rule::EachKey(_)) {
                problem(ProblemKind::Misplaced {
                    rule: rule.name().to_owned(),
                    needs: "an object",
                });
            }
        }
    }
}

/// Rules of a document: walks the example with the trie and notes which rules it meets.
pub(super) fn document(
    category: Category,
    rules: &CategoryRules,
    example: &Json<'_>,
    problems: &mut Vec<Problem>,
) -> Result<(), CompileError> {
    let trie = RuleTrie::compile(category, rules)?;
    unmet(&trie, example, &mut |path, kind| {
        problems.push(Problem {
            category,
            path,
            kind,
        });
    });
    Ok(())
}

fn unmet(trie: &RuleTrie, example: &Json<'_>, problem: &mut dyn FnMut(PathExpr, ProblemKind)) {
    let mut reach = Reach {
        trie,
        met: vec![Met::Never; trie.node_count()],
        nested: Vec::new(),
    };
    let root: Vec<NodeId> = trie.root().into_iter().collect();
    reach.visit(&root, Some(example), false);
    for (node, list) in trie.lists_at_nodes() {
        let path = || trie.list(list).path.clone();
        match &reach.met[node as usize] {
            Met::Fits => {}
            Met::Never => problem(path(), ProblemKind::Unreachable),
            Met::Misplaced { rule, needs } => problem(
                path(),
                ProblemKind::Misplaced {
                    rule: rule.clone(),
                    needs,
                },
            ),
        }
    }
    for (path, kind) in reach.nested {
        problem(path, kind);
    }
}

/// Whether some value of the example is under the path of a list of rules.
#[derive(Debug, Clone)]
enum Met {
    Never,
    /// It is, but a rule needs another kind of value.
    Misplaced {
        rule: String,
        needs: &'static str,
    },
    Fits,
}

struct Reach<'t> {
    trie: &'t RuleTrie,
    /// For each node of the trie.
    met: Vec<Met>,
    /// What is wrong inside the variants of `arrayContains`.
    nested: Vec<(PathExpr, ProblemKind)>,
}

impl Reach<'_> {
    /// Visits a value of the example, or one beyond the example.
    fn visit(&mut self, live: &[NodeId], example: Option<&Json<'_>>, ruled_above: bool) {
        if live.is_empty() {
            return;
        }
        for node in live {
            self.meet(*node, example);
        }
        let lists: Vec<ListId> = live
            .iter()
            .filter_map(|node| self.trie.list_at(*node))
            .collect();
        let list = |id: &ListId| self.trie.list(*id);
        let cascades = ruled_above || lists.iter().any(|id| list(id).cascades);
        let ruled = cascades || !lists.is_empty();
        let free = lists.iter().any(|id| {
            !list(id).overlay.is_empty()
                || list(id)
                    .rules
                    .iter()
                    .any(|rule| matches!(rule.kind, RuleKind::Overlay(_)))
        });
        let several_kinds = lists.iter().any(|id| list(id).combine == Combine::Or);
        match example {
            Some(Json::Object(members)) => {
                for (key, value) in members.iter() {
                    let next = self.step(live, |trie, node, next| trie.field(node, key, next));
                    self.visit(&next, Some(value), cascades);
                }
                if free {
                    let template = members.iter().next().map(|(_, value)| value);
                    self.beyond(live, template, cascades);
                }
            }
            Some(Json::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let next = self.step(live, |trie, node, next| trie.index(node, index, next));
                    self.visit(&next, Some(item), cascades);
                }
                if ruled {
                    self.beyond(live, items.first(), cascades);
                }
            }
            // Nothing is known of the value, so anything may be below it.
            None | Some(Json::Null) => self.beyond(live, None, cascades),
            Some(Json::Bool(_) | Json::Number(_) | Json::String(_)) if several_kinds => {
                self.beyond(live, None, cascades);
            }
            Some(Json::Bool(_) | Json::Number(_) | Json::String(_)) => {}
        }
    }

    /// Visits what the example does not have but a document may: other keys, later elements.
    fn beyond(&mut self, live: &[NodeId], template: Option<&Json<'_>>, cascades: bool) {
        let mut unknown = Vec::new();
        for next in live.iter().flat_map(|node| self.trie.children(*node)) {
            match template {
                Some(_) if matches!(self.met[next as usize], Met::Fits) => {}
                Some(_) => self.visit(&[next], template, cascades),
                None => unknown.push(next),
            }
        }
        // Without an example anything may be there, and below it.
        while let Some(node) = unknown.pop() {
            self.met[node as usize] = Met::Fits;
            unknown.extend(self.trie.children(node));
        }
    }

    fn step(
        &self,
        live: &[NodeId],
        step: impl Fn(&RuleTrie, NodeId, &mut dyn FnMut(NodeId)),
    ) -> Vec<NodeId> {
        let mut next = Vec::new();
        for node in live {
            step(self.trie, *node, &mut |found| next.push(found));
        }
        next
    }

    fn meet(&mut self, node: NodeId, example: Option<&Json<'_>>) {
        let place = node as usize;
        let Some(id) = self.trie.list_at(node) else {
            self.met[place] = Met::Fits;
            return;
        };
        let first = !matches!(self.met[place], Met::Fits);
        match self.misplaced(id, example) {
            None => self.met[place] = Met::Fits,
            Some((rule, needs)) if first => self.met[place] = Met::Misplaced { rule, needs },
            Some(_) => {}
        }
        if let (true, Some(Json::Array(items))) = (first, example) {
            self.variants(id, items);
        }
    }

    /// The rule of a list that needs another kind of value, and which kind.
    fn misplaced(&self, id: ListId, example: Option<&Json<'_>>) -> Option<(String, &'static str)> {
        let list = self.trie.list(id);
        if list.combine == Combine::Or || matches!(example, None | Some(Json::Null)) {
            return None;
        }
        let object = matches!(example, Some(Json::Object(_)));
        let array = matches!(example, Some(Json::Array(_)));
        let overlay = &list.overlay;
        if overlay.each_key && !object {
            return Some(("eachKey".to_owned(), "an object"));
        }
        if overlay.values && !object && !array {
            return Some(("values".to_owned(), "an object"));
        }
        if overlay.each_value.is_some() && !object && !array {
            return Some(("eachValue".to_owned(), "a list or an object"));
        }
        list.rules.iter().find_map(|rule| {
            let needs = match &rule.kind {
                RuleKind::ArrayContains(_) if !array => "a list",
                RuleKind::Check(Check::Type(min, max))
                    if (min.is_some() || max.is_some()) && !array && !object =>
                {
                    "a list or an object"
                }
                RuleKind::Check(Check::StatusCode(_)) => "a status",
                _ => return None,
            };
            Some((rule.applied.rule().name().to_owned(), needs))
        })
    }

    fn variants(&mut self, id: ListId, items: &[Json<'_>]) {
        let list = self.trie.list(id);
        for rule in &list.rules {
            let RuleKind::ArrayContains(variants) = &rule.kind else {
                continue;
            };
            for variant in variants {
                let Some(item) = items.get(variant.index) else {
                    continue;
                };
                let nested = &mut self.nested;
                unmet(&variant.rules, item, &mut |inner, kind| {
                    let mut path = list.path.clone();
                    path.push(crate::path::Token::Index(variant.index));
                    inner
                        .tokens()
                        .iter()
                        .for_each(|token| path.push(token.clone()));
                    nested.push((path, kind));
                });
            }
        }
    }
}
