//! Matching requests.

use std::ops::ControlFlow;

use super::{
    Collect, CompileError, MatchOptions, Mismatch, MismatchKind, Probe, Sink,
    actual::{ActualRequest, declared_type},
    body::ExpectedBody,
    explain::{NoTrace, Trace},
    headers::ExpectedHeaders,
    parameters::Parameters,
    text_rules::TextRules,
    trie::RuleTrie,
    walk::{ExtraKeys, Flow, Walk},
};
use crate::{
    model::{Query, Request, SpecVersion},
    rule::Category,
};

/// An expected request, compiled to be compared with many received ones.
///
/// ```
/// use pact_runtime::{
///     matching::{ActualRequest, MatchOptions, RequestMatcher},
///     model::Request,
/// };
///
/// let expected = Request { path: "/orders".to_owned(), ..Request::default() };
/// let matcher = RequestMatcher::compile(&expected, &MatchOptions::default())?;
///
/// let mismatches = matcher.compare(&ActualRequest::new("GET", "/order"));
/// assert_eq!(
///     mismatches[0].description(),
///     "Expected '/order' to be equal to '/orders'"
/// );
/// # Ok::<(), pact_runtime::matching::CompileError>(())
/// ```
#[derive(Debug)]
pub struct RequestMatcher {
    method: TextRules,
    path: TextRules,
    query: Parameters,
    query_rules: RuleTrie,
    headers: ExpectedHeaders,
    body: ExpectedBody,
    options: MatchOptions,
}

/// The parts of a request in the order in which a router looks at them: what is cheap comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Method and path.
    MethodAndPath,
    /// Query and headers.
    QueryAndHeaders,
    /// The body.
    Body,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Self; 3] = [Self::MethodAndPath, Self::QueryAndHeaders, Self::Body];
}

impl RequestMatcher {
    /// Compiles a request with its rules.
    ///
    /// # Errors
    /// If an expression or a date format of a rule cannot be compiled.
    pub fn compile(expected: &Request, options: &MatchOptions) -> Result<Self, CompileError> {
        let options = *options;
        let rules = &expected.rules;
        let query_rules = if options.has_rules() {
            RuleTrie::compile(Category::Query, rules.of(Category::Query))?
        } else {
            RuleTrie::NONE
        };
        let no_query = Query::default();
        let headers = expected.headers.as_ref();
        Ok(Self {
            method: TextRules::compile(MismatchKind::Method, &expected.method, rules, options)?,
            path: TextRules::compile(MismatchKind::Path, &expected.path, rules, options)?,
            query: Parameters::new(expected.query.as_ref().unwrap_or(&no_query)),
            query_rules,
            headers: ExpectedHeaders::compile(headers, rules, options)?,
            body: ExpectedBody::compile(
                &expected.body,
                declared_type(&expected.body, headers),
                rules,
                ExtraKeys::Refused,
                options,
            )?,
            options,
        })
    }

    /// The method, if requests with another one cannot match.
    pub fn only_method(&self) -> Option<&str> {
        self.method.only()
    }

    /// The path, if requests with another one cannot match.
    pub fn only_path(&self) -> Option<&str> {
        self.path.only()
    }

    /// All mismatches of a received request, at most [`MAX_MISMATCHES`](super::MAX_MISMATCHES).
    pub fn compare(&self, actual: &ActualRequest<'_>) -> Vec<Mismatch> {
        let mut collect = Collect::default();
        for stage in Stage::ALL {
            let _ = self.compare_stage(stage, actual, &mut collect);
        }
        collect.into_mismatches()
    }

    /// Whether a received request has no mismatch; looks no further than the first one.
    pub fn matches(&self, actual: &ActualRequest<'_>) -> bool {
        Stage::ALL.into_iter().all(|stage| {
            let mut probe = Probe::default();
            let _ = self.compare_stage(stage, actual, &mut probe);
            probe.matched()
        })
    }

    /// Compares one part of a received request.
    pub fn compare_stage(
        &self,
        stage: Stage,
        actual: &ActualRequest<'_>,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        self.trace_stage(stage, actual, sink, &mut NoTrace)
    }

    pub(crate) fn trace_stage<T: Trace>(
        &self,
        stage: Stage,
        actual: &ActualRequest<'_>,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        match stage {
            Stage::MethodAndPath => {
                self.method.compare(actual.method(), sink, trace)?;
                self.path.compare(actual.path(), sink, trace)
            }
            Stage::QueryAndHeaders => {
                self.compare_query(actual, sink, trace)?;
                self.headers.compare(&actual.headers, sink, trace)
            }
            Stage::Body => {
                let ruled = self.headers.accepts_content_type(&actual.headers);
                self.body.compare(&actual.body, ruled, sink, trace)
            }
        }
    }

    fn compare_query<T: Trace>(
        &self,
        actual: &ActualRequest<'_>,
        sink: &mut dyn Sink,
        trace: &mut T,
    ) -> Flow {
        let mut walk = Walk::new(
            &self.query_rules,
            MismatchKind::Query,
            ExtraKeys::Refused,
            self.options,
            sink,
            trace,
        );
        match self.options.version() {
            SpecVersion::V1 => self
                .query
                .compare_in_order(actual.query.as_text(), &mut walk),
            _ => self.query.compare(actual.query.parameters(), &mut walk),
        }
    }
}

/// Compares a request with an expected one, compiling it for this once.
///
/// # Errors
/// As [`RequestMatcher::compile`].
pub fn match_request(
    expected: &Request,
    actual: &Request,
    options: &MatchOptions,
) -> Result<Vec<Mismatch>, CompileError> {
    let body = actual.body.to_bytes();
    let request = ActualRequest::of(actual, &body);
    Ok(RequestMatcher::compile(expected, options)?.compare(&request))
}
