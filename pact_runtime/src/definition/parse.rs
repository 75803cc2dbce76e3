//! Reading an expression.

use super::token::{self, Escapes, Kind, Token};
use super::{DefinitionError, DefinitionExpression, Term};
use crate::datetime::{DateFormat, DateKind};
use crate::generator::{DataType, Generator, Moment};
use crate::json::{Json, Number, Object, OwnedJson};
use crate::rule::Rule;
use crate::text_regex::TextRegex;

/// The words that begin a term.
pub(super) const TERMS: [&str; 7] = [
    "matching",
    "notEmpty",
    "eachKey",
    "eachValue",
    "arrayContains",
    "atLeast",
    "atMost",
];

const MAX_BYTES: usize = 65_536;
const MAX_DEPTH: usize = 32;

const EXPECTED_TERM: &str =
    "`matching`, `notEmpty`, `eachKey`, `eachValue`, `arrayContains`, `atLeast` or `atMost`";

type Parsed<T> = Result<T, DefinitionError>;

pub(super) fn definition(
    text: &str,
    config_key: &dyn Fn(&str) -> Option<String>,
) -> Parsed<DefinitionExpression> {
    if text.len() > MAX_BYTES {
        let message = format!("expected at most {MAX_BYTES} bytes, found {}", text.len());
        return Err(DefinitionError::new("", 0..0, message));
    }
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        config_key,
    };
    let definition = parser.terms()?;
    let end = parser.peek();
    if end.kind == Kind::End {
        Ok(definition)
    } else {
        Err(parser.fault(&end, "`,` or the end"))
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// How many brackets of definitions are open.
    depth: usize,
    config_key: &'a dyn Fn(&str) -> Option<String>,
}

/// An example as it was written, and the generator that replaces it.
struct Example<'a> {
    token: Token<'a>,
    value: OwnedJson,
    generator: Option<Generator>,
}

/// What may stand where an example is expected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Any,
    Text,
    Number,
    Integer,
    Decimal,
    Boolean,
}

