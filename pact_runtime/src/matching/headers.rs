//! Headers.

use std::borrow::Cow;

use super::{
    CompileError, MatchOptions, Mismatch, MismatchKind, Probe, Reason, Shown, Sink,
    actual::ActualHeaders,
    explain::{NoTrace, Trace},
    trie::RuleTrie,
    walk::{Differ, ExtraKeys, Flow, Walk},
};
use crate::{
    model::{
        Headers,
        header_text::{is_list, split_outside_quotes},
    },
    rule::{Category, MatchingRules},
};

/// Headers whose values have parameters.
const PARAMETERISED: [&str; 2] = ["accept", "content-type"];

/// Expected headers with their rules, compiled.
#[derive(Debug)]
pub(crate) struct ExpectedHeaders {
    entries: Vec<Entry>,
    rules: RuleTrie,
    options: MatchOptions,
}

#[derive(Debug)]
struct Entry {
    /// As the pact has it.
    name: String,
    lower: String,
    values: Vec<String>,
    is_list: bool,
    differ: Differ,
}

impl ExpectedHeaders {
    pub(crate) fn compile(
        headers: Option<&Headers>,
        rules: &MatchingRules,
        options: MatchOptions,
    ) -> Result<Self, CompileError> {
        let rules = if options.has_rules() {
            RuleTrie::compile(Category::Header, rules.of(Category::Header))?
        } else {
            RuleTrie::NONE
        };
        let entries = headers.into_iter().flat_map(Headers::iter);
        Ok(Self {
            entries: entries
                .map(|(name, values)| Entry::new(name, values))
                .collect(),
            rules,
            options,
        })
    }

    /// Compares: every expected header is there, others may be.
    pub(crate) fn compare<'d, T: Trace>(
        &'d self,
        actual: &'d ActualHeaders<'d>,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        self.entries
            .iter()
            .try_for_each(|entry| self.compare_entry(entry, actual, sink, trace))
    }

    /// Whether there is a rule for the content type, and it accepts the one that was received.
    pub(crate) fn accepts_content_type(&self, actual: &ActualHeaders<'_>) -> bool {
        let entry = self
            .entries
            .iter()
            .find(|entry| entry.lower == "content-type");
        entry.is_some_and(|entry| {
            let mut probe = Probe::default();
            let _ = self.compare_entry(entry, actual, &mut probe, &mut NoTrace);
            self.has_rule(&entry.lower) && probe.matched()
        })
    }

    fn has_rule(&self, name: &str) -> bool {
        let mut found = false;
        if let Some(root) = self.rules.root() {
            found = self.rules.list_at(root).is_some();
            self.rules.field(root, name, |_| found = true);
        }
        found
    }

    fn compare_entry<'d, T: Trace>(
        &'d self,
        entry: &'d Entry,
        actual: &'d ActualHeaders<'d>,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        let mut walk = Walk::new(
            &self.rules,
            MismatchKind::Header,
            ExtraKeys::Allowed,
            self.options,
            sink,
            trace,
        );
        let root = walk.root();
        let above = walk.below(&root, None);
        let at = walk.enter_field(&root, above, &entry.lower);
        walk.rename_last(&entry.name);
        let values = entry.values_of(actual);
        if values.is_empty() {
            return walk.report_with(|kind, path| Mismatch {
                kind,
                path,
                expected: Some(Shown::text(entry.values.join(", "))),
                actual: None,
                rule: None,
                reason: Reason::Missing,
            });
        }
        if entry.values.len() != values.len()
            && !self.has_rule(&entry.lower)
            && entry.is_same_joined(&values)
        {
            return Flow::Continue(());
        }
        walk.texts(&entry.values, &values, &at, entry.differ)
    }
}

impl Entry {
    fn new(name: &str, values: &[String]) -> Self {
        let lower = name.to_ascii_lowercase();
        let is_list = is_list(&lower);
        let split = values.iter().flat_map(|value| split(value, is_list));
        Self {
            values: split.map(str::to_owned).collect(),
            name: name.to_owned(),
            is_list,
            differ: if PARAMETERISED.contains(&lower.as_str()) {
                differ_in_parameters
            } else {
                differ_in_commas
            },
            lower,
        }
    }

    /// Several lines of one header mean the same as one line with commas (RFC 9110 §5.3), except for
    /// cookies. Lists are split already, and parameters belong to one value.
    fn is_same_joined(&self, actual: &[&str]) -> bool {
        let lower = self.lower.as_str();
        if self.is_list || lower == "set-cookie" || PARAMETERISED.contains(&lower) {
            return false;
        }
        differ_in_commas(&self.values.join(","), &actual.join(",")).is_none()
    }

    fn values_of<'d>(&self, actual: &'d ActualHeaders<'d>) -> Vec<&'d str> {
        let received: Vec<&str> = actual
            .get(&self.lower)
            .flat_map(|value| split(value, self.is_list))
            .collect();
        received
    }
}

fn split(value: &str, is_list: bool) -> impl Iterator<Item = &str> {
    let limit = if is_list { usize::MAX } else { 1 };
    value.splitn(limit, ',').map(str::trim)
}

/// White space around commas does not count.
fn differ_in_commas(expected: &str, actual: &str) -> Option<Reason> {
    let same = expected == actual
        || (expected.contains(',')
            && expected
                .split(',')
                .map(str::trim)
                .eq(actual.split(',').map(str::trim)));
    (!same).then_some(Reason::NotEqual)
}

/// The value in front is the same, and every expected parameter is there, whatever the order and the
/// case of its value. The boundary of a multipart body may be any, since every client makes up its own.
pub(crate) fn differ_in_parameters(expected: &str, actual: &str) -> Option<Reason> {
    let (value, parameters) = take_apart(expected);
    let (received, others) = take_apart(actual);
    let is_multipart = value.to_ascii_lowercase().starts_with("multipart/");
    let has = |(name, value): &(&str, Cow<'_, str>)| {
        let is_free = is_multipart && name.eq_ignore_ascii_case("boundary");
        let mut alike = others
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name));
        alike.any(|(_, its)| is_free || its.eq_ignore_ascii_case(value))
    };
    let same = value == received && parameters.iter().all(has);
    (!same).then_some(Reason::Parameters)
}

/// The value in front and the parameters.
fn take_apart(header: &str) -> (&str, Vec<(&str, Cow<'_, str>)>) {
    let mut parts = split_outside_quotes(header, ';');
    let value = parts.next().unwrap_or_default().trim();
    let parameters = parts.filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim(), unquote(value.trim())))
    });
    (value, parameters.collect())
}

fn unquote(text: &str) -> Cow<'_, str> {
    let inner = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if inner.contains('\\') => {
            let mut characters = inner.chars();
            let mut plain = String::with_capacity(inner.len());
            while let Some(character) = characters.next() {
                let next = if character == '\\' {
                    characters.next()
                } else {
                    Some(character)
                };
                plain.extend(next);
            }
            Cow::Owned(plain)
        }
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(text),
    }
}
