//! Compiling rules into a trie.

use std::cmp::Reverse;

use super::{
    CompiledRule, CompiledVariant, List, ListId, Node, NodeId, Overlay, RuleKind, RuleTrie,
};
use crate::{
    matching::{AppliedRule, CompileError},
    path::{PathExpr, Token},
    rule::{Category, CategoryRules, Combine, Definition, Rule, RuleList, check::Check},
};

impl RuleTrie {
    /// Compiles the rules of one category. Names of headers are compared in lower case.
    pub(crate) fn compile(category: Category, rules: &CategoryRules) -> Result<Self, CompileError> {
        let mut builder = Builder {
            category,
            trie: Self::default(),
        };
        for (path, list) in rules {
            builder.add(path, list)?;
        }
        Ok(builder.finish())
    }
}

struct Builder {
    category: Category,
    trie: RuleTrie,
}

impl Builder {
    fn add(&mut self, path: &PathExpr, rules: &RuleList) -> Result<(), CompileError> {
        if rules.rules.is_empty() {
            return Ok(());
        }
        let list = self.list(path, rules)?;
        let node = self.node(path);
        let place = &mut self.trie.nodes[node as usize].list;
        // Of two lists at one path the first one in the file counts.
        place.get_or_insert(list);
        Ok(())
    }

    /// The node of a path, made if it is not there.
    fn node(&mut self, path: &PathExpr) -> NodeId {
        let nodes = &mut self.trie.nodes;
        if nodes.is_empty() {
            nodes.push(Node::default());
        }
        let mut at = 0;
        for token in path.tokens() {
            let next = id(nodes.len());
            let node = &mut nodes[at as usize];
            let found = match token {
                Token::Field(name) => {
                    let name = match self.category {
                        Category::Header => name.to_ascii_lowercase(),
                        _ => name.to_string(),
                    };
                    child(&mut node.fields, name.into_boxed_str(), next)
                }
                Token::Index(index) => child(&mut node.indices, *index, next),
                Token::AnyField => *node.any_field.get_or_insert(next),
                Token::AnyIndex => *node.any_index.get_or_insert(next),
            };
            if found == next {
                nodes.push(Node::default());
            }
            at = found;
        }
        at
    }

    fn list(&mut self, path: &PathExpr, rules: &RuleList) -> Result<ListId, CompileError> {
        let mut list = List {
            path: path.clone(),
            rank: 0,
            combine: rules.combine,
            rules: Vec::new(),
            cascades: false,
            overlay: Overlay::default(),
        };
        // One rule is the same under `AND` and `OR`.
        if rules.rules.len() == 1 {
            list.combine = Combine::And;
        }
        let mut each_value = Vec::new();
        for rule in &rules.rules {
            list.cascades |= cascades(rule);
            match (list.combine, rule) {
                (Combine::And, Rule::EachValue(definition)) => {
                    each_value.extend(definition.rules.iter().cloned());
                    list.overlay.each_value = Some(ListId(0));
                }
                (Combine::And, rule) if is_overlay(rule) => {
                    self.extend_overlay(path, rule, &mut list.overlay)?;
                    if matches!(rule, Rule::Values) {
                        list.rules.push(self.rule(path, rule)?);
                    }
                }
                (Combine::Or, rule) if is_overlay(rule) && !matches!(rule, Rule::Values) => {
                    let mut overlay = Overlay::default();
                    if let Rule::EachValue(definition) = rule {
                        overlay.each_value =
                            Some(self.values_list(path, definition.rules.clone())?);
                    }
                    self.extend_overlay(path, rule, &mut overlay)?;
                    list.rules.push(CompiledRule {
                        applied: self.applied(path, rule),
                        kind: RuleKind::Overlay(overlay),
                        cascades: false,
                    });
                }
                (_, rule) => list.rules.push(self.rule(path, rule)?),
            }
        }
        if list.overlay.each_value.is_some() {
            list.overlay.each_value = Some(self.values_list(path, each_value)?);
        }
        let id = ListId(id(self.trie.lists.len()));
        self.trie.lists.push(list);
        Ok(id)
    }

