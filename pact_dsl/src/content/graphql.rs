//! GraphQL over HTTP: a query and its variables as a JSON document.

use std::{borrow::Cow, panic::Location};

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::{Pattern, Shape};

/// The document of a request: `{"query": .., "variables": ..}`. White space and commas in the query may
/// differ, as GraphQL ignores them (specification October 2021 §2.1.7).
pub(crate) fn document(
    location: &'static Location<'static>,
    query: &str,
    variables: Pattern,
) -> Pattern {
    let rule = Rule::Regex(regex(query));
    let is_empty = query.trim().is_empty();
    let mut query = Pattern::of_rule(location, Json::from(query.trim().to_owned()), rule);
    if is_empty {
        query = query.with_problem(
            "a GraphQL query must not be empty; write one such as `{ orders { id } }`",
        );
    }
    let mut members = vec![(Cow::Borrowed("query"), query)];
    if !matches!(variables.node().shape, Shape::Plain(Json::Null)) {
        members.push((Cow::Borrowed("variables"), variables));
    }
    Pattern::of_shape(location, Shape::Object(members))
}

/// A regular expression for the query with any ignored characters between its tokens.
fn regex(query: &str) -> String {
    const IGNORED: &str = r"[\s,]*";
    let mut regex = String::from(IGNORED);
    let mut previous_is_word = false;
    for token in (Tokens { rest: query }) {
        let is_word = token.starts_with(is_word);
        if previous_is_word && is_word {
            regex.push_str(r"[\s,]+");
        } else if previous_is_word || !regex.ends_with(IGNORED) {
            regex.push_str(IGNORED);
        }
        regex.push_str(&crate::matchers::escape(token));
        previous_is_word = is_word;
    }
    if !regex.ends_with(IGNORED) {
        regex.push_str(IGNORED);
    }
    regex
}

fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

/// The tokens of a query, as far as white space matters: words, strings, single punctuation.
struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.rest = self
            .rest
            .trim_start_matches(|character: char| character.is_whitespace() || character == ',');
        let first = self.rest.chars().next()?;
        let length = if is_word(first) {
            self.rest.find(|character| !is_word(character))
        } else if first == '"' {
            string_length(self.rest)
        } else {
            Some(first.len_utf8())
        };
        let (token, rest) = self.rest.split_at(length.unwrap_or(self.rest.len()));
        self.rest = rest;
        Some(token)
    }
}

/// Length of the string at the start of the text, with its quotes: `"…"` or `"""…"""`.
fn string_length(text: &str) -> Option<usize> {
    let quotes = if text.starts_with("\"\"\"") {
        "\"\"\""
    } else {
        "\""
    };
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(quotes.len()) {
        if !escaped && text[at..].starts_with(quotes) {
            return Some(at + quotes.len());
        }
        escaped = character == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expect: &str) {
        assert_eq!(regex(query), expect);
    }

    #[test]
    fn lets_white_space_differ_where_graphql_ignores_it() {
        check(
            "query { order(id: $id) { id, lines } }",
            r"[\s,]*query[\s,]*\{[\s,]*order[\s,]*\([\s,]*id[\s,]*:[\s,]*\$[\s,]*id[\s,]*\)[\s,]*\{[\s,]*id[\s,]+lines[\s,]*\}[\s,]*\}[\s,]*",
        );
        check(
            r#"{a(t:"x  \" y")}"#,
            r#"[\s,]*\{[\s,]*a[\s,]*\([\s,]*t[\s,]*:[\s,]*"x  \\" y"[\s,]*\)[\s,]*\}[\s,]*"#,
        );
        check("\"unclosed", "[\\s,]*\"unclosed[\\s,]*");
        check("", r"[\s,]*");
    }
}