impl Wanted {
    fn noun(self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text => "a text in quotes",
            Self::Number => "a number",
            Self::Integer => "a whole number",
            Self::Decimal => "a number with a fraction, such as `1.0`",
            Self::Boolean => "`true` or `false`",
        }
    }

    fn accepts(self, value: &OwnedJson) -> bool {
        match (self, value) {
            (Self::Any, _)
            | (Self::Text, Json::String(_))
            | (Self::Number, Json::Number(_))
            | (Self::Boolean, Json::Bool(_)) => true,
            (Self::Integer, Json::Number(number)) => number.is_integer(),
            (Self::Decimal, Json::Number(number)) => !number.is_integer(),
            _ => false,
        }
    }
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Token<'a> {
        token::next(self.text, self.at)
    }

    fn next(&mut self) -> Token<'a> {
        let token = self.peek();
        self.at = token.span.end;
        token
    }

    fn takes(&mut self, sign: &str) -> bool {
        let token = self.peek();
        let found = token.kind == Kind::Sign && token.text == sign;
        if found {
            self.at = token.span.end;
        }
        found
    }

    fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.takes(sign) {
            Ok(())
        } else {
            Err(self.fault(&self.peek(), &format!("`{sign}`")))
        }
    }

    fn fault(&self, token: &Token<'_>, expected: &str) -> DefinitionError {
        let (offset, text) = (token.span.start, token.text);
        let found = match token.kind {
            Kind::End => "the end".to_owned(),
            Kind::OpenText => format!("`{text}`; close the quote"),
            Kind::Word if expected == Wanted::Any.noun() || expected == Wanted::Text.noun() => {
                format!("`{text}`; put text in quotes, as in `'{text}'`")
            }
            _ => format!("`{text}`"),
        };
        let message = format!("expected {expected} at offset {offset}, found {found}");
        DefinitionError::new(self.text, token.span.clone(), message)
    }

    fn refuse<T>(&self, token: &Token<'_>, message: String) -> Parsed<T> {
        Err(DefinitionError::new(self.text, token.span.clone(), message))
    }

    fn terms(&mut self) -> Parsed<DefinitionExpression> {
        let mut all = DefinitionExpression::default();
        loop {
            let term = self.term()?;
            all.value = all.value.or(term.value);
            all.generator = all.generator.or(term.generator);
            all.terms.extend(term.terms);
            if !self.takes(",") {
                return Ok(all);
            }
        }
    }

    /// One term, which is a definition of its own in `arrayContains`.
    fn term(&mut self) -> Parsed<DefinitionExpression> {
        let word = self.next();
        if word.kind != Kind::Word || !TERMS.contains(&word.text) {
            return Err(self.fault(&word, EXPECTED_TERM));
        }
        if self.depth == MAX_DEPTH {
            return self.refuse(
                &word,
                format!("terms must not be nested deeper than {MAX_DEPTH}"),
            );
        }
        self.expect("(")?;
        self.depth += 1;
        let term = match word.text {
            "matching" => self.matching()?,
            "notEmpty" => {
                let example = self.example(Wanted::Any)?;
                term_of(Rule::NotEmpty, example)
            }
            "eachKey" => alone(Term::EachKey(Box::new(self.terms()?))),
            "eachValue" => alone(Term::EachValue(Box::new(self.terms()?))),
            "arrayContains" => self.array_contains()?,
            "atLeast" => alone(Term::Rule(Rule::MinType(self.length()?))),
            _ => alone(Term::Rule(Rule::MaxType(self.length()?))),
        };
        self.depth -= 1;
        self.expect(")")?;
        Ok(term)
    }

    fn array_contains(&mut self) -> Parsed<DefinitionExpression> {
        let mut variants = vec![self.term()?];
        while self.takes(",") {
            variants.push(self.term()?);
        }
        // The example of the list is made of those of its variants, where all have one.
        let values: Option<Vec<_>> = variants
            .iter()
            .map(|variant| variant.value.clone())
            .collect();
        Ok(DefinitionExpression {
            value: values.map(Json::Array),
            ..alone(Term::ArrayContains(variants))
        })
    }

    fn length(&mut self) -> Parsed<usize> {
        let token = self.next();
        let length = token
            .text
            .parse()
            .ok()
            .filter(|_| token.kind == Kind::Integer);
        length.ok_or_else(|| self.fault(&token, "a length"))
    }

    fn matching(&mut self) -> Parsed<DefinitionExpression> {
        if self.takes("$") {
            let name = self.text(Escapes::All)?.1;
            return Ok(alone(Term::Reference(name)));
        }
        let name = self.next();
        if name.kind != Kind::Word {
            return Err(self.fault(&name, "the name of a rule, such as `type` or `regex`"));
        }
        self.expect(",")?;
        let (rule, wanted) = match name.text {
            "equalTo" => (Rule::Equality, Wanted::Any),
            "type" => (Rule::Type, Wanted::Any),
            "number" => (Rule::Number, Wanted::Number),
            "integer" => (Rule::Integer, Wanted::Integer),
            "decimal" => (Rule::Decimal, Wanted::Decimal),
            "boolean" => (Rule::Boolean, Wanted::Boolean),
            "semver" => (Rule::Semver, Wanted::Text),
            "include" => {
                let (_, text) = self.text(Escapes::All)?;
                let value = Some(Json::from(text.clone()));
                return Ok(DefinitionExpression {
                    value,
                    ..alone(Term::Rule(Rule::Include(text)))
                });
            }
            "contentType" => {
                let (_, content_type) = self.text(Escapes::All)?;
                self.expect(",")?;
                (Rule::ContentType(content_type), Wanted::Text)
            }
            "regex" => return self.regex(),
            "date" => return self.moment(DateKind::Date),
            "time" => return self.moment(DateKind::Time),
            "datetime" => return self.moment(DateKind::DateTime),
            plugin => return self.plugin(plugin),
        };
        let example = self.example(wanted)?;
        Ok(term_of(rule, example))
    }

    fn regex(&mut self) -> Parsed<DefinitionExpression> {
        let (token, pattern) = self.text(Escapes::Quotes)?;
        let regex = match TextRegex::new(&pattern) {
            Ok(regex) => regex,
            Err(error) => return self.refuse(&token, error.to_string()),
        };
        self.expect(",")?;
        let example = self.example(Wanted::Text)?;
        let text = example.value.as_str().unwrap_or_default();
        if regex.matches(text) == Ok(false) {
            let message =
                format!("the example `{text}` must match its regular expression `{pattern}`");
            return self.refuse(&example.token, message);
        }
        Ok(term_of(Rule::Regex(pattern), example))
    }

    /// A date, time or datetime, which is generated unless its example comes from the provider state.
    fn moment(&mut self, kind: DateKind) -> Parsed<DefinitionExpression> {
        let (token, pattern) = self.text(Escapes::All)?;
        let format = match DateFormat::parse(&pattern) {
            Ok(format) => format,
            Err(error) => return self.refuse(&token, error.to_string()),
        };
        self.expect(",")?;
        let mut example = self.example(Wanted::Text)?;
        if let Err(mismatch) = format.matches(example.value.as_str().unwrap_or_default()) {
            let message = format!("the example must follow its format `{pattern}`: {mismatch}");
            return self.refuse(&example.token, message);
        }
        let moment = Moment {
            format: Some(pattern.clone()),
            expression: None,
        };
        let (rule, generator) = match kind {
            DateKind::Date => (Rule::Date(Some(pattern)), Generator::Date(moment)),
            DateKind::Time => (Rule::Time(Some(pattern)), Generator::Time(moment)),
            DateKind::DateTime => (Rule::DateTime(Some(pattern)), Generator::DateTime(moment)),
        };
        example.generator = example.generator.or(Some(generator));
        Ok(term_of(rule, example))
    }

    fn plugin(&mut self, name: &str) -> Parsed<DefinitionExpression> {
        let first = self.example(Wanted::Any)?;
        let mut values = Object::new();
        let example = if self.takes(",") {
            let key = (self.config_key)(name).unwrap_or_else(|| "value".to_owned());
            values.insert(key, first.value);
            self.example(Wanted::Any)?
        } else {
            first
        };
        Ok(term_of(Rule::Plugin(name.to_owned(), values), example))
    }

    fn text(&mut self, escapes: Escapes) -> Parsed<(Token<'a>, String)> {
        let token = self.next();
        if token.kind != Kind::Text {
            return Err(self.fault(&token, Wanted::Text.noun()));
        }
        let plain = self.unescape(&token, escapes)?;
        Ok((token, plain))
    }

    fn unescape(&self, token: &Token<'a>, escapes: Escapes) -> Parsed<String> {
        token::unescape(token.text, escapes).map_err(|offset| {
            let start = token.span.start + offset;
            let message = format!(
                "the escape at offset {start} must name a character; write `\\uXXXX` or `\\u{{X}}`"
            );
            DefinitionError::new(self.text, start..start + 2, message)
        })
    }

    fn example(&mut self, wanted: Wanted) -> Parsed<Example<'a>> {
        let token = self.next();
        if token.kind == Kind::Word && token.text == "fromProviderState" {
            return self.provider_state(token, wanted);
        }
        let value = match token.kind {
            Kind::Text => Json::from(self.unescape(&token, Escapes::All)?),
            Kind::Integer | Kind::Decimal => match Number::parse(token.text) {
                Some(number) => Json::Number(number.into_owned()),
                None => return Err(self.fault(&token, "a number without zeros in front")),
            },
            Kind::Word if token.text == "true" => Json::Bool(true),
            Kind::Word if token.text == "false" => Json::Bool(false),
            Kind::Word if token.text == "null" => Json::Null,
            _ => return Err(self.fault(&token, wanted.noun())),
        };
        if wanted.accepts(&value) {
            Ok(Example {
                token,
                value,
                generator: None,
            })
        } else {
            Err(self.fault(&token, wanted.noun()))
        }
    }

    fn provider_state(&mut self, token: Token<'a>, wanted: Wanted) -> Parsed<Example<'a>> {
        self.expect("(")?;
        let (_, expression) = self.text(Escapes::All)?;
        self.expect(",")?;
        let inner = self.peek();
        if inner.text == "fromProviderState" {
            return Err(self.fault(&inner, "an example"));
        }
        let example = self.example(wanted)?;
        self.expect(")")?;
        let data_type = match (&example.value, wanted) {
            (Json::Number(_), Wanted::Number) => DataType::Decimal,
            (Json::String(_), _) => DataType::String,
            (Json::Bool(_), _) => DataType::Boolean,
            (Json::Number(number), _) if number.is_integer() => DataType::Integer,
            (Json::Number(_), _) => DataType::Decimal,
            (Json::Null | Json::Array(_) | Json::Object(_), _) => DataType::Raw,
        };
        let generator = Generator::ProviderState {
            expression,
            data_type: Some(data_type),
        };
        Ok(Example {
            token,
            generator: Some(generator),
            ..example
        })
    }
}

fn alone(term: Term) -> DefinitionExpression {
    DefinitionExpression {
        value: None,
        terms: vec![term],
        generator: None,
    }
}

fn term_of(rule: Rule, example: Example<'_>) -> DefinitionExpression {
    let Example {
        value, generator, ..
    } = example;
    DefinitionExpression {
        value: Some(value),
        terms: vec![Term::Rule(rule)],
        generator,
    }
}
