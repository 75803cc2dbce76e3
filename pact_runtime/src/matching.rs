//! Comparing what is expected with what came.
//!
//! An expected request, response or message is compiled once, with its rules, and then compared with
//! as many received ones as there are:
//!
//! ```
//! use pact_runtime::{
//!     json::Json,
//!     matching::{ActualResponse, MatchOptions, ResponseMatcher},
//!     model::{Body, Response},
//!     rule::{Category, Rule},
//! };
//!
//! let mut expected = Response {
//!     body: Body::json(Json::parse(br#"{ "tags": ["a", "b"] }"#)?.into_owned()),
//!     ..Response::default()
//! };
//! expected.rules.add(Category::Body, "$.tags".parse()?, Rule::MinType(2));
//! let matcher = ResponseMatcher::compile(&expected, &MatchOptions::default())?;
//!
//! let short = ActualResponse::new(200)
//!     .with_headers([("content-type", "application/json")])
//!     .with_body(br#"{ "tags": ["a"] }"#);
//! let mismatches = matcher.compare(&short);
//! assert_eq!(mismatches[0].place(), "body $.tags");
//! assert_eq!(mismatches[0].expectation(), "has at least 2 items");
//! assert_eq!(mismatches[0].finding(), r#"["a"], which has 1 item"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod actual;
mod body;
mod error;
mod explain;
mod headers;
mod message;
mod mismatch;
mod options;
mod parameters;
mod request;
mod response;
pub mod self_check;
mod sink;
#[cfg(test)]
mod tests;
mod text_rules;
mod trie;
mod walk;

pub use actual::{ActualMessage, ActualRequest, ActualResponse};
pub use error::CompileError;
pub use explain::{AppliedList, BeatenList, ExplainedNode, Explanation, MAX_EXPLAINED, WhyBeaten};
pub use message::{MessageMatcher, match_message};
pub use mismatch::{
    AppliedRule, Closest, ElementDifference, Mismatch, MismatchKind, PartDifference, Reason, Shown,
    Side,
};
pub use options::{Difference, MatchOptions};
pub use request::{RequestMatcher, Stage, match_request};
pub use response::{ResponseMatcher, match_response};
pub use sink::{Collect, Count, MAX_MISMATCHES, Probe, Sink};
