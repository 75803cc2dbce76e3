//! Which generators run, and in which order.

use crate::generator::{Generator, Generators};
use crate::path::{PathExpr, Token};
use crate::rule::{Category, CategoryRules, MatchingRules, Rule};

/// The generators of one category in the order in which they run.
pub(super) type Planned<'a> = Vec<(PathExpr, &'a Generator)>;

/// All generators, also those inside the variants of `arrayContains` rules of the body.
pub(in crate::generator) fn with_variants<'a>(
    generators: &'a Generators,
    rules: &'a MatchingRules,
) -> Vec<(Category, PathExpr, &'a Generator)> {
    let mut inside = Planned::new();
    add_variants(&PathExpr::root(), rules.of(Category::Body), &mut inside);
    let inside = inside
        .into_iter()
        .map(|(path, generator)| (Category::Body, path, generator));
    let outside = generators.iter();
    outside
        .map(|(category, path, generator)| (category, path.clone(), generator))
        .chain(inside)
        .collect()
}

/// Length first, then how many steps are exact, then where the exact ones stand.
pub(super) fn specificity(path: &PathExpr) -> (usize, usize, Vec<bool>) {
    let is_exact = |token: &Token| matches!(token, Token::Field(_) | Token::Index(_));
    let exact: Vec<bool> = path.tokens().iter().map(is_exact).collect();
    (
        exact.len(),
        exact.iter().filter(|exact| **exact).count(),
        exact,
    )
}

/// The generators of `arrayContains` variants apply to the variant's example in the list.
fn add_variants<'a>(root: &PathExpr, rules: &'a CategoryRules, planned: &mut Planned<'a>) {
    for (path, list) in rules {
        let at = join(root, path.tokens());
        for variants in list.rules.iter().filter_map(|rule| match rule {
            Rule::ArrayContains(variants) => Some(variants),
            _ => None,
        }) {
            for variant in variants {
                let element = at.join(Token::Index(variant.index));
                let generators = variant.generators.iter();
                planned.extend(
                    generators.map(|(path, generator)| (join(&element, path.tokens()), generator)),
                );
                add_variants(&element, &variant.rules, planned);
            }
        }
    }
}

fn join(root: &PathExpr, tokens: &[Token]) -> PathExpr {
    PathExpr::from_tokens(root.tokens().iter().chain(tokens).cloned().collect())
}
