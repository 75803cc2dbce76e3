//! Taking a body apart.

use std::{borrow::Cow, io::BufRead};

use super::{Header, MultipartError, Part, disposition::Disposition};

/// How many parts a body may have.
pub const MAX_PARTS: usize = 4_096;

/// How many bytes the headers of a part may take.
pub const MAX_HEADER_BYTES: usize = 16 * 1_024;

/// How many bytes a boundary may take; RFC 2046 §5.1.1 allows 70.
pub const MAX_BOUNDARY: usize = 200;

/// What a line is to the boundary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// It separates two parts.
    Separator,
    /// It ends the last part.
    Last,
    Other,
}

pub(super) fn parts<'a>(body: &'a [u8], boundary: &str) -> Result<Vec<Part<'a>>, MultipartError> {
    if boundary.is_empty() || boundary.len() > MAX_BOUNDARY {
        return Err(MultipartError::at(
            0,
            format!("a boundary of 1 to {MAX_BOUNDARY} characters"),
        ));
    }
    let mut reader = Reader {
        body,
        delimiter: format!("--{boundary}"),
        at: 0,
    };
    let mut parts = Vec::new();
    let (_, mut found) = reader.content(|delimiter| format!("the first boundary `{delimiter}`"))?;
    while found == Line::Separator {
        if parts.len() == MAX_PARTS {
            return Err(MultipartError::at(
                reader.at,
                format!("at most {MAX_PARTS} parts"),
            ));
        }
        let headers = reader.headers()?;
        let raw;
        (raw, found) = reader.content(|delimiter| format!("the last boundary `{delimiter}--`"))?;
        parts.push(Part {
            disposition: Disposition::of(&headers),
            headers,
            raw,
        });
    }
    Ok(parts)
}

struct Reader<'a> {
    body: &'a [u8],
    delimiter: String,
    at: usize,
}

impl<'a> Reader<'a> {
    /// Steps over the next line and returns it with its end.
    fn line(&mut self) -> &'a [u8] {
        let start = self.at;
        // The fast search for a byte that std has; reading from memory does not fail.
        let length = (&self.body[start..]).skip_until(b'\n').unwrap_or(0);
        self.at += length;
        &self.body[start..self.at]
    }

    /// What a line is to the boundary; blanks may stand behind it.
    fn classify(&self, line: &[u8]) -> Line {
        let Some(behind) = line.strip_prefix(self.delimiter.as_bytes()) else {
            return Line::Other;
        };
        match behind.trim_ascii_end() {
            b"" => Line::Separator,
            b"--" => Line::Last,
            _ => Line::Other,
        }
    }

    /// Steps behind the next boundary; returns what stands before it, without the line end that
    /// belongs to the boundary.
    fn content(
        &mut self,
        expected: impl Fn(&str) -> String,
    ) -> Result<(&'a [u8], Line), MultipartError> {
        let start = self.at;
        while self.at < self.body.len() {
            let line_start = self.at;
            let line = self.line();
            let found = self.classify(line);
            if found != Line::Other {
                let content = &self.body[start..line_start];
                let content = content.strip_suffix(b"\n").unwrap_or(content);
                return Ok((content.strip_suffix(b"\r").unwrap_or(content), found));
            }
        }
        Err(MultipartError::at(self.at, expected(&self.delimiter)))
    }

    /// The headers of a part and the empty line behind them. A part may end right behind its headers.
    fn headers(&mut self) -> Result<Vec<Header<'a>>, MultipartError> {
        let start = self.at;
        let mut headers: Vec<Header<'a>> = Vec::new();
        loop {
            let line_start = self.at;
            let line = self.line();
            if self.at - start > MAX_HEADER_BYTES {
                return Err(MultipartError::at(
                    line_start,
                    format!("at most {MAX_HEADER_BYTES} bytes of headers"),
                ));
            }
            if self.classify(line) != Line::Other {
                self.at = line_start;
                return Ok(headers);
            }
            let text = line.trim_ascii_end();
            if text.is_empty() && !line.is_empty() {
                return Ok(headers);
            }
            let folded = matches!(line.first(), Some(b' ' | b'\t'));
            if let (true, Some((_, value))) = (folded, headers.last_mut()) {
                let value = value.to_mut();
                value.push(' ');
                value.push_str(&text_of(text.trim_ascii()));
                continue;
            }
            let expected = || MultipartError::at(line_start, "a header or an empty line");
            let colon = text.iter().position(|byte| *byte == b':');
            let (name, value) = text.split_at(colon.ok_or_else(expected)?);
            if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
                return Err(expected());
            }
            headers.push((text_of(name), text_of(value[1..].trim_ascii())));
        }
    }
}

/// Text in UTF-8 (RFC 7578 §5.1), or else in ISO-8859-1.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}
