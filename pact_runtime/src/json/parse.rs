//! Reading a document.

use std::borrow::Cow;

use super::{Json, Number, Object};

/// How deep arrays and objects may be nested.
///
/// Deep enough for any contract, and shallow enough for the stack of a test thread.
pub const MAX_DEPTH: usize = 256;

/// Why a text is not a JSON document, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    expected: &'static str,
    offset: usize,
    line: usize,
    column: usize,
}

impl ParseError {
    fn at(text: &[u8], offset: usize, expected: &'static str) -> Self {
        let before = &text[..offset.min(text.len())];
        let line_start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let line = before.split(|byte| *byte == b'\n').count();
        let column = String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count()
            + 1;
        Self {
            expected,
            offset,
            line,
            column,
        }
    }

    /// Byte offset in the text.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Line in the text, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column in the line in characters, counted from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "expected {} at line {} column {}",
            self.expected, self.line, self.column
        )
    }
}

impl std::error::Error for ParseError {}

/// Parses the whole of `text`.
pub(super) fn document(text: &[u8]) -> Result<Json<'_>, ParseError> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let string = std::str::from_utf8(text)
        .map_err(|error| ParseError::at(text, error.valid_up_to(), "UTF-8"))?;
    let mut parser = Parser {
        text: string,
        bytes: text,
        at: 0,
    };
    let parsed = parser.value(0).and_then(|json| {
        parser.skip_white_space();
        if parser.at == text.len() {
            Ok(json)
        } else {
            Err("the end of the document")
        }
    });
    parsed.map_err(|expected| ParseError::at(text, parser.at, expected))
}

/// How many bytes of `text` form a number (RFC 8259 §6); `None` if it does not start with one.
pub(super) fn number_length(text: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let count = text[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        (count > 0).then_some(from + count)
    };
    let start = usize::from(text.first() == Some(&b'-'));
    let mut end = digits(start)?;
    if text[start] == b'0' && end > start + 1 {
        return None;
    }
    if text.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        end = digits(end + 1 + sign)?;
    }
    Some(end)
}

