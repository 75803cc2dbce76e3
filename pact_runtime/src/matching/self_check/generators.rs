//! Generators that contradict their rules.

use super::{Part, Problem, ProblemKind};
use crate::{
    datetime::{CivilDate, CivilTime, DateKind, Moment},
    generator::{Generator, UuidFormat},
    json::{Json, Number, OwnedJson},
    path::Token,
    rule::{Category, Combine, Rule, RuleList, Value, check::Check},
};

/// How many characters of a sample are made at most.
const SAMPLE_CHARACTERS: usize = 1_000;

/// Checks each generator with the rules that stand at the same path.
pub(super) fn paired(part: &Part<'_>, problems: &mut Vec<Problem>) {
    for (category, path, generator) in part.generators.iter() {
        let rules = part.rules.of(category).iter();
        for (_, list) in rules.filter(|(its, _)| its == path) {
            let example = part
                .document(category)
                .and_then(|document| first_under(document, path.tokens()));
            let typed = matches!(category, Category::Body | Category::Metadata)
                && part.document(category).is_some();
            if let Some((value, rule)) = contradiction(generator, list, typed, example) {
                problems.push(Problem {
                    category,
                    path: path.clone(),
                    kind: ProblemKind::Generator {
                        generator: generator.name().to_owned(),
                        value,
                        rule,
                    },
                });
            }
        }
    }
}

/// A value that the generator can make, and the rule that rejects it.
fn contradiction(
    generator: &Generator,
    list: &RuleList,
    typed: bool,
    example: Option<&Json<'_>>,
) -> Option<(String, String)> {
    let checks: Vec<(&Rule, Check)> = list
        .rules
        .iter()
        .filter_map(|rule| Some((rule, Check::of(rule).ok()??)))
        .collect();
    samples(generator).into_iter().find_map(|sample| {
        let text = match &sample {
            Json::String(text) => text.clone().into_owned(),
            other => other.to_string(),
        };
        let rejects = |check: &Check| {
            let verdict = if typed {
                check.holds(example.map(Value::Json), Value::Json(&sample))
            } else {
                check.holds(None, Value::Text(&text))
            };
            !verdict.holds()
        };
        let mut rejecting = checks
            .iter()
            .filter(|(_, check)| rejects(check) || matches!(check, Check::Equality));
        let (rule, _) = rejecting.next()?;
        let all_reject = 1 + rejecting.count() == checks.len();
        (list.combine == Combine::And || all_reject)
            .then(|| (sample.to_string(), rule.describe(example.map(Value::Json))))
    })
}

/// Values that a generator can make; none where we cannot tell without making them.
fn samples(generator: &Generator) -> Vec<OwnedJson> {
    let text = |characters: &str, length: usize| {
        let characters = characters.chars().cycle();
        Json::from(
            characters
                .take(length.min(SAMPLE_CHARACTERS))
                .collect::<String>(),
        )
    };
    let moment = |kind: DateKind, format: Option<&str>| {
        let format = kind.format(format).ok();
        format
            .zip(sample_moment())
            .map(|(format, moment)| Json::from(format.format(&moment)))
    };
    match generator {
        Generator::RandomInt { min, max } => vec![Json::from(*min), Json::from(*max)],
        Generator::RandomDecimal { digits } if *digits > 1 => {
            let number = format!("1.{}", "5".repeat((digits - 1).min(SAMPLE_CHARACTERS)));
            let number = Number::parse(&number).map(Number::into_owned);
            number.map(Json::Number).into_iter().collect()
        }
        Generator::RandomHexadecimal { digits } => vec![text("7F", *digits)],
        Generator::RandomString { size } => vec![text("aZ9", *size)],
        Generator::Uuid { format } => vec![Json::from(uuid(*format))],
        Generator::Date(date) => moment(DateKind::Date, date.format.as_deref())
            .into_iter()
            .collect(),
        Generator::Time(time) => moment(DateKind::Time, time.format.as_deref())
            .into_iter()
            .collect(),
        Generator::DateTime(both) => moment(DateKind::DateTime, both.format.as_deref())
            .into_iter()
            .collect(),
        Generator::RandomBoolean => vec![Json::from(true), Json::from(false)],
        Generator::RandomDecimal { .. }
        | Generator::Regex { .. }
        | Generator::ProviderState { .. }
        | Generator::MockServerUrl { .. }
        | Generator::Plugin(..) => Vec::new(),
    }
}

fn sample_moment() -> Option<Moment> {
    let date = CivilDate::new(2026, 11, 20)?;
    let time = CivilTime::new(15, 30, 45, 123_456_789)?;
    Moment::new(date, time).at_offset(3_600)
}

