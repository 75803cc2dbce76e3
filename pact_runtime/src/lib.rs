//! The engine behind `pact_dsl`: models, matching, mock server and test harness.
//!
//! Most people use this crate through `pact_dsl`. It is public because tools that read, match or
//! write pact files need the same parts: a lossless [`model`] of every specification version, the
//! [`json`] document it is made of, [`path`] expressions, matching [`rule`]s and [`generator`]s.

pub mod codec;
pub mod content_detection;
pub mod datetime;
#[cfg(feature = "definition")]
pub mod definition;
pub mod generator;
pub mod harness;
#[cfg(feature = "definition")]
pub mod integration;
pub mod json;
pub mod matching;
pub mod mock_server;
pub mod model;
#[cfg(feature = "multipart")]
pub mod multipart;
pub mod pact_file;
pub mod path;
pub mod registry;
pub mod report;
pub mod rule;
pub mod text_regex;
#[cfg(feature = "xml")]
pub mod xml;
