//! Rules in multipart bodies that can never apply.

use super::{Problem, ProblemKind, reach};
use crate::{
    json::Json,
    matching::CompileError,
    model::ContentType,
    multipart::{Multipart, Part},
    path::{PathExpr, Token},
    rule::{Category, CategoryRules},
};

/// Notes the rules whose path leads to nothing in the example.
pub(super) fn multipart(
    rules: &CategoryRules,
    example: &Multipart<'_>,
    problems: &mut Vec<Problem>,
) -> Result<(), CompileError> {
    for (path, list) in rules {
        let Some((step, rest)) = path.tokens().split_first() else {
            continue;
        };
        let mut found = false;
        let mut inside = Vec::new();
        for (index, part) in example.parts().iter().enumerate() {
            if !is_meant(step, index, part) {
                continue;
            }
            let below = PathExpr::from_tokens(rest.to_vec());
            let mut own = Vec::new();
            if !is_header(&below, part) {
                content(&vec![(below, list.clone())], part, &mut own)?;
            }
            found |= own.is_empty();
            inside.extend(own);
        }
        if found {
            continue;
        }
        let kind = inside
            .into_iter()
            .next()
            .map_or(ProblemKind::Unreachable, |problem| problem.kind);
        problems.push(Problem {
            category: Category::Body,
            path: path.clone(),
            kind,
        });
    }
    Ok(())
}

fn is_meant(step: &Token, index: usize, part: &Part<'_>) -> bool {
    match step {
        Token::Field(name) => part.name() == Some(name),
        Token::Index(wanted) => part.name().is_none() && *wanted == index,
        Token::AnyField | Token::AnyIndex => true,
    }
}

fn is_header(below: &PathExpr, part: &Part<'_>) -> bool {
    match below.tokens() {
        [Token::Field(name)] => part.header(name).is_some(),
        _ => false,
    }
}

/// Rules for the content of a part.
fn content(
    rules: &CategoryRules,
    part: &Part<'_>,
    problems: &mut Vec<Problem>,
) -> Result<(), CompileError> {
    let bytes = part.content();
    let content_type = part.content_type();
    if content_type.as_ref().is_some_and(ContentType::is_json)
        && let Ok(document) = Json::parse(&bytes)
    {
        return reach::document(Category::Body, rules, &document, problems);
    }
    #[cfg(feature = "xml")]
    if content_type.is_some_and(|its| its.is_xml())
        && let Ok(document) = crate::xml::decode(&bytes).and_then(crate::xml::Document::parse)
    {
        super::elements::document(Category::Body, rules, &document, problems);
        return Ok(());
    }
    reach::texts(Category::Body, rules, PathExpr::is_root, problems);
    Ok(())
}
