//! Messages: contents and metadata that come over a queue instead of HTTP.

mod asynchronous;
mod contents;
mod synchronous;

pub(crate) use {asynchronous::DeclaredMessage, synchronous::DeclaredExchange};
pub use {
    asynchronous::Message,
    contents::{Contents, contents},
    synchronous::SynchronousMessage,
};
