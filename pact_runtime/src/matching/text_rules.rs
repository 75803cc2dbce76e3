//! Parts of a request that are one text: method and path.

use super::{
    CompileError, MatchOptions, MismatchKind, Reason, Sink,
    explain::Trace,
    trie::RuleTrie,
    walk::{Differ, ExtraKeys, Flow, Walk, differ},
};
use crate::rule::MatchingRules;

/// An expected text with its rules, compiled.
#[derive(Debug)]
pub(crate) struct TextRules {
    kind: MismatchKind,
    expected: String,
    rules: RuleTrie,
    options: MatchOptions,
}

impl TextRules {
    pub(crate) fn compile(
        kind: MismatchKind,
        expected: &str,
        rules: &MatchingRules,
        options: MatchOptions,
    ) -> Result<Self, CompileError> {
        let category = kind.category();
        let rules = if options.has_rules() {
            RuleTrie::compile(category, rules.of(category))?
        } else {
            RuleTrie::NONE
        };
        Ok(Self {
            kind,
            expected: expected.to_owned(),
            rules,
            options,
        })
    }

    /// The expected text, if there are no rules.
    pub(crate) fn only(&self) -> Option<&str> {
        self.rules.is_empty().then_some(&*self.expected)
    }

    pub(crate) fn compare<'d, T: Trace>(
        &'d self,
        actual: &'d str,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        let differ: Differ = match self.kind {
            MismatchKind::Method => differ_beyond_case,
            _ => differ,
        };
        let mut walk = Walk::new(
            &self.rules,
            self.kind,
            ExtraKeys::Refused,
            self.options,
            sink,
            trace,
        );
        let at = walk.root();
        walk.text(Some(&self.expected), actual, &at, differ)
    }
}

fn differ_beyond_case(expected: &str, actual: &str) -> Option<Reason> {
    (!expected.eq_ignore_ascii_case(actual)).then_some(Reason::NotEqual)
}
