//! Checking an interaction against itself, before it becomes a contract.
//!
//! An example that its own rules reject, a rule that no value can ever meet, a generator whose values the
//! rule beside it rejects: each would make a pact that fails at the provider for reasons of its own.

#[cfg(feature = "xml")]
mod elements;
mod generators;
#[cfg(feature = "multipart")]
mod parts;
mod reach;
mod screen;

use super::{
    ActualMessage, ActualRequest, ActualResponse, CompileError, MatchOptions, MessageMatcher,
    Mismatch, RequestMatcher, ResponseMatcher,
    actual::{contents_type, declared_type},
};
use crate::{
    json::Json,
    model::{Body, Content, ContentType, MessageContents, Query, Request, Response},
    path::{PathExpr, Token},
    rule::{Category, MatchingRules},
};

/// Something in an interaction that contradicts itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The part of the request, response or message.
    pub category: Category,
    /// Where in it: the path of the rule or generator at fault, or of the example.
    pub path: PathExpr,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with an interaction.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The example does not satisfy its own rules.
    Example(Box<Mismatch>),
    /// Nothing that the example describes is under the path of these rules.
    Unreachable,
    /// The rule looks at something that the values under its path do not have.
    Misplaced {
        /// The name of the rule.
        rule: String,
        /// What it needs: `an object`.
        needs: &'static str,
    },
    /// The generator makes values that the rules reject.
    Generator {
        /// The name of the generator.
        generator: String,
        /// A value that it can make.
        value: String,
        /// The rule that rejects it, as a verb phrase.
        rule: String,
    },
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (category, path) = (self.category.name(), &self.path);
        match &self.kind {
            ProblemKind::Example(mismatch) => write!(
                f,
                "the example does not satisfy its own rules: {} has to be one that {}, but is {}",
                mismatch.place(),
                mismatch.expectation(),
                mismatch.finding()
            ),
            ProblemKind::Unreachable => write!(
                f,
                "the rules at `{path}` of `{category}` can never apply; the example has nothing there"
            ),
            ProblemKind::Misplaced { rule, needs } => write!(
                f,
                "the rule `{rule}` at `{path}` of `{category}` can never apply; it needs {needs}"
            ),
            ProblemKind::Generator {
                generator,
                value,
                rule,
            } => write!(
                f,
                "the generator `{generator}` at `{path}` of `{category}` makes values such as \
                 {value}, but the rule there wants one that {rule}"
            ),
        }
    }
}

/// Checks a request against itself.
///
/// ```
/// use pact_runtime::{
///     matching::{MatchOptions, self_check},
///     model::Request,
///     rule::{Category, Rule},
/// };
///
/// let mut request = Request { path: "/orders/x".to_owned(), ..Request::default() };
/// request.rules.add(Category::Path, "$".parse()?, Rule::Regex(r"/orders/\d+".to_owned()));
///
/// let problems = self_check::request(&request, &MatchOptions::default())?;
/// assert_eq!(
///     problems[0].to_string(),
///     r#"the example does not satisfy its own rules: path has to be one that matches the expression `/orders/\d+`, but is "/orders/x""#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If an expression or a date format of a rule cannot be compiled.
pub fn request(request: &Request, options: &MatchOptions) -> Result<Vec<Problem>, CompileError> {
    if screen::request(request) {
        return Ok(Vec::new());
    }
    let body = request.body.to_bytes();
    let matcher = RequestMatcher::compile(request, options)?;
    let mut problems = examples(matcher.compare(&ActualRequest::of(request, &body)));
    let part = Part {
        rules: &request.rules,
        generators: &request.generators,
        body: &request.body,
        content_type: declared_type(&request.body, request.headers.as_ref()),
        headers: names(request.headers.as_ref()),
        query: request.query.as_ref(),
        metadata: None,
        texts: &[
            (Category::Method, &request.method),
            (Category::Path, &request.path),
        ],
    };
    part.check(&mut problems)?;
    #[cfg(feature = "generators")]
    generators::request(request, &matcher, &mut problems);
    Ok(problems)
}

/// Checks a response against itself.
///
/// # Errors
/// If an expression or a date format of a rule cannot be compiled.
pub fn response(response: &Response, options: &MatchOptions) -> Result<Vec<Problem>, CompileError> {
    if screen::response(response) {
        return Ok(Vec::new());
    }
    let body = response.body.to_bytes();
    let matcher = ResponseMatcher::compile(response, options)?;
    let mut problems = examples(matcher.compare(&ActualResponse::of(response, &body)));
    let status = response.status.to_string();
    let part = Part {
        rules: &response.rules,
        generators: &response.generators,
        body: &response.body,
        content_type: declared_type(&response.body, response.headers.as_ref()),
        headers: names(response.headers.as_ref()),
        query: None,
        metadata: None,
        texts: &[(Category::Status, &status)],
    };
    part.check(&mut problems)?;
    #[cfg(feature = "generators")]
    generators::response(response, &matcher, &mut problems);
    Ok(problems)
}

/// Checks a message against itself.
///
/// # Errors
/// If an expression or a date format of a rule cannot be compiled.
pub fn message(
    message: &MessageContents,
    options: &MatchOptions,
) -> Result<Vec<Problem>, CompileError> {
    if screen::message(message) {
        return Ok(Vec::new());
    }
    let contents = message.body.to_bytes();
    let matcher = MessageMatcher::compile(message, options)?;
    let mut problems = examples(matcher.compare(&ActualMessage::of(message, &contents)));
    let metadata = Json::Object(message.metadata.clone());
    let part = Part {
        rules: &message.rules,
        generators: &message.generators,
        body: &message.body,
        content_type: contents_type(message),
        headers: Vec::new(),
        query: None,
        metadata: Some(&metadata),
        texts: &[],
    };
    part.check(&mut problems)?;
    #[cfg(feature = "generators")]
    generators::message(message, &matcher, &mut problems);
    Ok(problems)
}

