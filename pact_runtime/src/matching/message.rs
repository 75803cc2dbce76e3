//! Matching messages.

use super::{
    Collect, CompileError, MatchOptions, Mismatch, MismatchKind, Probe, Reason, Shown, Sink,
    actual::{ActualMessage, contents_type},
    body::ExpectedBody,
    explain::{NoTrace, Trace},
    headers::differ_in_parameters,
    trie::RuleTrie,
    walk::{ExtraKeys, Flow, Walk},
};
use crate::{
    json::{Json, Object, OwnedObject},
    model::MessageContents,
    rule::{Category, Value},
};

/// An expected message, compiled to be compared with many received ones.
#[derive(Debug)]
pub struct MessageMatcher {
    metadata: OwnedObject,
    metadata_rules: RuleTrie,
    body: ExpectedBody,
    options: MatchOptions,
}

impl MessageMatcher {
    /// Compiles a message with its rules.
    ///
    /// # Errors
    /// If an expression or a date format of a rule cannot be compiled.
    pub fn compile(
        expected: &MessageContents,
        options: &MatchOptions,
    ) -> Result<Self, CompileError> {
        let options = *options;
        let rules = &expected.rules;
        Ok(Self {
            metadata: expected.metadata.clone(),
            metadata_rules: RuleTrie::compile(Category::Metadata, rules.of(Category::Metadata))?,
            body: ExpectedBody::compile(
                &expected.body,
                contents_type(expected),
                rules,
                ExtraKeys::Allowed,
                options,
            )?,
            options,
        })
    }

    /// All mismatches of a received message, at most [`MAX_MISMATCHES`](super::MAX_MISMATCHES).
    pub fn compare(&self, actual: &ActualMessage<'_>) -> Vec<Mismatch> {
        let mut collect = Collect::default();
        let _ = self.trace(actual, &mut collect, &mut NoTrace);
        collect.into_mismatches()
    }

    /// Whether a received message has no mismatch; looks no further than the first one.
    pub fn matches(&self, actual: &ActualMessage<'_>) -> bool {
        let mut probe = Probe::default();
        let _ = self.trace(actual, &mut probe, &mut NoTrace);
        probe.matched()
    }

    pub(crate) fn trace<T: Trace>(
        &self,
        actual: &ActualMessage<'_>,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        self.compare_metadata(actual.metadata, sink, trace)?;
        self.body.compare(&actual.body, false, sink, trace)
    }

    /// Every expected key is there, others may be.
    fn compare_metadata<T: Trace>(
        &self,
        actual: &Object<'_>,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        let mut walk = Walk::new(
            &self.metadata_rules,
            MismatchKind::Metadata,
            ExtraKeys::Allowed,
            self.options,
            sink,
            trace,
        );
        let root = walk.root();
        let above = walk.below(&root, None);
        for (key, expected) in self.metadata.iter() {
            let at = walk.enter_field(&root, above, key);
            match actual.get(key) {
                None => walk.report_with(|kind, path| Mismatch {
                    kind,
                    path,
                    expected: Some(Shown::json(expected)),
                    actual: None,
                    rule: None,
                    reason: Reason::Missing,
                })?,
                Some(Json::String(text)) if is_content_type(key) => {
                    let expected_text = expected.as_str().unwrap_or_default();
                    let values = (Some(Value::Json(expected)), Value::Text(text));
                    walk.value(values.0, values.1, &at, |_, _| {
                        differ_in_parameters(expected_text, text)
                    })?;
                }
                Some(actual) => walk.compare(Some(expected), actual, &at)?,
            }
            walk.leave(&at);
        }
        Flow::Continue(())
    }
}

fn is_content_type(key: &str) -> bool {
    key.eq_ignore_ascii_case("contenttype") || key.eq_ignore_ascii_case("content-type")
}

/// Compares a message with an expected one, compiling it for this once.
///
/// # Errors
/// As [`MessageMatcher::compile`].
pub fn match_message(
    expected: &MessageContents,
    actual: &MessageContents,
    options: &MatchOptions,
) -> Result<Vec<Mismatch>, CompileError> {
    let contents = actual.body.to_bytes();
    let message = ActualMessage::of(actual, &contents);
    Ok(MessageMatcher::compile(expected, options)?.compare(&message))
}
