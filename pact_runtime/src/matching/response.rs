//! Matching responses.

use super::{
    Collect, CompileError, MatchOptions, Mismatch, MismatchKind, Probe, Reason, Sink,
    actual::{ActualResponse, declared_type},
    body::ExpectedBody,
    explain::{NoTrace, Trace},
    headers::ExpectedHeaders,
    trie::RuleTrie,
    walk::{ExtraKeys, Flow, Walk},
};
use crate::{
    json::{Json, OwnedJson},
    model::Response,
    rule::{Category, Value},
};

/// An expected response, compiled to be compared with many received ones.
#[derive(Debug)]
pub struct ResponseMatcher {
    status: OwnedJson,
    status_rules: RuleTrie,
    headers: ExpectedHeaders,
    body: ExpectedBody,
    options: MatchOptions,
}

impl ResponseMatcher {
    /// Compiles a response with its rules.
    ///
    /// # Errors
    /// If an expression or a date format of a rule cannot be compiled.
    pub fn compile(expected: &Response, options: &MatchOptions) -> Result<Self, CompileError> {
        let options = *options;
        let rules = &expected.rules;
        let status_rules = if options.has_rules() {
            RuleTrie::compile(Category::Status, rules.of(Category::Status))?
        } else {
            RuleTrie::NONE
        };
        let headers = expected.headers.as_ref();
        Ok(Self {
            status: Json::from(expected.status),
            status_rules,
            headers: ExpectedHeaders::compile(headers, rules, options)?,
            body: ExpectedBody::compile(
                &expected.body,
                declared_type(&expected.body, headers),
                rules,
                ExtraKeys::Allowed,
                options,
            )?,
            options,
        })
    }

    /// All mismatches of a received response, at most [`MAX_MISMATCHES`](super::MAX_MISMATCHES).
    pub fn compare(&self, actual: &ActualResponse<'_>) -> Vec<Mismatch> {
        let mut collect = Collect::default();
        let _ = self.trace(actual, &mut collect, &mut NoTrace);
        collect.into_mismatches()
    }

    /// Whether a received response has no mismatch; looks no further than the first one.
    pub fn matches(&self, actual: &ActualResponse<'_>) -> bool {
        let mut probe = Probe::default();
        let _ = self.trace(actual, &mut probe, &mut NoTrace);
        probe.matched()
    }

    pub(crate) fn trace<T: Trace>(
        &self,
        actual: &ActualResponse<'_>,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        self.compare_status(actual.status(), sink, trace)?;
        self.headers.compare(&actual.headers, sink, trace)?;
        let ruled = self.headers.accepts_content_type(&actual.headers);
        self.body.compare(&actual.body, ruled, sink, trace)
    }

    fn compare_status<T: Trace>(&self, actual: u16, sink: &mut dyn Sink, trace: &mut T) -> Flow {
        let actual = Json::from(actual);
        let mut walk = Walk::new(
            &self.status_rules,
            MismatchKind::Status,
            ExtraKeys::Allowed,
            self.options,
            sink,
            trace,
        );
        let at = walk.root();
        let expected = Some(Value::Json(&self.status));
        walk.value(expected, Value::Json(&actual), &at, |_, _| {
            (self.status != actual).then_some(Reason::NotEqual)
        })
    }
}

/// Compares a response with an expected one, compiling it for this once.
///
/// # Errors
/// As [`ResponseMatcher::compile`].
pub fn match_response(
    expected: &Response,
    actual: &Response,
    options: &MatchOptions,
) -> Result<Vec<Mismatch>, CompileError> {
    let body = actual.body.to_bytes();
    let response = ActualResponse::of(actual, &body);
    Ok(ResponseMatcher::compile(expected, options)?.compare(&response))
}
