//! Everything that a test needs: `use pact_dsl::prelude::*;`
//!
//! Its names are functions and macros, save for a few types; a name of your own that you import or
//! declare goes before one of the prelude.

pub use pact_macros::{json_pattern, pact_test};
pub use pact_runtime::harness::{Delivery, Exchange, Server};
pub use serde_json::json;

pub use crate::{
    generators::*,
    matchers::*,
    message::contents,
    pact::Pact,
    pattern::{IntoPattern, IntoText, Pattern, json},
    request::{delete, get, head, method, options, patch, post, put},
    response::*,
};

#[cfg(feature = "multipart")]
pub use crate::multipart::multipart;

#[cfg(feature = "xml")]
pub use crate::xml::element;
