//! Mails what happens to orders: handlers of messages that know nothing of the queue they come from.
//!
//! Its contract comes from `tests/messages.rs`.

use serde::Deserialize;

/// What can go wrong with a message.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// It comes from a topic that nobody here knows.
    UnknownTopic(String),
    /// Its contents are not what the topic promises.
    Unreadable(serde_json::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownTopic(topic) => write!(f, "nobody knows the topic `{topic}`"),
            Self::Unreadable(_) => f.write_str("the message cannot be read"),
        }
    }
}

impl std::error::Error for Error {}

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// The one line of it.
    pub text: String,
}

#[derive(Deserialize)]
struct Placed {
    order: u64,
    customer: Customer,
}

#[derive(Deserialize)]
struct Customer {
    email: String,
}

/// Sends the mail that a message asks for.
///
/// # Errors
/// If the topic is not known, or the contents cannot be read.
pub async fn on_message(
    topic: &str,
    contents: &[u8],
    send: impl AsyncFnOnce(Mail),
) -> Result<(), Error> {
    if topic != "orders" {
        return Err(Error::UnknownTopic(topic.to_owned()));
    }
    let placed: Placed = serde_json::from_slice(contents).map_err(Error::Unreadable)?;
    send(Mail {
        to: placed.customer.email,
        text: format!("Thank you for order {}.", placed.order),
    })
    .await;
    Ok(())
}

/// The subject of a mail from the text of a template, which comes as it is.
pub fn subject(template: &str) -> &str {
    template.lines().next().unwrap_or_default().trim()
}

/// Asks another service for the price of an item, over whatever `send` talks to it.
///
/// # Errors
/// What `send` returns, or if the answer cannot be read.
pub fn price<E: From<serde_json::Error>>(
    sku: &str,
    send: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, E>,
) -> Result<u64, E> {
    #[derive(Deserialize)]
    struct Price {
        cents: u64,
    }
    let request = serde_json::to_vec(&serde_json::json!({ "sku": sku }))?;
    let price: Price = serde_json::from_slice(&send(request)?)?;
    Ok(price.cents)
}
