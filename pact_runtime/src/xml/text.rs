//! What character data and attribute values stand for: references replaced, line ends made equal.

use std::borrow::Cow;

use super::{
    cursor::{Cursor, is_character},
    error::Expected,
};

const REFERENCE: &str = "one of `&amp;`, `&lt;`, `&gt;`, `&apos;`, `&quot;` or a character reference; entities of a \
     document type are not expanded";

/// What a piece of text holds that needs a closer look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found(u8);

impl Found {
    const REFERENCE: u8 = 1;
    const LINE_END: u8 = 2;
    const TAB: u8 = 4;
    const BRACKET: u8 = 8;
    /// The start of a character that no document may hold, or of a few others.
    const SUSPICIOUS: u8 = 16;

    /// Whether a `]` was found.
    pub(super) fn has_bracket(self) -> bool {
        self.0 & Self::BRACKET != 0
    }

    /// Whether there may be a character that no document may hold.
    pub(super) fn is_suspicious(self) -> bool {
        self.0 & Self::SUSPICIOUS != 0
    }
}

const FOUND: [u8; 256] = {
    let mut found = [0; 256];
    let mut control = 0;
    while control < b' ' as usize {
        found[control] = Found::SUSPICIOUS;
        control += 1;
    }
    found[b'\t' as usize] = Found::TAB;
    found[b'\n' as usize] = Found::TAB;
    found[b'\r' as usize] = Found::LINE_END;
    found[b'&' as usize] = Found::REFERENCE;
    found[b']' as usize] = Found::BRACKET;
    found[0xef] = Found::SUSPICIOUS;
    found
};

/// How far it is to the next `stop` or `<`, and what stands before it.
pub(super) fn scan(text: &str, stop: u8) -> (usize, Found) {
    let mut found = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte == stop || byte == b'<' {
            return (at, Found(found));
        }
        found |= FOUND[usize::from(byte)];
    }
    (text.len(), Found(found))
}

/// The offset in `raw` of the first character that no document may hold.
pub(super) fn forbidden(raw: &str) -> Option<usize> {
    let suspicious =
        |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0xef;
    if !raw.bytes().any(suspicious) {
        return None;
    }
    raw.find(|next| !is_character(next))
}

/// Character data with references replaced and line ends as `\n` (XML 1.0 §2.11, §4.4).
///
/// # Errors
/// What was expected, and its offset in `raw`.
pub(super) fn character_data(raw: &str, found: Found) -> Result<Cow<'_, str>, (usize, Expected)> {
    if found.0 & (Found::REFERENCE | Found::LINE_END) == 0 {
        return Ok(Cow::Borrowed(raw));
    }
    replace(raw, "\n", |space| if space == '\r' { '\n' } else { space }).map(Cow::Owned)
}

/// The value of an attribute with references replaced and each character of white space as a blank
/// (XML 1.0 §3.3.3).
///
/// # Errors
/// What was expected, and its offset in `raw`.
pub(super) fn attribute_value(raw: &str, found: Found) -> Result<Cow<'_, str>, (usize, Expected)> {
    if found.0 & (Found::REFERENCE | Found::LINE_END | Found::TAB) == 0 {
        return Ok(Cow::Borrowed(raw));
    }
    replace(raw, " ", |_| ' ').map(Cow::Owned)
}

/// Line ends of character data in a CDATA section, where nothing else is replaced.
pub(super) fn cdata(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    }
}

fn replace(
    raw: &str,
    line_end: &str,
    space: impl Fn(char) -> char,
) -> Result<String, (usize, Expected)> {
    let mut plain = String::with_capacity(raw.len());
    let mut cursor = Cursor { text: raw, at: 0 };
    while let Some(next) = cursor.rest().chars().next() {
        let start = cursor.at;
        if cursor.take("\r\n") {
            plain.push_str(line_end);
        } else if cursor.take("&") {
            plain.push(reference(&mut cursor).ok_or((start, REFERENCE.into()))?);
        } else {
            plain.push(if matches!(next, '\r' | '\n' | '\t') {
                space(next)
            } else {
                next
            });
            cursor.at += next.len_utf8();
        }
    }
    Ok(plain)
}

/// The character that a reference stands for, without the `&`.
fn reference(cursor: &mut Cursor<'_>) -> Option<char> {
    let length = cursor
        .rest()
        .bytes()
        .take(12)
        .position(|byte| byte == b';')?;
    let name = &cursor.rest()[..length];
    cursor.at += length + 1;
    let code = |digits: &str, radix| {
        let all_digits = digits.bytes().all(|byte| char::from(byte).is_digit(radix));
        let code = u32::from_str_radix(digits, radix)
            .ok()
            .filter(|_| all_digits)?;
        char::from_u32(code).filter(|character| is_character(*character))
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(digits), _) => code(digits, 16),
            (None, Some(digits)) => code(digits, 10),
            (None, None) => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, text: &str, attribute: &str) {
        assert_eq!(character_data(raw, scan(raw, 0).1).unwrap(), text, "{raw}");
        assert_eq!(
            attribute_value(raw, scan(raw, 0).1).unwrap(),
            attribute,
            "{raw}"
        );
    }

    #[test]
    fn replaces_references_and_line_ends() {
        check("plain", "plain", "plain");
        check("a\r\nb\rc\td", "a\nb\nc\td", "a b c d");
        check("a&#13;&#xA;&#x9;b", "a\r\n\tb", "a\r\n\tb");
        check("&lt;&amp;amp;&gt;&quot;&apos;", "<&amp;>\"'", "<&amp;>\"'");
        check("&#x1F600;é", "😀é", "😀é");
    }

    #[test]
    fn refuses_what_is_no_reference() {
        for raw in [
            "&",
            "&amp",
            "& ;",
            "&nbsp;",
            "&#;",
            "&#x;",
            "&#0;",
            "&#xD800;",
            "&#x110000;",
            "&#+9;",
            "&#99999999999999;",
            "&#xFFFE;",
        ] {
            assert!(character_data(raw, scan(raw, 0).1).is_err(), "{raw}");
        }
        assert_eq!(character_data("é&b;", scan("é&b;", 0).1).unwrap_err().0, 2);
    }
}
