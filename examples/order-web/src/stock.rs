//! Stock, for the nightly job, which is not async.

use serde::Deserialize;

use crate::Error;

#[derive(Debug, Deserialize)]
struct Stock {
    available: u32,
}

/// How many of an item are in stock, of the API at this address.
///
/// # Errors
/// [`Error::NotFound`] if there is no such item.
pub fn available(base: &str, sku: &str) -> Result<u32, Error> {
    let response = reqwest::blocking::get(format!("{base}/stock/{sku}"))?;
    let stock: Stock = response.error_for_status()?.json()?;
    Ok(stock.available)
}
