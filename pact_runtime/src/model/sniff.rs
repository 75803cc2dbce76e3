//! Media types told from the first bytes.

use super::ContentType;
use crate::json::Json;

/// How many bytes are looked at for a signature.
const SIGNATURE_BYTES: usize = 512;

/// A signature: where it stands, its bytes, and the type.
type Signature = (usize, &'static [u8], &'static str);

/// Formats with a signature of their own, in the order in which they are tried.
const SIGNATURES: &[Signature] = &[
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/x-wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"\0\0\x01\0", "image/vnd.microsoft.icon"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypheic", "image/heif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypM4A", "audio/m4a"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/x-flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"%!PS", "application/postscript"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"\0asm", "application/wasm"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"wOFF", "application/font-woff"),
    (0, b"wOF2", "application/font-woff"),
    (0, b"OTTO\0", "application/font-sfnt"),
    (0, b"\0\x01\0\0\0", "application/font-sfnt"),
    (0, b"PAR1", "application/vnd.apache.parquet"),
    (0, b"Obj\x01", "application/avro"),
];

/// Formats that are archives of the format ZIP, told by the name of an entry.
const ZIPPED: &[(&[u8], &str)] = &[
    (
        b"word/",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        b"xl/",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        b"ppt/",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"META-INF/", "application/java-archive"),
];

/// The media type of content, as far as its first bytes tell it; `None` for bytes that are neither of
/// a known format nor text, and for no bytes at all.
///
/// The answer does not depend on the machine: there is one table of signatures, and it is in here.
pub(crate) fn content_type(bytes: &[u8]) -> Option<ContentType> {
    if bytes.is_empty() {
        return None;
    }
    signature(bytes)
        .or_else(|| text_type(bytes))
        .and_then(ContentType::parse)
}

/// Whether content is of a media type. Text of no particular format is of every type `text/…`.
pub(crate) fn is_of_type(bytes: &[u8], expected: &str) -> bool {
    let (Some(found), Some(expected)) = (content_type(bytes), ContentType::parse(expected)) else {
        return false;
    };
    let same = found.main_type() == expected.main_type() && found.sub_type() == expected.sub_type();
    same || (found.is_json() && expected.is_json())
        || (found.is_xml() && expected.is_xml())
        || (found.essence() == "text/plain" && expected.main_type() == "text")
}

fn signature(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(SIGNATURE_BYTES)];
    if head.starts_with(b"PK\x03\x04") {
        let zipped = ZIPPED
            .iter()
            .find(|(name, _)| head.windows(name.len()).any(|window| window == *name));
        return Some(zipped.map_or("application/zip", |(_, found)| found));
    }
    SIGNATURES
        .iter()
        .find(|(at, signature, _)| {
            head.get(*at..)
                .is_some_and(|rest| rest.starts_with(signature))
        })
        .map(|(_, _, found)| *found)
}

fn text_type(bytes: &[u8]) -> Option<&'static str> {
    let text = text(bytes)?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if starts_with_word(start, "<?xml") {
        return Some("application/xml");
    }
    if starts_with_word(start, "<!doctype html") || starts_with_word(start, "<html") {
        return Some("text/html");
    }
    let element = start.strip_prefix('<').and_then(|rest| rest.chars().next());
    if element.is_some_and(|first| first.is_alphabetic() || matches!(first, '_' | '!')) {
        return Some("application/xml");
    }
    let json = matches!(
        start.as_bytes().first(),
        Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
    ) && Json::parse(bytes).is_ok();
    Some(if json {
        "application/json"
    } else {
        "text/plain"
    })
}

/// The bytes as text, if they are UTF-8 without the control characters that text does not have.
fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    (!text.bytes().take(SIGNATURE_BYTES).any(control)).then_some(text)
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], found: Option<&str>) {
        let sniffed = content_type(bytes).map(|sniffed| sniffed.to_string());
        assert_eq!(
            sniffed.as_deref(),
            found,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }

    #[test]
    fn knows_texts() {
        check(b"{}", Some("application/json"));
        check(b" [1, 2]", Some("application/json"));
        check(b"-5", Some("application/json"));
        check(b"12 apples", Some("text/plain"));
        check(b"{not json", Some("text/plain"));
        check(b"<?xml version=\"1.0\"?><a/>", Some("application/xml"));
        check(b"\xef\xbb\xbf<a/>", Some("application/xml"));
        check(b"<!DOCTYPE HTML><html>", Some("text/html"));
        check(b"< 5", Some("text/plain"));
        check("é".repeat(40).as_bytes(), Some("text/plain"));
        check(b"", None);
        check(b"\xff\xfe\0", None);
        check(b"a\0b", None);
    }

    #[test]
    fn knows_signatures() {
        check(b"\x89PNG\r\n\x1a\n0000", Some("image/png"));
        check(b"\xff\xd8\xff\xe0", Some("image/jpeg"));
        check(b"RIFF0000WEBP", Some("image/webp"));
        check(b"%PDF-1.4", Some("application/pdf"));
        check(b"PK\x03\x04....a.txt", Some("application/zip"));
        check(
            b"PK\x03\x04....word/document.xml",
            Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        );
    }

    #[test]
    fn takes_plain_text_for_every_text_type() {
        assert!(is_of_type(b"a,b", "text/csv"));
        assert!(is_of_type(b"<a/>", "text/xml"));
        assert!(is_of_type(b"{}", "application/vnd.order+json"));
        assert!(!is_of_type(b"a,b", "image/png"));
        assert!(!is_of_type(b"a,b", "no type"));
        assert!(!is_of_type(b"", "text/plain"));
    }
}
