use super::*;

fn check(bytes: &[u8], expected: &str) {
    assert_eq!(
        detect(bytes),
        expected,
        "{}",
        bytes[..bytes.len().min(60)].escape_ascii()
    );
}

#[test]
fn knows_images_and_documents() {
    check(b"\x89PNG\r\n\x1a\n\0\0", "image/png");
    check(b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg");
    check(b"GIF89a\x01\0", "image/gif");
    check(b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp");
    check(b"BM\x0f\0\0\0\0\0\0\0\x0e\0\0\0!", "image/bmp");
    check(b"BMW is a car maker", "text/plain");
    check(b"\0\0\0\x20ftypavif", "image/avif");
    check(b"%PDF-1.7\n%\xe2\xe3", "application/pdf");
    check(b"{\\rtf1\\ansi hi}", "application/rtf");
}

#[test]
fn knows_sound_and_film() {
    check(b"ID3\x04\0\0", "audio/mpeg");
    check(b"\xff\xfb\x90\x64", "audio/mpeg");
    check(b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav");
    check(b"OggS\0\x02\0\0\0\0\0\0\0\0\x01vorbis", "audio/ogg");
    check(b"OggS\0\x02\0\0\0\0\0\0\0\0\x80theora", "video/ogg");
    check(b"\0\0\0\x18ftypmp42", "video/mp4");
    check(b"\0\0\0\x18ftypM4A ", "audio/mp4");
    check(b"\x1a\x45\xdf\xa3\x42\x82\x84webm", "video/webm");
}

#[test]
fn knows_archives() {
    check(b"\x1f\x8b\x08\0", "application/gzip");
    check(b"PK\x03\x04\x14\0", "application/zip");
    check(b"PK\x05\x06", "application/zip");
    let mut tar = vec![0; 512];
    tar[257..262].copy_from_slice(b"ustar");
    check(&tar, "application/x-tar");
}

/// An archive with one empty file of this name.
fn archive(name: &str) -> Vec<u8> {
    let length = [u8::try_from(name.len()).unwrap(), 0];
    let local = [
        b"PK\x03\x04".as_slice(),
        &[0; 22],
        &length,
        &[0; 2],
        name.as_bytes(),
    ]
    .concat();
    let entry = [
        b"PK\x01\x02".as_slice(),
        &[0; 24],
        &length,
        &[0; 16],
        name.as_bytes(),
    ]
    .concat();
    let at = [u8::try_from(local.len()).unwrap(), 0, 0, 0];
    let end = [
        b"PK\x05\x06".as_slice(),
        &[0; 4],
        &[1, 0, 1, 0],
        &[0; 4],
        &at,
        &[0; 2],
    ]
    .concat();
    [local, entry, end].concat()
}

#[test]
fn tells_office_documents_from_other_archives() {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    check(&archive("word/document.xml"), word);
    check(&archive("META-INF/MANIFEST.MF"), "application/java-archive");
    check(&archive("readme.txt"), "application/zip");
    let zip = ContentType::parse("application/zip").unwrap();
    assert!(has_type(&archive("word/document.xml"), &zip));
    assert!(!has_type(&archive("a"), &ContentType::parse(word).unwrap()));
    let named = [
        b"PK\x03\x04".as_slice(),
        &[0; 14],
        &[20, 0, 0, 0],
        &[20, 0, 0, 0],
        &[8, 0, 0, 0],
        b"mimetypeapplication/epub+zip",
    ];
    check(&named.concat(), "application/epub+zip");
}

#[test]
fn tells_kinds_of_text() {
    check(b" {\"a\": 1}", "application/json");
    check(b"[1, 2]", "application/json");
    check(b"null", "application/json");
    check(b"12 Main Street", "text/plain");
    check(b"{ not: json }", "text/plain");
    check(
        b"\xef\xbb\xbf\n<?xml version='1.0'?><a/>",
        "application/xml",
    );
    check(b"<order id='1'/>", "application/xml");
    check(
        b"<!-- c --><svg xmlns='http://www.w3.org/2000/svg'/>",
        "image/svg+xml",
    );
    check(b"<!DOCTYPE HTML><title>x</title>", "text/html");
    check(b"<Html lang=en>", "text/html");
    check(b"< 5 and > 3", "text/plain");
    check("größe".as_bytes(), "text/plain");
    check(b"\xff\xfea\0", "text/plain");
    check(b"", "text/plain");
    check(b"\0\x01\x02\x03\xff", "application/octet-stream");
    check(b"abc\xff", "application/octet-stream");
}

#[test]
fn a_character_cut_at_the_end_of_what_is_looked_at_is_still_text() {
    let long = "ä".repeat(2_000);
    for shift in ["", "x"] {
        check(format!("{shift}{long}").as_bytes(), "text/plain");
        check(
            format!("<a>{shift}{long}</a>").as_bytes(),
            "application/xml",
        );
        check(
            format!("{{ \"{shift}\": \"{long}\" }}").as_bytes(),
            "application/json",
        );
    }
    check("[INFO] ".repeat(600).as_bytes(), "text/plain");
    check("[1] ".repeat(600).as_bytes(), "text/plain");
}

#[test]
fn guesses_a_content_type_only_where_the_bytes_show_one() {
    let guess = |bytes| content_type(bytes).map(|its| its.to_string());
    assert_eq!(guess(b"{}").as_deref(), Some("application/json"));
    assert_eq!(guess(b"hello").as_deref(), Some("text/plain"));
    assert_eq!(guess(b"\0\xff"), None);
    assert_eq!(guess(b""), None);
}

fn accepts(content_type: &str, bytes: &[u8], expected: bool) {
    let content_type = ContentType::parse(content_type).unwrap();
    assert_eq!(has_type(bytes, &content_type), expected, "{content_type}");
}

#[test]
fn says_whether_bytes_can_be_of_a_type_on_any_machine() {
    let png = b"\x89PNG\r\n\x1a\n";
    accepts("image/png", png, true);
    accepts("image/jpeg", png, false);
    accepts("image/jpg", b"\xff\xd8\xff\xe0", true);
    accepts("application/octet-stream", png, true);
    accepts("application/json", b"{\"a\": 1}", true);
    accepts("application/json", b"{\"a\": 1", false);
    accepts("application/hal+json;charset=utf-8", b"[]", true);
    accepts("application/xml", b"<a/>", true);
    accepts("text/xml", b"<a/>", true);
    accepts("application/soap+xml", b"<a/>", true);
    accepts("image/svg+xml", b"<a/>", false);
    accepts(
        "application/xhtml+xml",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        true,
    );
    accepts("text/html", b"<a/>", false);
    accepts("text/html", b"<!doctype html>", true);
    accepts("text/csv", b"a,b\n1,2\n", true);
    accepts("text/csv", png, false);
    accepts("text/plain", b"{}", true);
    accepts(
        "application/vnd.ms-excel",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        true,
    );
    accepts("video/mp4", b"\0\0\0\x18ftypM4A ", true);
}

#[test]
fn takes_a_type_without_a_signature_unless_the_bytes_show_another() {
    accepts("application/x-protobuf", b"\x08\x96\x01", true);
    accepts("application/x-protobuf", b"<!doctype html><p>404", false);
    accepts("application/x-protobuf", b"%PDF-1.4", false);
}

/// Found by fuzzing: what starts as JSON does was detected as JSON that it then was not.
#[test]
fn long_text_is_json_only_if_it_parses() {
    let text = format!("{{ \"a\": {}", "x".repeat(2_000));
    check(text.as_bytes(), "text/plain");
    accepts("application/json", text.as_bytes(), false);
}
