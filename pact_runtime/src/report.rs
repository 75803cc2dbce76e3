//! Verdicts as people and as programs read them.

mod json;
mod page;
mod palette;
#[cfg(test)]
mod tests;
mod text;

pub use json::json;
pub(crate) use json::replaced as replaced_json;
use page::Page;
pub use palette::{Palette, Style};
pub use text::{MISMATCH_LIMIT, REQUEST_LIMIT, findings, text};
pub(crate) use text::{record_problem, replaced as replaced_text};
