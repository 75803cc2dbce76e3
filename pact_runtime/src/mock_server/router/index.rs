//! Which interactions a request's method and path allow.

use std::collections::HashMap;

use super::Route;
use crate::matching::{ActualRequest, Probe, Stage};

/// Up to this many interactions all are looked at; above, they are looked up.
const LINEAR: usize = 16;

/// Interactions by path.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Nothing if there are few.
    by_path: Option<HashMap<Box<str>, Vec<usize>>>,
    /// Interactions whose path has rules.
    by_rules: Vec<usize>,
}

impl Index {
    pub(super) fn new(routes: &[Route]) -> Self {
        if routes.len() <= LINEAR {
            return Self {
                by_path: None,
                by_rules: (0..routes.len()).collect(),
            };
        }
        let mut by_path: HashMap<Box<str>, Vec<usize>> = HashMap::new();
        let mut by_rules = Vec::new();
        for (at, route) in routes.iter().enumerate() {
            match route.matcher.only_path() {
                Some(path) => by_path.entry(path.into()).or_default().push(at),
                None => by_rules.push(at),
            }
        }
        Self {
            by_path: Some(by_path),
            by_rules,
        }
    }

    /// The interactions whose method and path match, in the order of their declaration.
    pub(super) fn candidates(&self, routes: &[Route], actual: &ActualRequest<'_>) -> Vec<usize> {
        let fixed = self.by_path.as_ref().and_then(|it| it.get(actual.path()));
        let fixed = fixed.map_or(&[][..], Vec::as_slice);
        let mut candidates: Vec<_> = fixed
            .iter()
            .chain(&self.by_rules)
            .copied()
            .filter(|at| has_method_and_path(&routes[*at], actual))
            .collect();
        if !fixed.is_empty() && !self.by_rules.is_empty() {
            candidates.sort_unstable();
        }
        candidates
    }
}

fn has_method_and_path(route: &Route, actual: &ActualRequest<'_>) -> bool {
    let mut probe = Probe::default();
    let _ = route
        .matcher
        .compare_stage(Stage::MethodAndPath, actual, &mut probe);
    probe.matched()
}
