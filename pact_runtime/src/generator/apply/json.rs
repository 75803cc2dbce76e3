//! Generators in a JSON document.

use crate::generator::context::GeneratorContext;
use crate::generator::{GenerateError, Generator};
use crate::json::{Json, OwnedJson};
use crate::path::{PathExpr, Token};

/// Replaces every value that the path leads to. The first failure is reported, the others are tried.
pub(super) fn apply(
    path: &PathExpr,
    generator: &Generator,
    document: &mut OwnedJson,
    context: &mut GeneratorContext,
) -> Result<(), GenerateError> {
    let mut first = Ok(());
    walk(
        path.tokens(),
        document,
        &mut |node| match generator.generate(node, context) {
            Ok(fresh) => *node = fresh,
            Err(error) if first.is_ok() => first = Err(error),
            Err(_) => {}
        },
    );
    first
}

/// Calls `visit` with every value that the steps lead to. The depth is that of the document, which
/// the parser bounds.
fn walk(steps: &[Token], node: &mut OwnedJson, visit: &mut impl FnMut(&mut OwnedJson)) {
    let Some((step, rest)) = steps.split_first() else {
        return visit(node);
    };
    match (step, node) {
        (Token::Field(name), Json::Object(object)) => {
            if let Some(member) = object.get_mut(name) {
                walk(rest, member, visit);
            }
        }
        (Token::Index(index), Json::Array(elements)) => {
            if let Some(element) = elements.get_mut(*index) {
                walk(rest, element, visit);
            }
        }
        // A key may look like a position.
        (Token::Index(index), Json::Object(object)) => {
            if let Some(member) = object.get_mut(&index.to_string()) {
                walk(rest, member, visit);
            }
        }
        (Token::AnyField, Json::Object(object)) => {
            for (_, member) in object.iter_mut() {
                walk(rest, member, visit);
            }
        }
        (Token::AnyField | Token::AnyIndex, Json::Array(elements)) => {
            for element in elements {
                walk(rest, element, visit);
            }
        }
        _ => {}
    }
}
