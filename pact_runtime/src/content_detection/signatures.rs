//! Signatures of binary formats.

use super::containers;

/// The first bytes, and the type they show. Where one is the start of another the longer comes first.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\0\0\x01\0", "image/x-icon"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
    (b"\xff\x0a", "image/jxl"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "image/jxl"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"MThd", "audio/midi"),
    (b"#!AMR", "audio/amr"),
    (b"FLV\x01", "video/x-flv"),
    (b"\0\0\x01\xba", "video/mpeg"),
    (b"\0\0\x01\xb3", "video/mpeg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"OTTO\0", "font/otf"),
    (b"\0\x01\0\0\0", "font/ttf"),
    (b"\0asm", "application/wasm"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"Obj\x01", "application/vnd.apache.avro"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "application/x-ole-storage",
    ),
];

/// Types that have two names: the other one, and the one we use.
const ALIASES: &[(&str, &str)] = &[
    ("image/jpg", "image/jpeg"),
    ("image/pjpeg", "image/jpeg"),
    ("image/x-png", "image/png"),
    ("image/x-ms-bmp", "image/bmp"),
    ("image/x-bmp", "image/bmp"),
    ("image/vnd.microsoft.icon", "image/x-icon"),
    ("application/x-pdf", "application/pdf"),
    ("text/rtf", "application/rtf"),
    ("application/x-gzip", "application/gzip"),
    ("application/bzip2", "application/x-bzip2"),
    ("application/x-zip-compressed", "application/zip"),
    ("application/x-zip", "application/zip"),
    ("application/x-rar-compressed", "application/vnd.rar"),
    ("application/x-rar", "application/vnd.rar"),
    ("application/xz", "application/x-xz"),
    ("application/x-zstd", "application/zstd"),
    ("audio/mp3", "audio/mpeg"),
    ("audio/x-wav", "audio/wav"),
    ("audio/wave", "audio/wav"),
    ("audio/vnd.wave", "audio/wav"),
    ("audio/x-flac", "audio/flac"),
    ("audio/x-midi", "audio/midi"),
    ("audio/x-aiff", "audio/aiff"),
    ("audio/x-m4a", "audio/mp4"),
    ("audio/m4a", "audio/mp4"),
    ("audio/x-aac", "audio/aac"),
    ("audio/opus", "audio/ogg"),
    ("video/avi", "video/x-msvideo"),
    ("video/x-ms-wmv", "video/x-ms-asf"),
    ("audio/x-ms-wma", "video/x-ms-asf"),
    ("application/font-woff", "font/woff"),
    ("font/sfnt", "font/ttf"),
    ("application/x-font-ttf", "font/ttf"),
    ("application/x-sqlite3", "application/vnd.sqlite3"),
    ("application/x-java-applet", "application/java-vm"),
    ("text/xml", "application/xml"),
];

/// A type, and a more general one that its bytes are also of, or that the bytes cannot be told from.
const KINDS: &[(&str, &str)] = &[
    ("application/x-ole-storage", "application/msword"),
    ("application/x-ole-storage", "application/vnd.ms-excel"),
    ("application/x-ole-storage", "application/vnd.ms-powerpoint"),
    ("application/x-ole-storage", "application/vnd.ms-outlook"),
    ("video/mp4", "audio/mp4"),
    ("audio/mp4", "video/mp4"),
    ("video/webm", "audio/webm"),
    ("video/webm", "video/x-matroska"),
    ("audio/ogg", "application/ogg"),
    ("video/ogg", "application/ogg"),
    ("image/heic", "image/heif"),
    ("image/svg+xml", "application/xml"),
];

/// The type whose signature the bytes carry.
pub(super) fn of(bytes: &[u8]) -> Option<&'static str> {
    containers::of(bytes).or_else(|| {
        SIGNATURES
            .iter()
            .find(|(signature, _)| bytes.starts_with(signature))
            .map(|(_, name)| *name)
    })
}

/// The name we use for a type.
pub(super) fn canonical(essence: &str) -> &str {
    ALIASES
        .iter()
        .find(|(alias, _)| *alias == essence)
        .map_or(essence, |(_, name)| name)
}

/// Whether bytes of the one type are also of the other.
pub(super) fn is_kind_of(detected: &str, expected: &str) -> bool {
    KINDS.contains(&(detected, expected))
        || expected == "application/zip" && containers::is_zip(detected)
}

/// Whether bytes of this type would be known by their signature.
pub(super) fn is_known(name: &str) -> bool {
    containers::is_known(name)
        || SIGNATURES.iter().any(|(_, its)| *its == name)
        || KINDS
            .iter()
            .any(|(_, general)| *general == name && *general != "application/xml")
}
