//! Reading multipart bodies.

use pact_runtime::{
    matching::{ActualResponse, MatchOptions, ResponseMatcher},
    model::{Body, ContentType, Response},
    multipart::{MAX_HEADER_BYTES, MAX_PARTS, Multipart},
};

use crate::mutate::survives;

/// Parts as `name(file name)[header=value]:content`, with line ends of the body as `\n` or `\r\n`.
fn outline(multipart: &Multipart<'_>) -> String {
    let part = |part: &pact_runtime::multipart::Part<'_>| {
        let headers: Vec<_> = part
            .headers()
            .filter(|(name, _)| *name != "Content-Disposition")
            .map(|(name, value)| format!("[{name}={value}]"))
            .collect();
        let name = part.name().unwrap_or("-");
        let file = part
            .file_name()
            .map_or(String::new(), |name| format!("({name})"));
        format!(
            "{name}{file}{}:{}",
            headers.concat(),
            part.raw().escape_ascii()
        )
    };
    multipart
        .parts()
        .iter()
        .map(part)
        .collect::<Vec<_>>()
        .join(" ")
}

fn check(body: &str, expected: &str) {
    for line_end in ["\n", "\r\n"] {
        let body = body.replace('\n', line_end);
        let multipart = Multipart::parse(body.as_bytes(), "b").unwrap();
        let expected = expected.replace("\\n", &line_end.escape_debug().to_string());
        assert_eq!(outline(&multipart), expected, "{body}");
    }
}

const ID: &str = "--b\nContent-Disposition: form-data; name=\"id\"\n";

#[test]
fn reads_parts_with_their_headers_and_content() {
    check(&format!("{ID}\n7\n--b--"), "id:7");
    check(
        &format!("{ID}Content-Type: text/plain\nX: a\n\tb\n\n7\n--b--\n"),
        "id[Content-Type=text/plain][X=a b]:7",
    );
    check(
        "--b\nContent-Disposition: form-data; name=f; filename=a.txt\n\n1\n2\n\n--b \t\n\nx\n--b--",
        "f(a.txt):1\\n2\\n -:x",
    );
    check("--b\n\n\n--b--", "-:");
    check("--b\n\n--b--", "-:");
    check(&format!("{ID}--b--"), "id:");
    check("--b--", "");
    check(
        "before\n--bb\n--b\n\n--b-\n--bx--\n x--b\n--b--\nafter",
        "-:--b-\\n--bx--\\n x--b",
    );
}

#[test]
fn keeps_binary_content_as_it_is() {
    let body = b"--b\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n\0\xff\r\r\n--b--\r\n";
    let multipart = Multipart::parse(body, "b").unwrap();
    assert_eq!(multipart.parts()[0].raw(), b"\x89PNG\r\n\x1a\n\0\xff\r");
}

#[test]
fn undoes_the_transfer_encoding() {
    let body = b"--b\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n";
    let multipart = Multipart::parse(body, "b").unwrap();
    assert_eq!(&*multipart.parts()[0].content(), b"hello");
    assert_eq!(multipart.parts()[0].raw(), b"aGVsbG8=");
}

fn refuse(body: &[u8], boundary: &str, message: &str) {
    let error = Multipart::parse(body, boundary).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn names_what_it_expected_and_where() {
    refuse(b"", "b", "expected the first boundary `--b` at byte 0");
    refuse(
        b"hello\n",
        "b",
        "expected the first boundary `--b` at byte 6",
    );
    refuse(
        b"--b\r\n\r\nhi",
        "b",
        "expected the last boundary `--b--` at byte 9",
    );
    refuse(
        b"--b\r\n\r\nhi\r\n--b\r\n",
        "b",
        "expected a header or an empty line at byte 16",
    );
    refuse(
        b"--b\r\nno header\r\n\r\n--b--",
        "b",
        "expected a header or an empty line at byte 5",
    );
    refuse(
        b"--b\r\n: x\r\n\r\n--b--",
        "b",
        "expected a header or an empty line at byte 5",
    );
    refuse(
        b"",
        "",
        "expected a boundary of 1 to 200 characters at byte 0",
    );
    let plain = ContentType::parse("multipart/form-data;charset=utf-8").unwrap();
    assert_eq!(
        Multipart::of_type(b"--b--", &plain)
            .unwrap_err()
            .to_string(),
        "expected a boundary in the content type `multipart/form-data;charset=utf-8`"
    );
}

#[test]
fn keeps_to_its_limits() {
    let parts = |count: usize| "--b\n\n".repeat(count) + "--b--";
    assert!(Multipart::parse(parts(MAX_PARTS).as_bytes(), "b").is_ok());
    assert!(Multipart::parse(parts(MAX_PARTS + 1).as_bytes(), "b").is_err());
    let long = format!("--b\nX: {}\n\n--b--", "x".repeat(MAX_HEADER_BYTES));
    refuse(
        long.as_bytes(),
        "b",
        "expected at most 16384 bytes of headers at byte 4",
    );
}

/// Whatever comes in, no part is longer than the body and reading ends.
#[test]
fn survives_anything() {
    survives("multipart", 300, |text| {
        for line_end in ["\n", "\r\n"] {
            let body = text.replace("\\n", line_end);
            let Ok(multipart) = Multipart::parse(body.as_bytes(), "b") else {
                continue;
            };
            for part in multipart.parts() {
                let _ = (
                    part.name(),
                    part.file_name(),
                    part.content_type(),
                    part.content(),
                );
                assert!(part.raw().len() < body.len());
            }
        }
    });
}

/// Whatever the example and whatever comes, a comparison ends, and a body matches itself.
#[test]
fn compares_any_two_bodies() {
    const TYPE: &str = "multipart/form-data; boundary=b";
    let compare = |matcher: &ResponseMatcher, body: &str| {
        let actual = ActualResponse::new(200)
            .with_headers([("Content-Type", TYPE)])
            .with_body(body.as_bytes());
        let mismatches = matcher.compare(&actual);
        let texts: Vec<_> = mismatches.iter().map(ToString::to_string).collect();
        texts.join("; ")
    };
    let matcher = |body: &str| {
        let response = Response {
            body: Body::text(body, ContentType::parse(TYPE)),
            ..Response::default()
        };
        ResponseMatcher::compile(&response, &MatchOptions::default()).unwrap()
    };
    let fixed = matcher("--b\n\nx\n--b\nContent-Type: application/json\n\n{}\n--b--");
    survives("multipart", 60, |text| {
        let body = text.replace("\\n", "\n");
        compare(&fixed, &body);
        let itself = compare(&matcher(&body), &body);
        let is_sound = Multipart::parse(body.as_bytes(), "b").is_ok();
        assert!(
            !is_sound || itself.is_empty() || itself.contains("Failed to parse"),
            "{itself}"
        );
    });
}