    /// The rules for each value below a path, as if they stood at `path.*`.
    fn values_list(&mut self, path: &PathExpr, rules: Vec<Rule>) -> Result<ListId, CompileError> {
        let rules = RuleList {
            combine: Combine::And,
            rules,
        };
        self.list(&path.join(Token::AnyField), &rules)
    }

    fn extend_overlay(
        &mut self,
        path: &PathExpr,
        rule: &Rule,
        overlay: &mut Overlay,
    ) -> Result<(), CompileError> {
        match rule {
            Rule::Values => overlay.values = true,
            Rule::EachKey(definition) => {
                overlay.each_key = true;
                for rule in key_rules(definition) {
                    overlay.keys.push(self.rule(path, rule)?);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn rule(&mut self, path: &PathExpr, rule: &Rule) -> Result<CompiledRule, CompileError> {
        let kind = match rule {
            Rule::ArrayContains(variants) => {
                let compile = |variant: &crate::rule::Variant| {
                    Ok(CompiledVariant {
                        index: variant.index,
                        rules: RuleTrie::compile(self.category, &variant.rules)?,
                    })
                };
                RuleKind::ArrayContains(variants.iter().map(compile).collect::<Result<_, _>>()?)
            }
            rule => match Check::of(rule) {
                Ok(check) => RuleKind::Check(check.unwrap_or(Check::Unknown)),
                Err(error) => {
                    return Err(CompileError::new(self.category, path, rule.name(), error));
                }
            },
        };
        Ok(CompiledRule {
            applied: self.applied(path, rule),
            kind,
            cascades: cascades(rule),
        })
    }

    fn applied(&self, path: &PathExpr, rule: &Rule) -> AppliedRule {
        AppliedRule::new(self.category, path.clone(), rule.clone())
    }

    /// Puts the lists in order and gives them their ranks.
    fn finish(mut self) -> RuleTrie {
        let lists = &mut self.trie.lists;
        let mut order: Vec<usize> = (0..lists.len()).collect();
        // What stands first in the file is the higher one.
        order.sort_by_cached_key(|at| (specificity(&lists[*at].path), Reverse(*at)));
        for (rank, at) in order.into_iter().enumerate() {
            lists[at].rank = id(rank);
        }
        self.trie
    }
}

/// How specific a path is: the product of its weights, then its length, then how early its exact steps
/// come.
pub(crate) fn specificity(path: &PathExpr) -> (usize, usize, Vec<bool>) {
    let exact = |token: &Token| matches!(token, Token::Field(_) | Token::Index(_));
    let steps: Vec<bool> = path.tokens().iter().map(exact).collect();
    // Two for every exact step and one for every other: the exponent orders like the product.
    let weight = steps.iter().filter(|exact| **exact).count();
    (weight, steps.len(), steps)
}

/// Whether a rule adds to the rules of the children instead of looking at the value.
fn is_overlay(rule: &Rule) -> bool {
    matches!(rule, Rule::Values | Rule::EachKey(_) | Rule::EachValue(_))
}

/// Whether a rule also applies to everything below its path.
fn cascades(rule: &Rule) -> bool {
    !matches!(
        rule,
        Rule::EachKey(_) | Rule::EachValue(_) | Rule::ArrayContains(_) | Rule::Plugin(..)
    )
}

/// The rules for keys; rules that look at the structure of a document say nothing of a key.
fn key_rules(definition: &Definition) -> impl Iterator<Item = &Rule> {
    definition
        .rules
        .iter()
        .filter(|rule| !is_overlay(rule) && !matches!(rule, Rule::ArrayContains(_)))
}

/// The child under `key`, which is `next` if it has to be made.
fn child<K: Ord>(children: &mut Vec<(K, NodeId)>, key: K, next: NodeId) -> NodeId {
    match children.binary_search_by(|(its, _)| its.cmp(&key)) {
        Ok(at) => children[at].1,
        Err(at) => {
            children.insert(at, (key, next));
            next
        }
    }
}

/// A position as a trie keeps it; a file with more than four thousand million steps in its rules does
/// not fit into the memory that its text would need.
#[expect(clippy::cast_possible_truncation, reason = "see above")]
fn id(position: usize) -> u32 {
    position as u32
}
