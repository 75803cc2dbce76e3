//! Generators at work on a request, a response or a message.
//!
//! Generators run in a fixed order: category by category in the order of [`Category::ALL`], in each of
//! them the less specific paths first, so that `$.a.b` has the last word over `$.a` and `$.*.b`, and
//! of two equally specific paths the one that stands first in the file.

mod form;
mod json;
mod order;
#[cfg(feature = "xml")]
mod xml;

pub(super) use order::with_variants;

use order::{Planned, specificity};

use super::context::GeneratorContext;
use super::error::{GenerateError, GenerateErrorKind};
use super::state_value::to_text;
use super::{Generator, Generators};
use crate::json::{Json, OwnedObject};
use crate::model::{
    Body, BodyContent, Content, ContentType, Headers, MessageContents, Query, Request, Response,
};
use crate::path::{PathExpr, Token};
use crate::rule::{Category, MatchingRules};

/// A generator that gave no value; the example stayed where it was.
#[derive(Debug, Clone, PartialEq)]
pub struct GenerateFailure {
    /// The part of the request, response or message.
    pub category: Category,
    /// The generator's path in it.
    pub path: PathExpr,
    /// Why.
    pub error: GenerateError,
}

impl std::fmt::Display for GenerateFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "generator at {} {}: {}",
            self.category.name(),
            self.path,
            self.error
        )
    }
}

impl std::error::Error for GenerateFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

impl GeneratorContext {
    /// The request with fresh values, without its rules and generators, and the generators that
    /// failed.
    pub fn request(&mut self, request: &Request) -> (Request, Vec<GenerateFailure>) {
        let mut fresh = Request {
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: request.headers.clone(),
            body: request.body.clone(),
            extra: request.extra.clone(),
            ..Request::default()
        };
        let mut run = Run::new(self, &request.generators, &request.rules);
        run.text(Category::Method, &mut fresh.method);
        run.text(Category::Path, &mut fresh.path);
        run.query(fresh.query.as_mut());
        run.headers(fresh.headers.as_mut());
        let content_type = header_type(fresh.headers.as_ref());
        run.body(&mut fresh.body, content_type);
        (fresh, run.failures)
    }

    /// The response with fresh values, without its rules and generators, and the generators that
    /// failed.
    pub fn response(&mut self, response: &Response) -> (Response, Vec<GenerateFailure>) {
        let mut fresh = Response {
            status: response.status,
            headers: response.headers.clone(),
            body: response.body.clone(),
            extra: response.extra.clone(),
            ..Response::default()
        };
        let mut run = Run::new(self, &response.generators, &response.rules);
        run.headers(fresh.headers.as_mut());
        run.status(&mut fresh.status);
        let content_type = header_type(fresh.headers.as_ref());
        run.body(&mut fresh.body, content_type);
        (fresh, run.failures)
    }

    /// The message with fresh values, without its rules and generators, and the generators that
    /// failed.
    pub fn message(
        &mut self,
        message: &MessageContents,
    ) -> (MessageContents, Vec<GenerateFailure>) {
        let mut fresh = MessageContents {
            body: message.body.clone(),
            metadata: message.metadata.clone(),
            extra: message.extra.clone(),
            ..MessageContents::default()
        };
        let mut run = Run::new(self, &message.generators, &message.rules);
        let content_type = metadata_type(&message.metadata);
        run.body(&mut fresh.body, content_type);
        run.metadata(&mut fresh.metadata);
        (fresh, run.failures)
    }
}

/// One pass over a request, response or message.
struct Run<'a> {
    context: &'a mut GeneratorContext,
    generators: &'a Generators,
    rules: &'a MatchingRules,
    failures: Vec<GenerateFailure>,
}

impl<'a> Run<'a> {
    fn new(
        context: &'a mut GeneratorContext,
        generators: &'a Generators,
        rules: &'a MatchingRules,
    ) -> Self {
        Self {
            context,
            generators,
            rules,
            failures: Vec::new(),
        }
    }

