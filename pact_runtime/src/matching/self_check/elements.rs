//! Rules in XML documents that can never apply.

use super::{Problem, ProblemKind};
use crate::{
    path::{PathExpr, Token},
    rule::{Category, CategoryRules, Rule},
    xml::{Document, ElementRef, Name},
};

/// Notes the rules whose path leads to nothing in the example.
pub(super) fn document(
    category: Category,
    rules: &CategoryRules,
    example: &Document<'_>,
    problems: &mut Vec<Problem>,
) {
    for (path, list) in rules {
        let is_free = rules
            .iter()
            .any(|(above, list)| frees(above, &list.rules, path));
        if !is_free && !leads_somewhere(path.tokens(), &[example.root()]) {
            problems.push(Problem {
                category,
                path: path.clone(),
                kind: ProblemKind::Unreachable,
            });
            continue;
        }
        problems.extend(misplaced(path, &list.rules).map(|(rule, needs)| Problem {
            category,
            path: path.clone(),
            kind: ProblemKind::Misplaced {
                rule: rule.name().to_owned(),
                needs,
            },
        }));
    }
}

/// Whether rules above a path allow elements that the example does not have.
fn frees(above: &PathExpr, rules: &[Rule], path: &PathExpr) -> bool {
    let is_above =
        path.tokens().len() > above.tokens().len() && path.tokens().starts_with(above.tokens());
    let frees = |rule: &Rule| matches!(rule, Rule::EachKey(_) | Rule::EachValue(_) | Rule::Values);
    is_above && rules.iter().any(frees)
}

/// Whether steps from the place around some elements lead to something. A position may be beyond those
/// of the example.
fn leads_somewhere(steps: &[Token], around: &[ElementRef<'_>]) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return true;
    };
    around.iter().any(|element| {
        let is_meant = match step {
            Token::Field(name) => is_called(element.name(), name),
            Token::AnyField | Token::AnyIndex => true,
            Token::Index(_) => false,
        };
        is_meant && leads_on(rest, *element)
    })
}

/// Whether steps from an element lead to something.
fn leads_on(steps: &[Token], element: ElementRef<'_>) -> bool {
    let children = || element.children().collect::<Vec<_>>();
    match steps {
        [] => true,
        [Token::Index(_), rest @ ..] => leads_on(rest, element),
        [Token::AnyIndex, rest @ ..] => {
            leads_on(rest, element) || leads_somewhere(steps, &children())
        }
        [Token::Field(name)] if &**name == "#text" => true,
        [Token::Field(name)] if name.starts_with('@') => element
            .attributes()
            .any(|attribute| is_called(attribute.name(), &name[1..])),
        [Token::AnyField] => {
            element.has_children() || element.attributes().len() > 0 || !element.text().is_empty()
        }
        steps => leads_somewhere(steps, &children()),
    }
}

fn is_called(name: Name<'_>, wanted: &str) -> bool {
    name.written() == wanted || name.to_string() == wanted
}

/// The rules of an attribute or a text that look at what is inside an element.
fn misplaced<'r>(
    path: &PathExpr,
    rules: &'r [Rule],
) -> impl Iterator<Item = (&'r Rule, &'static str)> {
    let is_text = path.tokens().last().is_some_and(
        |last| matches!(last, Token::Field(name) if name.starts_with('@') || &**name == "#text"),
    );
    rules.iter().filter_map(move |rule| match rule {
        Rule::EachKey(_) | Rule::EachValue(_) | Rule::Values | Rule::ArrayContains(_)
            if is_text =>
        {
            Some((rule, "an element"))
        }
        Rule::StatusCode(_) => Some((rule, "a status")),
        _ => None,
    })
}
