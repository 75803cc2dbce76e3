//! What the back office asks of the order API, in every format that the API speaks.
//!
//! Its contract comes from `tests/formats.rs`.

mod export;

use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde_json::json;

pub use export::Export;

/// What can go wrong.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// A client of the order API.
#[derive(Debug, Clone)]
pub struct BackOffice {
    base: String,
    http: reqwest::Client,
}

/// An order that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Hit {
    /// Its number.
    pub id: String,
    /// How far it is.
    pub status: String,
}

/// What was made of an import.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Imported {
    /// How many lines were taken.
    pub taken: u32,
    /// Where to look for the result.
    pub result: String,
}

impl BackOffice {
    /// A client of the API at this address.
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            http: reqwest::Client::new(),
        }
    }

    /// Logs in with a form; the answer is a token as text.
    ///
    /// # Errors
    /// If the API refuses.
    pub async fn log_in(&self, user: &str, password: &str) -> Result<String, Error> {
        let fields = [("user", user), ("password", password), ("scope", "orders")];
        let request = self.http.post(self.url("/login")).form(&fields);
        Ok(request.send().await?.error_for_status()?.text().await?)
    }

    /// An order as XML.
    ///
    /// # Errors
    /// If there is no such order, or its XML cannot be read.
    pub async fn export(&self, id: u64) -> Result<Export, Error> {
        let request = self.http.get(self.url(&format!("/orders/{id}/export")));
        let request = request.header("accept", "application/xml");
        let text = request.send().await?.error_for_status()?.text().await?;
        Export::parse(&text)
    }

    /// Sends an order as XML.
    ///
    /// # Errors
    /// If the API refuses.
    pub async fn submit(&self, export: &Export) -> Result<(), Error> {
        let request = self.http.post(self.url("/orders/import"));
        let request = request.header("content-type", "application/xml");
        request
            .body(export.to_xml())
            .send()
            .await?
            .error_for_status()?;
        Ok(())
    }

    /// Uploads a photo of an item.
    ///
    /// # Errors
    /// If the API refuses.
    pub async fn upload(&self, sku: &str, title: &str, jpeg: Vec<u8>) -> Result<(), Error> {
        let photo = Part::bytes(jpeg)
            .file_name("photo.jpg")
            .mime_str("image/jpeg")?;
        let form = Form::new()
            .text("title", title.to_owned())
            .part("photo", photo);
        let request = self.http.post(self.url(&format!("/items/{sku}/photo")));
        request.multipart(form).send().await?.error_for_status()?;
        Ok(())
    }

    /// The invoice of an order as PDF.
    ///
    /// # Errors
    /// If there is none.
    pub async fn invoice(&self, id: u64) -> Result<Vec<u8>, Error> {
        let request = self.http.get(self.url(&format!("/orders/{id}/invoice")));
        let response = request.send().await?.error_for_status()?;
        Ok(response.bytes().await?.to_vec())
    }

    /// Looks for orders of a status with GraphQL.
    ///
    /// # Errors
    /// If the API refuses.
    pub async fn search(&self, status: &str) -> Result<Vec<Hit>, Error> {
        const QUERY: &str =
            "query ($status: Status!) {\n  orders(status: $status) { id status }\n}";
        #[derive(Deserialize)]
        struct Answer {
            data: Found,
        }
        #[derive(Deserialize)]
        struct Found {
            orders: Vec<Hit>,
        }
        let request = json!({ "query": QUERY, "variables": { "status": status } });
        let request = self.http.post(self.url("/graphql")).json(&request);
        let answer: Answer = request.send().await?.error_for_status()?.json().await?;
        Ok(answer.data.orders)
    }

    /// Imports stock from lines of `sku;quantity`, and reads the result where the API says it is.
    ///
    /// # Errors
    /// If the API refuses.
    pub async fn import_stock(&self, lines: &str) -> Result<(Imported, String), Error> {
        let request = self.http.put(self.url("/stock"));
        let request = request
            .header("content-type", "text/csv")
            .body(lines.to_owned());
        let imported: Imported = request.send().await?.error_for_status()?.json().await?;
        let result = self.http.get(&imported.result).send().await?;
        let result = result.error_for_status()?.text().await?;
        Ok((imported, result))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}
