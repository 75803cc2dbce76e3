//! Multipart bodies: `multipart/form-data` (RFC 7578) and its kin (RFC 2046 §5.1).
//!
//! # Why
//! The reader is ours: the usual one (`multer`) is asynchronous, so reading a body with it takes a
//! runtime and copies every part. This one borrows the parts from the body, in one pass, without a
//! dependency. It takes a line feed alone where the format demands carriage return and line feed,
//! since bodies typed into a contract often have that.
//!
//! ```
//! use pact_runtime::multipart::Multipart;
//!
//! let body = b"--x\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n7\r\n--x--\r\n";
//! let multipart = Multipart::parse(body, "x")?;
//! assert_eq!(multipart.parts()[0].name(), Some("id"));
//! assert_eq!(multipart.parts()[0].raw(), b"7");
//! # Ok::<(), pact_runtime::multipart::MultipartError>(())
//! ```

mod disposition;
mod encoding;
mod error;
mod parse;
mod write;

use std::borrow::Cow;

use crate::model::ContentType;
use disposition::Disposition;

pub use error::MultipartError;
pub use parse::{MAX_BOUNDARY, MAX_HEADER_BYTES, MAX_PARTS};
pub use write::{NewPart, write};

/// Name and value, as they were written.
type Header<'a> = (Cow<'a, str>, Cow<'a, str>);

/// A multipart body, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Multipart<'a> {
    parts: Vec<Part<'a>>,
}

/// One part of a multipart body.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'a> {
    headers: Vec<Header<'a>>,
    disposition: Disposition,
    raw: &'a [u8],
}

impl<'a> Multipart<'a> {
    /// Takes a body apart at the boundary.
    ///
    /// # Errors
    /// The boundary is no boundary, the body is not made of parts that it separates or ends without
    /// the last boundary, or a limit is passed, which the message names.
    pub fn parse(body: &'a [u8], boundary: &str) -> Result<Self, MultipartError> {
        parse::parts(body, boundary).map(|parts| Self { parts })
    }

    /// Takes a body apart at the boundary that its content type names.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and if the content type has no boundary.
    pub fn of_type(body: &'a [u8], content_type: &ContentType) -> Result<Self, MultipartError> {
        match content_type.parameter("boundary") {
            Some(boundary) => Self::parse(body, boundary),
            None => Err(MultipartError::no_boundary(content_type)),
        }
    }

    /// The parts in order.
    pub fn parts(&self) -> &[Part<'a>] {
        &self.parts
    }
}

impl<'a> Part<'a> {
    /// The name of the form field.
    pub fn name(&self) -> Option<&str> {
        self.disposition.name.as_deref()
    }

    /// The name of the file; a part that has one is a file.
    pub fn file_name(&self) -> Option<&str> {
        self.disposition.file_name.as_deref()
    }

    /// The headers in order, names as they were written.
    pub fn headers(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The value of the header with this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers()
            .find(|(its, _)| its.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The content type, if the part has a header that gives a readable one.
    pub fn content_type(&self) -> Option<ContentType> {
        self.header("content-type").and_then(ContentType::parse)
    }

    /// The content as it stands in the body.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The content with its `Content-Transfer-Encoding` undone. Content that is not what the encoding
    /// says is taken as it stands.
    pub fn content(&self) -> Cow<'a, [u8]> {
        encoding::decode(self.raw, self.header("content-transfer-encoding"))
    }
}
