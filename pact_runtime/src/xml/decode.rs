//! From bytes to text.

use std::borrow::Cow;

use super::error::XmlError;

/// The text of an XML document: UTF-8, UTF-16 (XML 1.0 appendix F), or ISO-8859-1 where the document
/// declares it. A byte order mark is taken off.
///
/// Bytes that are UTF-8 are read as such whatever the document declares: a pact file holds text, so
/// the encoding that an example declares is the one it had before it came into the file.
///
/// # Errors
/// The bytes are of none of these encodings; the message names the declared one.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0, b'<', 0, ..] => utf16(bytes, u16::from_be_bytes),
        [b'<', 0, _, 0, ..] => utf16(bytes, u16::from_le_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .or_else(|error| one_byte(bytes, error.valid_up_to()).map(Cow::Owned))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, XmlError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(XmlError::at(&text, text.len(), "UTF-16".into())),
        }
    }
    if odd.is_empty() {
        Ok(Cow::Owned(text))
    } else {
        Err(XmlError::at(&text, text.len(), "UTF-16".into()))
    }
}

/// Bytes that are not UTF-8 from `wrong` on.
fn one_byte(bytes: &[u8], wrong: usize) -> Result<String, XmlError> {
    let declared = declared_encoding(bytes);
    match declared {
        Some(name)
            if name.eq_ignore_ascii_case("iso-8859-1") || name.eq_ignore_ascii_case("latin1") =>
        {
            Ok(bytes.iter().copied().map(char::from).collect())
        }
        _ => {
            let before = std::str::from_utf8(&bytes[..wrong]).unwrap_or_default();
            let expected = match declared {
                Some(name) if !name.eq_ignore_ascii_case("utf-8") => {
                    format!("UTF-8, UTF-16 or ISO-8859-1, not the declared encoding `{name}`,")
                        .into()
                }
                _ => "UTF-8".into(),
            };
            Err(XmlError::at(before, wrong, expected))
        }
    }
}

/// The encoding that the XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let bytes = &bytes[..bytes.len().min(200)];
    let end = bytes.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&bytes[..end])
        .ok()?
        .strip_prefix("<?xml")?;
    let (_, behind) = declaration.split_once("encoding")?;
    let behind = behind.trim_start().strip_prefix('=')?.trim_start();
    let quote = behind
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    behind[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let decoded = decode(bytes).map_err(|error| error.to_string());
        assert_eq!(decoded.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn reads_utf_8_utf_16_and_declared_latin_1() {
        check(b"<a/>", Ok("<a/>"));
        check(b"\xef\xbb\xbf<a/>", Ok("<a/>"));
        check(b"\xfe\xff\0<\0\xe9\0/\0>", Ok("<é/>"));
        check(b"\xff\xfe<\0\xe9\0/\0>\0", Ok("<é/>"));
        check(b"<\0a\0/\0>\0", Ok("<a/>"));
        check(b"\0<\0a\0/\0>", Ok("<a/>"));
        check(
            b"<?xml version='1.0' encoding = \"ISO-8859-1\"?><\xe9/>",
            Ok("<?xml version='1.0' encoding = \"ISO-8859-1\"?><é/>"),
        );
        check(
            "<?xml version='1.0' encoding='windows-1252'?><é/>".as_bytes(),
            Ok("<?xml version='1.0' encoding='windows-1252'?><é/>"),
        );
        check(b"", Ok(""));
    }

    #[test]
    fn names_the_encoding_it_cannot_read() {
        check(b"<a>\n\xff</a>", Err("expected UTF-8 at line 2 column 1"));
        check(
            b"<?xml version='1.0' encoding='Shift_JIS'?><\x83/>",
            Err(
                "expected UTF-8, UTF-16 or ISO-8859-1, not the declared encoding `Shift_JIS`, at line 1 \
                 column 44",
            ),
        );
        check(
            b"\xff\xfe<\0\0\xd8",
            Err("expected UTF-16 at line 1 column 2"),
        );
        check(b"\xff\xfe<\0a", Err("expected UTF-16 at line 1 column 2"));
    }
}
