//! Base64 (RFC 4648 §4).

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Encodes with padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= chunk.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    text
}

/// Decodes text that [`encode`] could have written: what only looks like base64 is refused.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    decode_digits(text.as_bytes()).filter(|bytes| encode(bytes) == text)
}

/// Decodes text that is said to be base64: line breaks may stand in it and the padding may be missing.
pub(crate) fn decode_lenient(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    decode_digits(&digits)
}

fn decode_digits(text: &[u8]) -> Option<Vec<u8>> {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let digits = &text[..text.len() - padding];
    if padding > 2 || (padding > 0 && !text.len().is_multiple_of(4)) || digits.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for chunk in digits.chunks(4) {
        let mut bits = 0;
        for digit in chunk {
            bits = bits << 6 | value(*digit)?;
        }
        bits <<= 6 * (4 - chunk.len());
        let decoded = bits.to_be_bytes();
        bytes.extend_from_slice(&decoded[1..chunk.len()]);
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str) {
        assert_eq!(encode(bytes), text);
        assert_eq!(decode(text).as_deref(), Some(bytes), "{text}");
        let unpadded = text.trim_end_matches('=');
        assert_eq!(
            decode_lenient(unpadded).as_deref(),
            Some(bytes),
            "{unpadded}"
        );
    }

    #[test]
    fn encodes_and_decodes() {
        check(b"", "");
        check(b"f", "Zg==");
        check(b"fo", "Zm8=");
        check(b"foo", "Zm9v");
        check(b"foobar", "Zm9vYmFy");
        check(&[0xff, 0xfe, 0xfb], "//77");
        assert_eq!(
            decode_lenient("Zm9v\r\nYmFy\n").as_deref(),
            Some(b"foobar".as_slice())
        );
    }

    #[test]
    fn refuses_what_is_not_base64() {
        for text in ["Zg=", "Z", "Zg===", "====", "Zm9v!", "Z=9v", "Zg==Zg=="] {
            assert_eq!(decode_lenient(text), None, "{text}");
        }
        assert_eq!(decode("Zg"), None);
        assert_eq!(decode("Zh=="), None);
        assert_eq!(decode("Zm9v\n"), None);
    }
}
