//! Generators in an XML document.
//!
//! The steps of a path are those of rules: an element by its name, `uri:local` or as the document
//! writes it, then a position among its like or `[*]`; `['@name']` for an attribute and `['#text']` for
//! the text. A path that ends at an element without elements inside means its text.

use std::ops::Range;

use super::fresh_text;
use crate::generator::context::GeneratorContext;
use crate::generator::error::GenerateErrorKind;
use crate::generator::{GenerateError, Generator};
use crate::path::{PathExpr, Token};
use crate::xml::{Document, ElementRef, Name, XmlError, escape};

/// Replaces every text that the path leads to; all else stays as it is written.
pub(super) fn apply(
    path: &PathExpr,
    generator: &Generator,
    body: &mut String,
    context: &mut GeneratorContext,
) -> Result<(), GenerateError> {
    let document = Document::parse(body.as_str()).map_err(unreadable)?;
    let mut targets = Vec::new();
    walk(path.tokens(), vec![document.root()], &mut targets);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for target in targets {
        let fresh = fresh_text(generator, target.example(), context)?;
        target.edit(&document, &escape(&fresh), &mut edits);
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits.dedup_by_key(|(range, _)| range.start);
    let mut changed = String::with_capacity(body.len());
    let mut at = 0;
    for (range, text) in edits {
        changed.push_str(&body[at..range.start]);
        changed.push_str(&text);
        at = range.end;
    }
    changed.push_str(&body[at..]);
    *body = changed;
    Ok(())
}

fn unreadable(source: XmlError) -> GenerateError {
    GenerateError::new(GenerateErrorKind::Xml(source))
}

/// What a generator replaces.
enum Target<'d> {
    Text(ElementRef<'d>),
    Attribute { place: Range<usize>, value: &'d str },
}

impl Target<'_> {
    fn example(&self) -> &str {
        match self {
            Self::Text(element) => element.text(),
            Self::Attribute { value, .. } => value,
        }
    }

    fn edit(&self, document: &Document<'_>, fresh: &str, edits: &mut Vec<(Range<usize>, String)>) {
        let element = match self {
            Self::Attribute { place, .. } => return edits.push((place.clone(), fresh.to_owned())),
            Self::Text(element) => element,
        };
        let mut places = element.text_places();
        if let Some(first) = places.next() {
            edits.push((first, fresh.to_owned()));
            // Text between the elements inside would be joined to it.
            edits.extend(places.map(|place| (place, String::new())));
            return;
        }
        let tag = element.tag();
        if document.source()[tag.clone()].ends_with("/>") {
            let written = element.name().written();
            edits.push((tag.end - 2..tag.end, format!(">{fresh}</{written}>")));
        } else {
            edits.push((tag.end..tag.end, fresh.to_owned()));
        }
    }
}

/// Finds what the steps lead to from the place around these elements. No deeper than the path is
/// long.
fn walk<'d>(steps: &[Token], around: Vec<ElementRef<'d>>, targets: &mut Vec<Target<'d>>) {
    let Some((step, rest)) = steps.split_first() else {
        return;
    };
    let named: Vec<_> = match step {
        Token::Field(name) => around
            .into_iter()
            .filter(|element| is_called(element.name(), name))
            .collect(),
        Token::AnyField | Token::AnyIndex => around,
        Token::Index(_) => return,
    };
    let (chosen, rest): (Vec<_>, _) = match rest.split_first() {
        Some((Token::Index(index), rest)) => {
            (named.into_iter().skip(*index).take(1).collect(), rest)
        }
        Some((Token::AnyIndex, rest)) => (named, rest),
        _ => (named, rest),
    };
    for element in chosen {
        match rest {
            [] if !element.has_children() => targets.push(Target::Text(element)),
            [Token::Field(name)] if &**name == "#text" => targets.push(Target::Text(element)),
            [Token::Field(name)] if name.starts_with('@') => {
                let attributes = element.attributes();
                targets.extend(
                    attributes
                        .filter(|one| is_called(one.name(), &name[1..]))
                        .map(|one| Target::Attribute {
                            place: one.place(),
                            value: one.value(),
                        }),
                );
            }
            rest => walk(rest, element.children().collect(), targets),
        }
    }
}

fn is_called(name: Name<'_>, wanted: &str) -> bool {
    name.written() == wanted || name.to_string() == wanted
}
