//! XML documents: reading them to compare, writing those that a pattern describes.
//!
//! # Why
//! The reader is ours because no small one keeps the promise that input cannot make it run or
//! allocate without bound (`docs/adr/0004-our-own-xml-reader.md`). It reads well-formed XML 1.0 with
//! namespaces; a document type declaration is skipped, and the entities it declares are unknown.
//!
//! ```
//! use pact_runtime::xml::Document;
//!
//! let document = Document::parse("<a:order xmlns:a='urn:orders' id='7'>two <b>lines</b></a:order>")?;
//! let order = document.root();
//! assert_eq!(order.name().to_string(), "urn:orders:order");
//! assert_eq!(order.attribute("id"), Some("7"));
//! assert_eq!(order.text(), "two");
//! assert_eq!(order.children().next().unwrap().text(), "lines");
//! # Ok::<(), pact_runtime::xml::XmlError>(())
//! ```

mod cursor;
mod decode;
mod document;
mod error;
mod namespaces;
mod parse;
mod skip;
mod text;
mod write;

pub use decode::decode;
pub use document::{AttributeRef, Document, ElementRef, Name};
pub use error::XmlError;
pub use parse::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NAMESPACES};
pub use write::{Element, escape};
