//! `Content-Transfer-Encoding` (RFC 2045 §6).

use std::borrow::Cow;

use crate::codec::base64;

/// The bytes with the encoding undone, or as they are if they are not encoded so.
pub(super) fn decode<'a>(raw: &'a [u8], encoding: Option<&str>) -> Cow<'a, [u8]> {
    let encoding = encoding.unwrap_or_default().trim();
    let decoded = if encoding.eq_ignore_ascii_case("base64") {
        from_base64(raw)
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        from_quoted_printable(raw)
    } else {
        None
    };
    decoded.map_or(Cow::Borrowed(raw), Cow::Owned)
}

fn from_base64(raw: &[u8]) -> Option<Vec<u8>> {
    base64::decode_lenient(std::str::from_utf8(raw).ok()?)
}

fn from_quoted_printable(raw: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        if *byte != b'=' {
            plain.push(*byte);
        } else if let Some(next_line) = behind
            .strip_prefix(b"\r\n")
            .or_else(|| behind.strip_prefix(b"\n"))
        {
            rest = next_line;
        } else {
            let digit = |at: usize| char::from(*behind.get(at)?).to_digit(16);
            plain.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
            rest = &behind[2..];
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(encoding: &str, raw: &[u8], expected: &[u8]) {
        assert_eq!(&*decode(raw, Some(encoding)), expected, "{encoding}");
    }

    #[test]
    fn undoes_what_it_knows_and_leaves_the_rest() {
        check("base64", b"aGVs\r\nbG8=\r\n", b"hello");
        check("BASE64", b"not base64!", b"not base64!");
        check(
            "quoted-printable",
            b"caf=C3=A9=\r\n au lait",
            "café au lait".as_bytes(),
        );
        check("quoted-printable", b"a=b", b"a=b");
        check("8bit", b"=41", b"=41");
        check("", b"x", b"x");
    }
}
