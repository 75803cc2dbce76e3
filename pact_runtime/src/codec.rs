//! Pact files: reading every version of the specification, writing any of them.
//!
//! [`read`] takes the version from the file (V1, V1.1, V2, V3 with HTTP interactions or messages, V4)
//! and gives the one [`model`](crate::model) that the rest works on. [`write`](write()) makes text of it again
//! and lists what the version could not hold. What [`read`] took in, [`write`](write()) in the same version
//! gives back: unknown keys, unknown kinds of interaction, each state of a body, every digit.
//!
//! ```
//! use pact_runtime::{codec, model::SpecVersion};
//!
//! let pact = codec::read(br#"{
//!     "consumer": { "name": "order-web" },
//!     "provider": { "name": "order-api" },
//!     "interactions": [{
//!         "description": "a request for an open order",
//!         "providerState": "an order exists",
//!         "request": { "method": "get", "path": "/orders/42", "query": "lines=all" },
//!         "response": { "status": 200 }
//!     }],
//!     "metadata": { "pactSpecification": { "version": "2.0.0" } }
//! }"#)?;
//! assert_eq!(pact.spec_version, SpecVersion::V2);
//!
//! let written = codec::write(&pact, SpecVersion::V4);
//! assert!(written.losses.is_empty());
//! assert!(written.text.contains(r#""type": "Synchronous/HTTP""#));
//! assert_eq!(codec::read(written.text.as_bytes())?.interactions, pact.interactions);
//! # Ok::<(), codec::Error>(())
//! ```

pub(crate) mod base64;
mod error;
mod identity;
mod loss;
mod read;
#[cfg(test)]
mod tests;
mod write;

use crate::{
    json::Json,
    model::{Interaction, MessageContents, Pact, Request, Response, SpecVersion},
};

pub use error::Error;
pub use identity::Identity;
pub(crate) use identity::SortKey;
pub use loss::{Loss, LossKind};
pub(crate) use read::item as read_item;
pub(crate) use write::{
    CLOSE, Item, List, SEPARATOR, TESTNAME, TESTNAMES, frame, item as write_item, list, refusal,
};

/// Text of a pact, and what the version could not hold.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "the losses are to be shown to somebody"]
pub struct Written {
    /// The text of the file: JSON with two spaces a level and a line feed at the end.
    pub text: String,
    /// What was lost, in the order of the model's interactions.
    pub losses: Vec<Loss>,
}

/// The values of a header that is written as one text: those of headers whose text is a list (RFC 9110
/// §5.3), such as `Accept`, stand between commas; of any other header the text is one value.
///
/// ```
/// use pact_runtime::codec::split_header;
///
/// assert_eq!(split_header("Accept", "text/html, text/plain"), ["text/html", "text/plain"]);
/// assert_eq!(split_header("Date", "Fri, 20 Nov 2026 08:00:00 GMT").len(), 1);
/// ```
pub fn split_header(name: &str, text: &str) -> Vec<String> {
    read::split_header(name, text)
}

/// Reads a pact in the version that its metadata tells; a file that tells none is V3.
///
/// # Errors
/// If the text is not JSON, its version is later than V4, or a part of it is not what the
/// specification says. The error names the place. Unknown keys and unknown kinds of interaction are
/// kept and are no errors.
pub fn read(text: &[u8]) -> Result<Pact, Error> {
    read::pact(Json::parse(text)?)
}

/// Reads a pact from a document that is parsed already.
///
/// # Errors
/// As [`read`].
pub fn read_document(document: Json<'_>) -> Result<Pact, Error> {
    read::pact(document)
}

/// Writes a pact in a version of the specification.
///
/// The text depends on the contents alone. Interactions are sorted by description, kind, provider
/// states and key, and the text of each depends on nothing but that interaction. No version of this
/// library stands in it.
pub fn write(pact: &Pact, version: SpecVersion) -> Written {
    let mut layout = write::layout(pact, version);
    let losses = std::mem::take(&mut layout.losses);
    Written {
        text: layout.into_text(),
        losses,
    }
}

/// Reads one interaction as it stands in the list `interactions` of a file of this version.
///
/// # Errors
/// As [`read`]; places are told from the interaction down.
pub fn read_interaction(json: Json<'_>, version: SpecVersion) -> Result<Interaction, Error> {
    read::interaction(json, version)
}

/// Reads a request as it stands in an interaction of this version.
///
/// # Errors
/// As [`read`]; places are told from the request down.
pub fn read_request(json: Json<'_>, version: SpecVersion) -> Result<Request, Error> {
    read::request(json, version)
}

/// Reads a response as it stands in an interaction of this version.
///
/// # Errors
/// As [`read`]; places are told from the response down.
pub fn read_response(json: Json<'_>, version: SpecVersion) -> Result<Response, Error> {
    read::response(json, version)
}

/// Reads contents, metadata, rules and generators of a message, as they stand in a message of V3, an
/// asynchronous message of V4, or one side of a synchronous one.
///
/// # Errors
/// As [`read`]; places are told from the message down.
pub fn read_message(json: Json<'_>, version: SpecVersion) -> Result<MessageContents, Error> {
    read::message(json, version)
}
