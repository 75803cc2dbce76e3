//! Words, numbers, texts and signs of an expression.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, then also digits, `_` and `-`.
    Word,
    /// Text in quotes; the quotes are part of it.
    Text,
    /// Text whose closing quote is missing.
    OpenText,
    Integer,
    Decimal,
    /// One other character.
    Sign,
    End,
}

#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
}

/// The token at or behind the white space at `at`.
pub(super) fn next(source: &str, at: usize) -> Token<'_> {
    let rest = &source[at..];
    let start = at + rest.len() - rest.trim_start().len();
    let rest = &source[start..];
    let (kind, length) = match rest.chars().next() {
        None => (Kind::End, 0),
        Some('\'') => text(rest),
        Some(first) if first.is_ascii_alphabetic() => (Kind::Word, run(rest, is_word_part)),
        Some('-') if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => {
            let (kind, length) = number(&rest[1..]);
            (kind, length + 1)
        }
        Some(first) if first.is_ascii_digit() => number(rest),
        Some(first) => (Kind::Sign, first.len_utf8()),
    };
    Token {
        kind,
        text: &rest[..length],
        span: start..start + length,
    }
}

fn run(text: &str, is_part: fn(char) -> bool) -> usize {
    text.find(|next| !is_part(next)).unwrap_or(text.len())
}

fn is_word_part(next: char) -> bool {
    next.is_ascii_alphanumeric() || matches!(next, '_' | '-')
}

fn number(text: &str) -> (Kind, usize) {
    let whole = run(text, |next| next.is_ascii_digit());
    let fraction = text[whole..]
        .strip_prefix('.')
        .map_or(0, |rest| run(rest, |next| next.is_ascii_digit()));
    if fraction == 0 {
        (Kind::Integer, whole)
    } else {
        (Kind::Decimal, whole + 1 + fraction)
    }
}

fn text(text: &str) -> (Kind, usize) {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '\'' if !escaped => return (Kind::Text, at + 1),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    (Kind::OpenText, text.len())
}

/// Which escapes a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    All,
    /// Only those of the quote and the backslash.
    Quotes,
}

/// The text between the quotes without its escapes; the offset of an escape of no character if there
/// is one.
pub(super) fn unescape(quoted: &str, escapes: Escapes) -> Result<String, usize> {
    let inner = &quoted[1..quoted.len() - 1];
    let mut plain = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let offset = quoted.len() - 1 - rest.len() + at;
        rest = &rest[at + 1..];
        let Some(escape) = rest.chars().next() else {
            plain.push('\\');
            break;
        };
        let simple = match escape {
            '\'' | '\\' => Some(escape),
            'b' if escapes == Escapes::All => Some('\u{8}'),
            'f' if escapes == Escapes::All => Some('\u{c}'),
            'n' if escapes == Escapes::All => Some('\n'),
            'r' if escapes == Escapes::All => Some('\r'),
            't' if escapes == Escapes::All => Some('\t'),
            _ => None,
        };
        if let Some(character) = simple {
            plain.push(character);
            rest = &rest[1..];
        } else if escape == 'u' && escapes == Escapes::All {
            let (character, length) = code_point(&rest[1..]).ok_or(offset)?;
            plain.push(character);
            rest = &rest[1 + length..];
        } else {
            plain.push('\\');
        }
    }
    plain.push_str(rest);
    Ok(plain)
}

/// `XXXX` or `{X…}`, and how long it is.
fn code_point(text: &str) -> Option<(char, usize)> {
    let (digits, length) = match text.strip_prefix('{') {
        Some(rest) => {
            let end = rest.find('}')?;
            (&rest[..end], end + 2)
        }
        None => (text.get(..4)?, 4),
    };
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, 16)
        .ok()
        .filter(|_| is_hexadecimal)?;
    Some((char::from_u32(code)?, length))
}
