//! A message as the consumer under test gets it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use serde::de::DeserializeOwned;

use crate::{json::Json, model::MessageContents};

/// Contents and metadata of a message for the handler under test.
///
/// The message counts as handled once its contents have been read.
#[derive(Debug)]
#[must_use = "a message that nobody reads is not handled; hand it to the handler under test"]
pub struct Delivery {
    contents: MessageContents,
    bytes: Vec<u8>,
    is_read: Arc<AtomicBool>,
}

impl Delivery {
    /// A message with the flag that says whether it has been read.
    pub(crate) fn new(contents: MessageContents) -> (Self, Arc<AtomicBool>) {
        let is_read = Arc::new(AtomicBool::new(false));
        let delivery = Self {
            bytes: contents.body.to_bytes(),
            contents,
            is_read: Arc::clone(&is_read),
        };
        (delivery, is_read)
    }

    /// The contents as they go over the wire.
    pub fn bytes(&self) -> &[u8] {
        self.is_read.store(true, Ordering::Relaxed);
        &self.bytes
    }

    /// The contents as text, if they are UTF-8.
    ///
    /// # Errors
    /// If they are not.
    pub fn text(&self) -> Result<&str, std::str::Utf8Error> {
        std::str::from_utf8(self.bytes())
    }

    /// The contents read as JSON.
    ///
    /// # Errors
    /// If they are no JSON, or not that of a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.bytes())
    }

    /// The content type, if the message has one.
    pub fn content_type(&self) -> Option<String> {
        self.contents.body.content_type().map(ToString::to_string)
    }

    /// An entry of the metadata as text: a string as it is, any other value as JSON.
    pub fn metadata(&self, key: &str) -> Option<String> {
        self.contents.metadata.get(key).map(text)
    }

    /// All entries of the metadata in order, with their values as text.
    pub fn all_metadata(&self) -> impl Iterator<Item = (&str, String)> {
        let entries = self.contents.metadata.iter();
        entries.map(|(key, value)| (key, text(value)))
    }
}

fn text(value: &Json<'_>) -> String {
    match value {
        Json::String(text) => text.clone().into_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;

    #[test]
    fn counts_as_read_once_its_contents_are() {
        let mut contents = MessageContents {
            body: Body::json(Json::from(42)),
            ..MessageContents::default()
        };
        contents.metadata.insert("topic", "orders");
        contents.metadata.insert("retries", 3);
        let (delivery, is_read) = Delivery::new(contents);
        assert_eq!(delivery.metadata("topic").as_deref(), Some("orders"));
        assert_eq!(delivery.metadata("retries").as_deref(), Some("3"));
        assert_eq!(delivery.content_type().as_deref(), Some("application/json"));
        assert!(!is_read.load(Ordering::Relaxed));
        assert_eq!(delivery.json::<u8>().unwrap(), 42);
        assert!(is_read.load(Ordering::Relaxed));
    }
}
