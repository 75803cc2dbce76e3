//! Named lists of values: the parameters of a query, the fields of a form.

use std::{
    collections::{HashMap, HashSet},
    ops::ControlFlow,
};

use super::{
    Mismatch, Reason, Shown,
    explain::Trace,
    walk::{Flow, Walk, differ},
};
use crate::model::Query;

/// Up to this many names a look-up compares every name.
const FEW: usize = 16;

/// Expected parameters: each name with its values. A parameter without a value has an empty one.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    entries: Vec<(String, Vec<String>)>,
}

impl Parameters {
    pub(crate) fn new(query: &Query) -> Self {
        let values = |values: &[Option<String>]| {
            values
                .iter()
                .map(Option::as_deref)
                .map(text)
                .map(str::to_owned)
                .collect()
        };
        let entries = query
            .iter()
            .map(|(name, list)| (name.to_owned(), values(list)));
        Self {
            entries: entries.collect(),
        }
    }

    /// Compares: the same names, whatever their order, each with its values in order.
    pub(crate) fn compare<'d, T: Trace>(
        &'d self,
        actual: &'d Query,
        walk: &mut Walk<'_, '_, 'd, T>,
    ) -> Flow {
        let received = index(actual);
        let find = |name: &str| match &received {
            Some(received) => received.get(name).copied(),
            None => actual.get(name),
        };
        let root = walk.root();
        let above = walk.below(&root, None);
        for (name, expected) in &self.entries {
            let at = walk.enter_field(&root, above, name);
            match find(name) {
                Some(values) => {
                    let values: Vec<&str> = values.iter().map(Option::as_deref).map(text).collect();
                    walk.texts(expected, &values, &at, differ)?;
                }
                None => walk.report_parameter(Some(expected), None, &Reason::Missing)?,
            }
            walk.leave(&at);
        }
        self.unexpected(actual, |name, values| {
            let at = walk.enter_field(&root, above, name);
            let values: Vec<String> = values
                .iter()
                .map(Option::as_deref)
                .map(text)
                .map(str::to_owned)
                .collect();
            walk.report_parameter(None, Some(&values), &Reason::Unexpected)?;
            walk.leave(&at);
            ControlFlow::Continue(())
        })
    }

    /// Compares as text: the same names in the same order, each with its values.
    pub(crate) fn compare_in_order<'d, T: Trace>(
        &'d self,
        actual: &'d Query,
        walk: &mut Walk<'_, '_, 'd, T>,
    ) -> Flow {
        self.compare(actual, walk)?;
        let same_names = self.entries.len() == actual.len()
            && self
                .entries
                .iter()
                .all(|(name, _)| actual.get(name).is_some());
        let in_order = self
            .entries
            .iter()
            .zip(actual.iter())
            .all(|((expected, _), (actual, _))| expected == actual);
        if in_order || !same_names {
            return ControlFlow::Continue(());
        }
        walk.report_order(
            &Shown::keys(self.entries.iter().map(|(name, _)| name.as_str())),
            &Shown::keys(actual.iter().map(|(name, _)| name)),
        )
    }

    fn unexpected<'d>(
        &self,
        actual: &'d Query,
        mut report: impl FnMut(&'d str, &'d [Option<String>]) -> Flow,
    ) -> Flow {
        let names: Option<HashSet<&str>> = (self.entries.len() > FEW)
            .then(|| self.entries.iter().map(|(name, _)| name.as_str()).collect());
        for (name, values) in actual.iter() {
            let expected = match &names {
                Some(names) => names.contains(name),
                None => self.entries.iter().any(|(its, _)| its == name),
            };
            if !expected {
                report(name, values)?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// The parameters by name, if there are so many that it pays.
fn index(query: &Query) -> Option<HashMap<&str, &[Option<String>]>> {
    (query.len() > FEW).then(|| query.iter().collect())
}

fn text(value: Option<&str>) -> &str {
    value.unwrap_or_default()
}

impl<T: Trace> Walk<'_, '_, '_, T> {
    fn report_parameter(
        &mut self,
        expected: Option<&[String]>,
        actual: Option<&[String]>,
        reason: &Reason,
    ) -> Flow {
        let shown = |values: Option<&[String]>| {
            values.map(|values| match values {
                [value] => Shown::text(value.clone()),
                values => Shown::keys(values.iter().map(String::as_str)),
            })
        };
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: shown(expected),
            actual: shown(actual),
            rule: None,
            reason: reason.clone(),
        })
    }

    fn report_order(&mut self, expected: &Shown, actual: &Shown) -> Flow {
        self.report_with(|kind, path| Mismatch {
            kind,
            path,
            expected: Some(expected.clone()),
            actual: Some(actual.clone()),
            rule: None,
            reason: Reason::Order,
        })
    }
}