    /// The generators of a category for this side of the contract, in the order in which they run.
    fn plan(&self, category: Category) -> Planned<'a> {
        let mut planned: Planned<'a> = with_variants(self.generators, self.rules)
            .into_iter()
            .filter(|(its, _, generator)| {
                *its == category && generator.applies_in(self.context.mode())
            })
            .map(|(_, path, generator)| (path, generator))
            .collect();
        // A stable sort of the reversed list: of equals, the first in the file runs last.
        planned.reverse();
        planned.sort_by_key(|(path, _)| specificity(path));
        planned
    }

    fn keep(&mut self, category: Category, path: &PathExpr, result: Result<(), GenerateError>) {
        if let Err(error) = result {
            self.failures.push(GenerateFailure {
                category,
                path: path.clone(),
                error,
            });
        }
    }

    fn text(&mut self, category: Category, text: &mut String) {
        for (path, generator) in self.plan(category) {
            let result = fresh_text(generator, text, self.context).map(|fresh| *text = fresh);
            self.keep(category, &path, result);
        }
    }

    fn status(&mut self, status: &mut u16) {
        for (path, generator) in self.plan(Category::Status) {
            let fresh = generator.generate(&Json::from(*status), self.context);
            let result = fresh.and_then(|fresh| {
                let code = to_text(&fresh)
                    .parse()
                    .ok()
                    .filter(|code| (100..600).contains(code));
                let fault = || GenerateErrorKind::Status {
                    value: fresh.to_string(),
                };
                *status = code.ok_or_else(|| GenerateError::new(fault()))?;
                Ok(())
            });
            self.keep(Category::Status, &path, result);
        }
    }

    fn query(&mut self, query: Option<&mut Query>) {
        let Some(query) = query else { return };
        for (path, generator) in self.plan(Category::Query) {
            let Some((name, index)) = name_and_index(&path) else {
                continue;
            };
            let Some(values) = query.get(name) else {
                continue;
            };
            let mut values = values.to_vec();
            let chosen = values.iter_mut().enumerate();
            for (_, value) in chosen.filter(|(at, _)| index.is_none_or(|index| index == *at)) {
                let example = value.clone().unwrap_or_default();
                let result = fresh_text(generator, &example, self.context);
                self.keep(
                    Category::Query,
                    &path,
                    result.map(|fresh| *value = Some(fresh)),
                );
            }
            query.set(name, values);
        }
    }

    fn headers(&mut self, headers: Option<&mut Headers>) {
        let Some(headers) = headers else { return };
        for (path, generator) in self.plan(Category::Header) {
            let Some((name, index)) = name_and_index(&path) else {
                continue;
            };
            let Some(values) = headers.get(name) else {
                continue;
            };
            let mut values = values.to_vec();
            let chosen = values.iter_mut().enumerate();
            for (_, value) in chosen.filter(|(at, _)| index.is_none_or(|index| index == *at)) {
                let result = fresh_text(generator, value, self.context);
                self.keep(Category::Header, &path, result.map(|fresh| *value = fresh));
            }
            headers.set(name, values);
        }
    }

    fn metadata(&mut self, metadata: &mut OwnedObject) {
        for (path, generator) in self.plan(Category::Metadata) {
            let mut document = Json::Object(std::mem::take(metadata));
            let result = json::apply(&path, generator, &mut document, self.context);
            if let Json::Object(changed) = document {
                *metadata = changed;
            }
            self.keep(Category::Metadata, &path, result);
        }
    }

    fn body(&mut self, body: &mut Body, header: Option<ContentType>) {
        let planned = self.plan(Category::Body);
        let Body::Present(content) = body else { return };
        if planned.is_empty() {
            return;
        }
        let content_type = content.content_type.clone().or(header);
        self.content(content, content_type.as_ref(), planned);
    }

    fn content(
        &mut self,
        body: &mut BodyContent,
        content_type: Option<&ContentType>,
        planned: Planned<'a>,
    ) {
        match &mut body.content {
            Content::Json(document) => self.document(document, planned),
            Content::Text(text) if content_type.is_some_and(ContentType::is_json) => {
                match Json::parse(text.as_bytes()).map(Json::into_owned) {
                    Ok(mut document) => {
                        self.document(&mut document, planned);
                        *text = document.to_string();
                    }
                    Err(source) => {
                        let content_type = name_of(content_type);
                        let kind = GenerateErrorKind::BodySyntax {
                            content_type,
                            source,
                        };
                        self.refuse(&planned, &GenerateError::new(kind));
                    }
                }
            }
            Content::Text(text) if content_type.is_some_and(ContentType::is_form) => {
                for (path, generator) in planned {
                    let result = form::apply(&path, generator, text, self.context);
                    self.keep(Category::Body, &path, result);
                }
            }
            #[cfg(feature = "xml")]
            Content::Text(text) if content_type.is_some_and(ContentType::is_xml) => {
                for (path, generator) in planned {
                    let result = xml::apply(&path, generator, text, self.context);
                    self.keep(Category::Body, &path, result);
                }
            }
            Content::Text(text) => {
                let (whole, other): (Vec<_>, Vec<_>) =
                    planned.into_iter().partition(|(path, _)| path.is_root());
                for (path, generator) in whole {
                    let result = fresh_text(generator, text, self.context);
                    self.keep(Category::Body, &path, result.map(|fresh| *text = fresh));
                }
                self.refuse_type(&other, content_type);
            }
            Content::Binary(_) => self.refuse_type(&planned, content_type),
        }
    }

    fn document(&mut self, document: &mut Json<'static>, planned: Planned<'a>) {
        for (path, generator) in planned {
            let result = json::apply(&path, generator, document, self.context);
            self.keep(Category::Body, &path, result);
        }
    }

    fn refuse_type(&mut self, planned: &Planned<'a>, content_type: Option<&ContentType>) {
        let kind = GenerateErrorKind::Body {
            content_type: name_of(content_type),
        };
        self.refuse(planned, &GenerateError::new(kind));
    }

    fn refuse(&mut self, planned: &Planned<'a>, error: &GenerateError) {
        for (path, _) in planned {
            self.keep(Category::Body, path, Err(error.clone()));
        }
    }
}

fn name_of(content_type: Option<&ContentType>) -> String {
    content_type.map_or_else(|| "unknown".to_owned(), ContentType::essence)
}

/// The name of a header or parameter, and the position of the value if the path has one.
fn name_and_index(path: &PathExpr) -> Option<(&str, Option<usize>)> {
    match path.tokens() {
        [Token::Field(name)] | [Token::Field(name), Token::AnyIndex | Token::AnyField] => {
            Some((name, None))
        }
        [Token::Field(name), Token::Index(index)] => Some((name, Some(*index))),
        _ => None,
    }
}

fn fresh_text(
    generator: &Generator,
    example: &str,
    context: &mut GeneratorContext,
) -> Result<String, GenerateError> {
    generator
        .generate(&Json::from(example), context)
        .map(|fresh| to_text(&fresh))
}

fn header_type(headers: Option<&Headers>) -> Option<ContentType> {
    let values = headers?.get("content-type")?;
    ContentType::parse(values.first()?)
}

fn metadata_type(metadata: &OwnedObject) -> Option<ContentType> {
    let named = metadata
        .get("contentType")
        .or_else(|| metadata.get("content-type"));
    ContentType::parse(named?.as_str()?)
}

#[cfg(test)]
mod tests;
