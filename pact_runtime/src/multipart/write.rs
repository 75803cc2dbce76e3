//! Writing multipart bodies.

use crate::model::ContentType;

/// A part to be written.
///
/// ```
/// use pact_runtime::{model::ContentType, multipart::{Multipart, NewPart, write}};
///
/// let parts = [
///     NewPart::new("id", "7"),
///     NewPart::new("photo", b"\xff\xd8\xff".as_slice())
///         .file_name("me.jpg")
///         .content_type("image/jpeg"),
/// ];
/// let (content_type, body) = write(&parts);
/// let read = Multipart::of_type(&body, &content_type)?;
/// assert_eq!(read.parts()[1].file_name(), Some("me.jpg"));
/// # Ok::<(), pact_runtime::multipart::MultipartError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPart {
    name: String,
    file_name: Option<String>,
    headers: Vec<(String, String)>,
    content: Vec<u8>,
}

impl NewPart {
    /// A field of a form.
    pub fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            file_name: None,
            headers: Vec::new(),
            content: content.into(),
        }
    }

    /// Makes it a file of this name.
    #[must_use]
    pub fn file_name(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }

    /// Sets the header `Content-Type`.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        self.header("Content-Type", content_type)
    }

    /// Appends a header. Line ends in it become blanks.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// The content type and the bytes of a `multipart/form-data` body. The boundary is the same for the
/// same parts, so that a pact file does not change from run to run.
pub fn write(parts: &[NewPart]) -> (ContentType, Vec<u8>) {
    let boundary = boundary(parts);
    let mut body = Vec::new();
    for part in parts {
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=");
        push_quoted(&mut head, &part.name);
        if let Some(file_name) = &part.file_name {
            head.push_str("; filename=");
            push_quoted(&mut head, file_name);
        }
        for (name, value) in &part.headers {
            head.push_str("\r\n");
            head.push_str(&one_line(name));
            head.push_str(": ");
            head.push_str(&one_line(value));
        }
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (ContentType::form_data(&boundary), body)
}

/// A boundary that starts no line of any part.
fn boundary(parts: &[NewPart]) -> String {
    let mut number = 1_u32;
    loop {
        let boundary = format!("pact-part-{number}");
        let delimiter = format!("--{boundary}");
        let taken = |part: &NewPart| {
            let mut lines = part.content.split(|byte| *byte == b'\n');
            lines.any(|line| line.starts_with(delimiter.as_bytes()))
        };
        if !parts.iter().any(taken) {
            return boundary;
        }
        number += 1;
    }
}

fn push_quoted(text: &mut String, value: &str) {
    text.push('"');
    for character in one_line(value).chars() {
        if matches!(character, '"' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text.push('"');
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::multipart::{Multipart, MultipartError};

    #[test]
    fn any_part_survives_writing_and_reading() -> Result<(), MultipartError> {
        let contents: [&[u8]; 6] = [
            b"",
            b"\r\n",
            b"--pact-part-1--\r\n--pact-part-2",
            b"x\n--pact-part-1\n",
            b"\0\xff\r\r\n",
            b"Content-Type: x\r\n\r\ny",
        ];
        let parts: Vec<_> = contents
            .iter()
            .map(|content| NewPart::new("a\"b\\c;d é", *content).header("X-Y", "a\r\nb"))
            .collect();
        let (content_type, body) = write(&parts);
        assert_eq!(content_type.parameter("boundary"), Some("pact-part-3"));
        let read = Multipart::of_type(&body, &content_type)?;
        for (part, content) in read.parts().iter().zip(contents) {
            assert_eq!(part.name(), Some("a\"b\\c;d é"));
            assert_eq!(part.header("x-y"), Some("a  b"));
            assert_eq!(part.raw(), content);
        }
        assert_eq!(read.parts().len(), contents.len());
        Ok(())
    }
}
