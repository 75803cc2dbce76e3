//! Verdicts as people and as programs read them.

mod json;
mod page;
mod palette;
#[cfg(test)]
mod tests;
mod text;

pub use json::json;
use page::Page;
pub use palette::{Palette, Style};
pub(crate) use text::record_problem;
pub use text::{MISMATCH_LIMIT, REQUEST_LIMIT, text};
