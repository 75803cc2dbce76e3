//! Differences of matching rules and generators.

use super::{Demand, Diff, Part};
use crate::{
    generator::Generators,
    json::{Json, OwnedJson},
    model::{Body, Content},
    path::{PathExpr, Token},
    rule::{Category, Combine, MatchingRules, Rule, RuleList},
};

/// The rules of one category.
type Lists<'r> = &'r [(PathExpr, RuleList)];

impl Diff {
    /// Compares rules. Those of a request concern the consumer alone: the provider is sent the example.
    pub(super) fn rules_of(
        &mut self,
        (before, after): (&MatchingRules, &MatchingRules),
        bodies: (&Body, &Body),
        part: Part,
    ) {
        if before == after {
            return;
        }
        self.within("matchingRules", |diff| {
            for category in Category::ALL {
                diff.within(category.name(), |diff| {
                    let both = (
                        before.of(category).as_slice(),
                        after.of(category).as_slice(),
                    );
                    diff.category(both, |path, lists| {
                        let is_in = |body: &Body| category != Category::Body || exists(body, path);
                        match (part, lists) {
                            (Part::Sent, _) => Demand::Same,
                            (Part::Answered, (None, Some(_))) if !is_in(bodies.0) => Demand::Same,
                            (Part::Answered, (Some(_), None)) if !is_in(bodies.1) => Demand::Same,
                            (Part::Answered, (before, after)) => demand(before, after),
                        }
                    });
                });
            }
        });
    }

    fn category(
        &mut self,
        (before, after): (Lists<'_>, Lists<'_>),
        demand: impl Fn(&PathExpr, (Option<&RuleList>, Option<&RuleList>)) -> Demand,
    ) {
        let json = |list: &RuleList| Json::Object(list.to_json());
        for (path, list) in before {
            let new = find(after, path);
            if new != Some(list) {
                let demand = demand(path, (Some(list), new));
                self.at_rule(path, |diff| {
                    diff.add(Some(json(list)), new.map(json), demand);
                });
            }
        }
        let is_new = |(path, _): &&(PathExpr, RuleList)| find(before, path).is_none();
        for (path, list) in after.iter().filter(is_new) {
            let demand = demand(path, (None, Some(list)));
            self.at_rule(path, |diff| diff.add(None, Some(json(list)), demand));
        }
    }

    /// Goes to the rules at a path, which for the root stand right in their category.
    fn at_rule(&mut self, path: &PathExpr, compare: impl FnOnce(&mut Self)) {
        if path.is_root() {
            compare(self);
        } else {
            self.within(&path.to_string(), compare);
        }
    }

    pub(super) fn generators(
        &mut self,
        (before, after): (&Generators, &Generators),
        demand: Demand,
    ) {
        if before == after {
            return;
        }
        let json = |generators: &Generators| -> OwnedJson {
            let entries = generators.iter().map(|(category, path, generator)| {
                let key = format!("{} {path}", category.name());
                (key, Json::Object(generator.to_json()))
            });
            Json::Object(entries.collect())
        };
        let both = (Some(json(before)), Some(json(after)));
        self.within("generators", |diff| diff.add(both.0, both.1, demand));
    }
}

fn find<'r>(rules: Lists<'r>, path: &PathExpr) -> Option<&'r RuleList> {
    rules
        .iter()
        .find(|(its, _)| its == path)
        .map(|(_, list)| list)
}

/// Whether there is a rule other than equality for a status or a header.
pub(super) fn has_rule(rules: &MatchingRules, category: Category, name: Option<&str>) -> bool {
    rules.of(category).iter().any(|(path, list)| {
        let is_meant = match (path.tokens().first(), name) {
            (Some(Token::Field(its)), Some(name)) => its.eq_ignore_ascii_case(name),
            (None, _) => true,
            _ => false,
        };
        is_meant && !is_equality(list)
    })
}

fn is_equality(list: &RuleList) -> bool {
    list.rules.iter().all(|rule| *rule == Rule::Equality)
}

