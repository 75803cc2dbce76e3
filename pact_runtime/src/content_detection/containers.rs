//! Formats whose signature is not the start alone: containers of several kinds of content.

/// The types that a container may turn out to be, beside those in [`ZIPPED`].
const NAMES: [&str; 20] = [
    "application/zip",
    "application/x-tar",
    "audio/aac",
    "audio/aiff",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/wav",
    "image/avif",
    "image/bmp",
    "image/heic",
    "image/heif",
    "image/webp",
    "video/3gpp",
    "video/mp4",
    "video/ogg",
    "video/quicktime",
    "video/webm",
    "video/x-matroska",
    "video/x-msvideo",
];

/// A file in a zip archive, and the type it makes the archive.
const ZIPPED: [(&str, &str); 5] = [
    (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (
        "AndroidManifest.xml",
        "application/vnd.android.package-archive",
    ),
    ("META-INF/MANIFEST.MF", "application/java-archive"),
];

/// Types that an archive names in its first file, `mimetype`.
const SELF_NAMED: [&str; 5] = [
    "application/epub+zip",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.graphics",
];

/// How many files of an archive are looked at.
const MAX_FILES: usize = 1_000;

/// The type of a container.
pub(super) fn of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, kind @ ..] => riff(kind),
        [b'F', b'O', b'R', b'M', _, _, _, _, b'A', b'I', b'F', ..] => Some("audio/aiff"),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => Some(iso_media(brand)),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(zip(bytes)),
        [b'O', b'g', b'g', b'S', ..] => Some(ogg(bytes)),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(matroska(bytes)),
        // The size in the header is that of the file, or zero; two letters alone start many texts.
        [b'B', b'M', size @ ..] if is_bitmap(size, bytes.len()) => Some("image/bmp"),
        [0xff, 0xfb | 0xf3 | 0xf2 | 0xfa, ..] => Some("audio/mpeg"),
        [0xff, 0xf1 | 0xf9, ..] => Some("audio/aac"),
        _ if bytes.get(257..262) == Some(b"ustar") => Some("application/x-tar"),
        _ => None,
    }
}

/// Whether a type is a zip archive with a name of its own.
pub(super) fn is_zip(name: &str) -> bool {
    SELF_NAMED.contains(&name) || ZIPPED.iter().any(|(_, its)| *its == name)
}

/// Whether this is one of the types found here.
pub(super) fn is_known(name: &str) -> bool {
    NAMES.contains(&name) || is_zip(name)
}

fn riff(kind: &[u8]) -> Option<&'static str> {
    match kind.get(..4)? {
        b"WEBP" => Some("image/webp"),
        b"WAVE" => Some("audio/wav"),
        b"AVI " => Some("video/x-msvideo"),
        _ => None,
    }
}

fn iso_media(brand: &[u8]) -> &'static str {
    match brand.get(..4).unwrap_or_default() {
        b"avif" | b"avis" => "image/avif",
        b"heic" | b"heix" | b"hevc" | b"hevx" => "image/heic",
        b"mif1" | b"msf1" => "image/heif",
        b"qt  " => "video/quicktime",
        b"M4A " | b"M4B " => "audio/mp4",
        [b'3', b'g', ..] => "video/3gpp",
        _ => "video/mp4",
    }
}

fn ogg(bytes: &[u8]) -> &'static str {
    let page = &bytes[..bytes.len().min(256)];
    if page.windows(6).any(|window| window == b"theora") {
        "video/ogg"
    } else {
        "audio/ogg"
    }
}

fn matroska(bytes: &[u8]) -> &'static str {
    let header = &bytes[..bytes.len().min(64)];
    if header.windows(4).any(|window| window == b"webm") {
        "video/webm"
    } else {
        "video/x-matroska"
    }
}

fn is_bitmap(behind: &[u8], length: usize) -> bool {
    let size = number(behind, 0, 4);
    length >= 14 && (size == Some(length) || size == Some(0)) && number(behind, 4, 4) == Some(0)
}

fn zip(bytes: &[u8]) -> &'static str {
    if let Some(named) = self_named(bytes) {
        return named;
    }
    let files = files(bytes).unwrap_or_default();
    let mut kinds = ZIPPED.iter();
    let kind = kinds.find(|(file, _)| files.contains(&file.as_bytes()));
    kind.map_or("application/zip", |(_, name)| name)
}

/// The type in the archive's first file, if that is called `mimetype` and stored as it is.
fn self_named(bytes: &[u8]) -> Option<&'static str> {
    let name = bytes.get(30..38).filter(|name| *name == b"mimetype")?;
    let start = 30 + name.len() + number(bytes, 28, 2)?;
    let named = bytes.get(start..start.saturating_add(number(bytes, 18, 4)?))?;
    SELF_NAMED.into_iter().find(|its| its.as_bytes() == named)
}

/// The names of the archive's files, from its central directory.
fn files(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let end = bytes[tail..]
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")?
        + tail;
    let count = number(bytes, end + 10, 2)?;
    let mut at = number(bytes, end + 16, 4)?;
    let mut files = Vec::new();
    for _ in 0..count.min(MAX_FILES) {
        let entry = bytes
            .get(at..)
            .filter(|entry| entry.starts_with(b"PK\x01\x02"))?;
        let name = number(entry, 28, 2)?;
        files.push(entry.get(46..46 + name)?);
        at = at.saturating_add(46 + name + number(entry, 30, 2)? + number(entry, 32, 2)?);
    }
    Some(files)
}

/// A little-endian number of two or four bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(
        digits
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    )
}