/// What stands where something else was expected.
type Expected = &'static str;

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Parser<'a> {
    fn value(&mut self, depth: usize) -> Result<Json<'a>, Expected> {
        self.skip_white_space();
        match self.peek() {
            Some(b'"') => self.string().map(Json::String),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => Err("a value"),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json<'a>, Expected> {
        self.open(depth)?;
        let mut elements = Vec::new();
        self.skip_white_space();
        if self.take(b']') {
            return Ok(Json::Array(elements));
        }
        loop {
            elements.push(self.value(depth + 1)?);
            self.skip_white_space();
            if self.take(b']') {
                return Ok(Json::Array(elements));
            }
            if !self.take(b',') {
                return Err("`,` or `]`");
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json<'a>, Expected> {
        self.open(depth)?;
        let mut members = Vec::new();
        self.skip_white_space();
        if self.take(b'}') {
            return Ok(Json::Object(Object::new()));
        }
        loop {
            self.skip_white_space();
            if self.peek() != Some(b'"') {
                return Err("a key in double quotes");
            }
            let key = self.string()?;
            self.skip_white_space();
            if !self.take(b':') {
                return Err("`:`");
            }
            members.push((key, self.value(depth + 1)?));
            self.skip_white_space();
            if self.take(b'}') {
                return Ok(Json::Object(Object::from_members(members)));
            }
            if !self.take(b',') {
                return Err("`,` or `}`");
            }
        }
    }

    fn open(&mut self, depth: usize) -> Result<(), Expected> {
        if depth >= MAX_DEPTH {
            return Err("at most 256 levels of nesting");
        }
        self.at += 1;
        Ok(())
    }

    fn number(&mut self) -> Result<Json<'a>, Expected> {
        let length = number_length(&self.bytes[self.at..]).ok_or("a number")?;
        let lexeme = &self.text[self.at..self.at + length];
        self.at += length;
        Ok(Json::Number(Number::from_lexeme(lexeme)))
    }

    fn word(&mut self, word: &'static str, json: Json<'a>) -> Result<Json<'a>, Expected> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err("a value");
        }
        self.at += word.len();
        Ok(json)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Expected> {
        self.at += 1;
        let start = self.at;
        self.skip_plain();
        if self.take(b'"') {
            return Ok(Cow::Borrowed(&self.text[start..self.at - 1]));
        }
        let mut owned = self.text[start..self.at].to_owned();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Owned(owned));
                }
                Some(b'\\') => {
                    self.at += 1;
                    owned.push(self.escape()?);
                }
                Some(_) => return Err("an escape for the control character"),
                None => return Err("a closing `\"`"),
            }
            let plain = self.at;
            self.skip_plain();
            owned.push_str(&self.text[plain..self.at]);
        }
    }

    /// Skips characters that stand for themselves in a string.
    fn skip_plain(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest
            .iter()
            .position(|byte| *byte == b'"' || *byte == b'\\' || *byte < b' ')
            .unwrap_or(rest.len());
    }

    fn escape(&mut self) -> Result<char, Expected> {
        const EXPECTED: &str = "an escape such as `\\n` or `\\u00e9`";
        let byte = self.peek().ok_or(EXPECTED)?;
        let plain = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode_escape();
            }
            _ => return Err(EXPECTED),
        };
        self.at += 1;
        Ok(plain)
    }

    fn unicode_escape(&mut self) -> Result<char, Expected> {
        const PAIR: &str = "a surrogate pair such as `\\ud83d\\ude00`";
        let first = self.four_hex_digits()?;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        if first >= 0xdc00 || !self.bytes[self.at..].starts_with(b"\\u") {
            return Err(PAIR);
        }
        self.at += 2;
        let second = self.four_hex_digits()?;
        if !(0xdc00..0xe000).contains(&second) {
            return Err(PAIR);
        }
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or(PAIR)
    }

    fn four_hex_digits(&mut self) -> Result<u32, Expected> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or("four hexadecimal digits")?;
            self.at += 1;
        }
        Ok(code)
    }

    fn skip_white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, message: &str) {
        assert_eq!(
            document(text.as_bytes()).unwrap_err().to_string(),
            message,
            "{text}"
        );
    }

    #[test]
    fn names_what_it_expected_and_where() {
        check("", "expected a value at line 1 column 1");
        check("{\n  \"é\": tru }", "expected a value at line 2 column 8");
        check("[1 2]", "expected `,` or `]` at line 1 column 4");
        check(
            "{a: 1}",
            "expected a key in double quotes at line 1 column 2",
        );
        check("{\"a\" 1}", "expected `:` at line 1 column 6");
        check("[1,]", "expected a value at line 1 column 4");
        check("01", "expected a number at line 1 column 1");
        check("1.", "expected a number at line 1 column 1");
        check("\"a", "expected a closing `\"` at line 1 column 3");
        check(
            "\"a\n\"",
            "expected an escape for the control character at line 1 column 3",
        );
        check(
            r#""\x""#,
            "expected an escape such as `\\n` or `\\u00e9` at line 1 column 3",
        );
        check(
            r#""\ud800""#,
            "expected a surrogate pair such as `\\ud83d\\ude00` at line 1 column 8",
        );
        check("1 2", "expected the end of the document at line 1 column 3");
    }

    #[test]
    fn refuses_bytes_that_are_not_utf8() {
        let error = document(b"\"ab\xff\"").unwrap_err();
        assert_eq!(error.to_string(), "expected UTF-8 at line 1 column 4");
    }

    #[test]
    fn refuses_what_is_nested_too_deep_and_reads_what_is_just_deep_enough() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(document(nested(MAX_DEPTH).as_bytes()).is_ok());
        assert!(document(nested(MAX_DEPTH + 1).as_bytes()).is_err());
        assert!(document("[".repeat(1_000_000).as_bytes()).is_err());
    }

    #[test]
    fn reads_escapes_and_surrogate_pairs() {
        let json = document(r#""\u00e9\ud83d\ude00\/\b\f""#.as_bytes()).unwrap();
        assert_eq!(json.as_str(), Some("é😀/\u{8}\u{c}"));
    }

    #[test]
    fn skips_a_byte_order_mark() {
        assert_eq!(document(b"\xef\xbb\xbf1").unwrap(), Json::from(1));
    }
}