/// Whether a rule covers the example at `path` of a body before and after: one for that path itself, or
/// one above it, since rules cascade.
pub(super) fn covers(rules: (&MatchingRules, &MatchingRules), path: &PathExpr) -> bool {
    let covered = |rules: &MatchingRules| {
        let rules = rules.of(Category::Body).iter();
        let mut applying: Vec<_> = rules
            .filter(|(its, _)| leads_to(its.tokens(), path.tokens()))
            .collect();
        applying.sort_by_key(|(its, _)| its.tokens().len());
        applying.last().is_some_and(|(_, list)| !is_equality(list))
    };
    covered(rules.0) && covered(rules.1)
}

/// Whether the path of a rule is that of a value or of one above it.
fn leads_to(rule: &[Token], path: &[Token]) -> bool {
    rule.len() <= path.len()
        && rule.iter().zip(path).all(|(rule, step)| match rule {
            Token::AnyField => true,
            Token::AnyIndex => matches!(step, Token::Index(_)),
            exact => exact == step,
        })
}

/// Whether a body has a value at the path of a rule.
fn exists(body: &Body, path: &PathExpr) -> bool {
    fn found(json: &OwnedJson, tokens: &[Token]) -> bool {
        let Some((first, rest)) = tokens.split_first() else {
            return true;
        };
        match (first, json) {
            (Token::Field(name), Json::Object(object)) => {
                object.get(name).is_some_and(|value| found(value, rest))
            }
            (Token::Index(at), Json::Array(elements)) => {
                elements.get(*at).is_some_and(|value| found(value, rest))
            }
            (Token::AnyField, Json::Object(object)) => {
                object.iter().any(|(_, value)| found(value, rest))
            }
            (Token::AnyField | Token::AnyIndex, Json::Array(elements)) => {
                elements.iter().any(|value| found(value, rest))
            }
            _ => false,
        }
    }
    match body.content().map(|body| &body.content) {
        Some(Content::Json(json)) => found(json, path.tokens()),
        Some(_) => path.is_root(),
        None => false,
    }
}

/// What it asks to go from one list of rules to another; no list means equality.
fn demand(before: Option<&RuleList>, after: Option<&RuleList>) -> Demand {
    let equality = RuleList::from(Rule::Equality);
    let (before, after) = (before.unwrap_or(&equality), after.unwrap_or(&equality));
    let looser = implies(before, after);
    let stricter = implies(after, before);
    match (looser, stricter) {
        (true, true) => Demand::Same,
        (true, false) => Demand::Less,
        (false, true) => Demand::More,
        (false, false) => Demand::Other,
    }
}

/// Whether all that satisfies the first list satisfies the second.
fn implies(strict: &RuleList, loose: &RuleList) -> bool {
    let implied = |by: &RuleList, rule: &Rule| match by.combine {
        Combine::And => by.rules.iter().any(|one| rule_implies(one, rule)),
        Combine::Or => by.rules.iter().all(|one| rule_implies(one, rule)),
    };
    match loose.combine {
        Combine::And => loose.rules.iter().all(|rule| implied(strict, rule)),
        Combine::Or => loose.rules.iter().any(|rule| implied(strict, rule)),
    }
}

fn rule_implies(strict: &Rule, loose: &Rule) -> bool {
    if strict == loose || *strict == Rule::Equality {
        return true;
    }
    match (strict, loose) {
        (
            Rule::MinType(_) | Rule::MaxType(_) | Rule::MinMaxType(..) | Rule::Null | Rule::Boolean,
            Rule::Type,
        )
        | (Rule::Integer | Rule::Decimal, Rule::Number) => true,
        (strict, loose) => match (limits(strict), limits(loose)) {
            (Some((min, max)), Some((loose_min, loose_max))) => {
                min >= loose_min && max <= loose_max
            }
            _ => false,
        },
    }
}

/// The lengths that a `type` rule allows.
fn limits(rule: &Rule) -> Option<(usize, usize)> {
    match rule {
        Rule::Type => Some((0, usize::MAX)),
        Rule::MinType(min) => Some((*min, usize::MAX)),
        Rule::MaxType(max) => Some((0, *max)),
        Rule::MinMaxType(min, max) => Some((*min, *max)),
        _ => None,
    }
}
