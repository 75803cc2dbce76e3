//! Reading path expressions.

use super::Token;

/// How many steps a path may have: more than any document that can be read is deep.
const MAX_TOKENS: usize = 1_024;

/// Why a text is not a path expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    path: String,
    offset: usize,
    expected: &'static str,
}

impl PathError {
    /// Byte offset in the path expression.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl std::fmt::Display for PathError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            path,
            offset,
            expected,
        } = self;
        let column = path[..*offset].chars().count() + 1;
        write!(
            f,
            "expected {expected} at column {column} of path expression `{path}`"
        )
    }
}

impl std::error::Error for PathError {}

/// The steps of a path expression. The `$` may be missing in front of a name.
pub(super) fn path(text: &str) -> Result<Vec<Token>, PathError> {
    let mut parser = Parser { text, at: 0 };
    parser.tokens().map_err(|expected| PathError {
        path: text.to_owned(),
        offset: parser.at,
        expected,
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn tokens(&mut self) -> Result<Vec<Token>, &'static str> {
        let mut tokens = Vec::new();
        if self.text.is_empty() {
            return Err("a path such as `$.name`");
        }
        if !self.take('$') && !self.text.starts_with(['.', '[']) {
            tokens.push(self.name()?);
        }
        while let Some(next) = self.peek() {
            if tokens.len() == MAX_TOKENS {
                return Err("at most 1024 steps");
            }
            match next {
                '.' => {
                    self.at += 1;
                    tokens.push(self.name()?);
                }
                '[' => {
                    self.at += 1;
                    tokens.push(self.bracket()?);
                }
                _ => return Err("`.` or `[`"),
            }
        }
        Ok(tokens)
    }

    fn name(&mut self) -> Result<Token, &'static str> {
        if self.take('*') {
            return Ok(Token::AnyField);
        }
        let rest = &self.text[self.at..];
        let length = rest
            .find(|next| !is_name_character(next))
            .unwrap_or(rest.len());
        if length == 0 {
            return Err("a name or `*`");
        }
        self.at += length;
        Ok(Token::field(&rest[..length]))
    }

    fn bracket(&mut self) -> Result<Token, &'static str> {
        let token = match self.peek() {
            Some('*') => {
                self.at += 1;
                Token::AnyIndex
            }
            Some(quote @ ('\'' | '"')) => {
                self.at += 1;
                self.quoted(quote)?
            }
            Some('0'..='9') => self.index()?,
            _ => return Err("an index, `*` or a quoted name"),
        };
        if self.take(']') {
            Ok(token)
        } else {
            Err("`]`")
        }
    }

    fn index(&mut self) -> Result<Token, &'static str> {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|next: char| !next.is_ascii_digit())
            .unwrap_or(rest.len());
        let index = rest[..length]
            .parse()
            .map_err(|_| "an index that fits into memory")?;
        self.at += length;
        Ok(Token::Index(index))
    }

    fn quoted(&mut self, quote: char) -> Result<Token, &'static str> {
        let mut name = String::new();
        loop {
            let next = self.peek().ok_or("a closing quote")?;
            self.at += next.len_utf8();
            if next == quote {
                return Ok(Token::field(name));
            }
            name.push(if next == '\\' { self.escaped() } else { next });
        }
    }

    /// What stands behind a `\`. A `\` before anything but a quote or another `\` stands for itself:
    /// writers without escapes leave it so.
    fn escaped(&mut self) -> char {
        match self.peek() {
            Some(next @ ('\'' | '"' | '\\')) => {
                self.at += 1;
                next
            }
            _ => '\\',
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, character: char) -> bool {
        let found = self.peek() == Some(character);
        self.at += if found { character.len_utf8() } else { 0 };
        found
    }
}

/// Names behind a dot take every character that does not end them, so that a path of another tool is
/// read as it was meant.
fn is_name_character(character: char) -> bool {
    !matches!(character, '.' | '[' | ']' | '*' | '\'' | '"' | '\\') && !character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use crate::path::{PathExpr, Token};

    fn check(text: &str, canonical: &str) {
        assert_eq!(
            text.parse::<PathExpr>().unwrap().to_string(),
            canonical,
            "{text}"
        );
    }

    #[test]
    fn reads_every_spelling_and_writes_one() {
        check("$", "$");
        check("$.a.b_2", "$.a.b_2");
        check("$['a'][\"b\"]", "$.a.b");
        check("a.b", "$.a.b");
        check("_x", "$._x");
        check("$.a[0][*].*", "$.a[0][*].*");
        check("$.content-type", "$['content-type']");
        check("$.ns:name.@id.#text", "$['ns:name']['@id']['#text']");
        check("$['it\\'s']", "$['it\\'s']");
        check(r"$['back\slash']", r"$['back\\slash']");
        check("$['']", "$['']");
        check("$.größe", "$['größe']");
        check("['$ref']", "$['$ref']");
    }

    fn refuse(text: &str, message: &str) {
        assert_eq!(text.parse::<PathExpr>().unwrap_err().to_string(), message);
    }

    #[test]
    fn says_where_a_path_breaks() {
        refuse(
            "",
            "expected a path such as `$.name` at column 1 of path expression ``",
        );
        refuse(
            "$.",
            "expected a name or `*` at column 3 of path expression `$.`",
        );
        refuse(
            "$a",
            "expected `.` or `[` at column 2 of path expression `$a`",
        );
        refuse(
            "$[a]",
            "expected an index, `*` or a quoted name at column 3 of path expression `$[a]`",
        );
        refuse(
            "$['ü",
            "expected a closing quote at column 5 of path expression `$['ü`",
        );
        refuse("$[0", "expected `]` at column 4 of path expression `$[0`");
        refuse(
            "$[99999999999999999999]",
            "expected an index that fits into memory at column 3 of path expression \
             `$[99999999999999999999]`",
        );
        assert!("$[٣]".parse::<PathExpr>().is_err());
        assert!("$.a".repeat(5_000).parse::<PathExpr>().is_err());
    }

    #[test]
    fn every_name_survives_writing_and_reading() {
        for name in [
            "", "*", "[*]", "0", "a'b", "a\\b", "\\'", "$", "a.b", "ü", "\n", "\"", "a b",
        ] {
            let path = PathExpr::from_tokens(vec![Token::field(name), Token::Index(1)]);
            assert_eq!(
                path.to_string().parse::<PathExpr>().unwrap(),
                path,
                "{name:?}"
            );
        }
    }
}