fn examples(mismatches: Vec<Mismatch>) -> Vec<Problem> {
    let problem = |mismatch: Mismatch| Problem {
        category: mismatch.kind.category(),
        path: mismatch.path.clone(),
        kind: ProblemKind::Example(Box::new(mismatch)),
    };
    mismatches.into_iter().map(problem).collect()
}

fn names(headers: Option<&crate::model::Headers>) -> Vec<&str> {
    let headers = headers.into_iter().flat_map(crate::model::Headers::iter);
    headers.map(|(name, _)| name).collect()
}

/// What is checked of a request, a response or a message.
struct Part<'a> {
    rules: &'a MatchingRules,
    generators: &'a crate::generator::Generators,
    body: &'a Body,
    content_type: Option<ContentType>,
    headers: Vec<&'a str>,
    query: Option<&'a Query>,
    metadata: Option<&'a Json<'a>>,
    /// The parts that are one text.
    texts: &'a [(Category, &'a str)],
}

impl Part<'_> {
    fn check(&self, problems: &mut Vec<Problem>) -> Result<(), CompileError> {
        for (category, rules) in self.rules.iter() {
            match category {
                Category::Method | Category::Path | Category::Status => {
                    let is_there = self.texts.iter().any(|(its, _)| *its == category);
                    let at_root = |path: &PathExpr| is_there && path.is_root();
                    reach::texts(category, rules, at_root, problems);
                }
                Category::Header => {
                    let named = |name: &str| {
                        self.headers
                            .iter()
                            .any(|its| its.eq_ignore_ascii_case(name))
                    };
                    let any = !self.headers.is_empty();
                    reach::texts(category, rules, |path| is_named(path, any, named), problems);
                }
                Category::Query => {
                    let query = self.query;
                    let named = |name: &str| query.is_some_and(|query| query.get(name).is_some());
                    let any = query.is_some_and(|query| !query.is_empty());
                    reach::texts(category, rules, |path| is_named(path, any, named), problems);
                }
                Category::Metadata => match self.metadata {
                    Some(metadata) => reach::document(category, rules, metadata, problems)?,
                    None => reach::texts(category, rules, |_| false, problems),
                },
                Category::Body => self.check_body(rules, problems)?,
            }
        }
        generators::paired(self, problems);
        Ok(())
    }

    fn check_body(
        &self,
        rules: &crate::rule::CategoryRules,
        problems: &mut Vec<Problem>,
    ) -> Result<(), CompileError> {
        match self.body {
            Body::Missing | Body::Empty | Body::Null => {
                reach::texts(Category::Body, rules, |_| false, problems);
            }
            Body::Present(body) => match (&body.content, &self.content_type) {
                (Content::Json(json), _) => {
                    reach::document(Category::Body, rules, json, problems)?;
                }
                (_, Some(content_type)) => self.check_content(content_type, rules, problems)?,
                (Content::Text(_) | Content::Binary(_), None) => {}
            },
        }
        Ok(())
    }

    /// Content whose type says how to look into it.
    fn check_content(
        &self,
        content_type: &ContentType,
        rules: &crate::rule::CategoryRules,
        problems: &mut Vec<Problem>,
    ) -> Result<(), CompileError> {
        let bytes = self.body.to_bytes();
        // Content that cannot be read was told of when the example was compared with itself.
        if content_type.is_json() {
            if let Ok(document) = Json::parse(&bytes) {
                reach::document(Category::Body, rules, &document, problems)?;
            }
            return Ok(());
        }
        #[cfg(feature = "xml")]
        if content_type.is_xml() {
            if let Ok(document) = crate::xml::decode(&bytes).and_then(crate::xml::Document::parse) {
                elements::document(Category::Body, rules, &document, problems);
            }
            return Ok(());
        }
        #[cfg(feature = "multipart")]
        if let Ok(example) = crate::multipart::Multipart::of_type(&bytes, content_type) {
            return parts::multipart(rules, &example, problems);
        }
        if content_type.is_form() {
            let form = Query::parse(&String::from_utf8_lossy(&bytes));
            let named = |name: &str| form.get(name).is_some();
            let is_there =
                |path: &PathExpr| path.is_root() || is_named(path, !form.is_empty(), named);
            reach::texts(Category::Body, rules, is_there, problems);
        } else if is_flat_text(content_type) {
            reach::texts(Category::Body, rules, PathExpr::is_root, problems);
        }
        Ok(())
    }

    /// The example of a body or of metadata.
    fn document(&self, category: Category) -> Option<&Json<'_>> {
        match (category, self.body) {
            (Category::Metadata, _) => self.metadata,
            (Category::Body, Body::Present(body)) => match &body.content {
                Content::Json(json) => Some(json),
                Content::Text(_) | Content::Binary(_) => None,
            },
            _ => None,
        }
    }
}

/// Whether there is nothing inside of texts of this type. Of other types plugins may know more than we do.
fn is_flat_text(content_type: &ContentType) -> bool {
    matches!(
        (content_type.main_type(), content_type.sub_type()),
        ("text", "plain" | "html")
    )
}

/// Whether a path begins with a name that is there, or with any name.
fn is_named(path: &PathExpr, any: bool, named: impl Fn(&str) -> bool) -> bool {
    match path.tokens().first() {
        Some(Token::Field(name)) => named(name),
        Some(Token::Index(_) | Token::AnyIndex) => false,
        Some(Token::AnyField) | None => any,
    }
}