fn uuid(format: Option<UuidFormat>) -> String {
    const UUID: &str = "1b671a64-40d5-491e-99b0-da01ff1f3341";
    match format {
        None | Some(UuidFormat::LowerCaseHyphenated) => UUID.to_owned(),
        Some(UuidFormat::Simple) => UUID.replace('-', ""),
        Some(UuidFormat::UpperCaseHyphenated) => UUID.to_ascii_uppercase(),
        Some(UuidFormat::Urn) => format!("urn:uuid:{UUID}"),
    }
}

/// The first value of a document under a path.
fn first_under<'j>(document: &'j Json<'j>, path: &[Token]) -> Option<&'j Json<'j>> {
    let Some((token, rest)) = path.split_first() else {
        return Some(document);
    };
    let next = match (document, token) {
        (Json::Object(members), Token::Field(name)) => members.get(name),
        (Json::Object(members), Token::AnyField) => members.iter().next().map(|(_, value)| value),
        (Json::Array(items), Token::Index(index)) => items.get(*index),
        (Json::Array(items), Token::AnyIndex | Token::AnyField) => items.first(),
        _ => None,
    };
    first_under(next?, rest)
}

#[cfg(feature = "generators")]
pub(super) use whole::{message, request, response};

/// Generators at work: what they make is compared as if it had been received.
#[cfg(feature = "generators")]
mod whole {
    use super::{Problem, ProblemKind, Token};
    use crate::{
        generator::{GeneratorContext, Generators},
        matching::{
            ActualMessage, ActualRequest, ActualResponse, MessageMatcher, Mismatch, RequestMatcher,
            ResponseMatcher, Shown,
        },
        model::{MessageContents, Request, Response},
        path::PathExpr,
        rule::Category,
    };

    /// How often everything is generated.
    const TIMES: u64 = 3;

    /// Contexts of both modes.
    fn contexts() -> impl Iterator<Item = GeneratorContext> {
        (0..TIMES).flat_map(|seed| {
            [
                GeneratorContext::consumer()
                    .with_mock_server_url("http://127.0.0.1:1234")
                    .with_seed(seed),
                GeneratorContext::provider().with_seed(seed),
            ]
        })
    }

    pub(in super::super) fn request(
        request: &Request,
        matcher: &RequestMatcher,
        problems: &mut Vec<Problem>,
    ) {
        check(&request.generators, problems, |context| {
            let (fresh, _) = context.request(request);
            let body = fresh.body.to_bytes();
            matcher.compare(&ActualRequest::of(&fresh, &body))
        });
    }

    pub(in super::super) fn response(
        response: &Response,
        matcher: &ResponseMatcher,
        problems: &mut Vec<Problem>,
    ) {
        check(&response.generators, problems, |context| {
            let (fresh, _) = context.response(response);
            let body = fresh.body.to_bytes();
            matcher.compare(&ActualResponse::of(&fresh, &body))
        });
    }

    pub(in super::super) fn message(
        message: &MessageContents,
        matcher: &MessageMatcher,
        problems: &mut Vec<Problem>,
    ) {
        check(&message.generators, problems, |context| {
            let (fresh, _) = context.message(message);
            let contents = fresh.body.to_bytes();
            matcher.compare(&ActualMessage::of(&fresh, &contents))
        });
    }

    /// Compares what is generated, unless something is wrong already.
    fn check(
        generators: &Generators,
        problems: &mut Vec<Problem>,
        mut compare: impl FnMut(&mut GeneratorContext) -> Vec<Mismatch>,
    ) {
        if generators.is_empty() || !problems.is_empty() {
            return;
        }
        let mismatch = contexts().find_map(|mut context| compare(&mut context).into_iter().next());
        if let Some(mismatch) = mismatch {
            let category = mismatch.kind.category();
            let (path, generator) = nearest(generators, category, &mismatch.path);
            problems.push(Problem {
                category,
                path,
                kind: ProblemKind::Generator {
                    generator,
                    value: mismatch
                        .actual
                        .as_ref()
                        .map_or_else(String::new, Shown::to_string),
                    rule: mismatch.expectation(),
                },
            });
        }
    }

    /// The generator whose path covers a mismatch, the longest if there are several.
    fn nearest(generators: &Generators, category: Category, path: &PathExpr) -> (PathExpr, String) {
        let covers = |expression: &PathExpr| {
            expression.tokens().len() <= path.tokens().len()
                && expression
                    .tokens()
                    .iter()
                    .zip(path.tokens())
                    .all(|(one, other)| {
                        one == other || matches!(one, Token::AnyField | Token::AnyIndex)
                    })
        };
        generators
            .of(category)
            .filter(|(expression, _)| covers(expression))
            .max_by_key(|(expression, _)| expression.tokens().len())
            .map_or_else(
                || (path.clone(), "unknown".to_owned()),
                |(expression, generator)| (expression.clone(), generator.name().to_owned()),
            )
    }
}
