//! The client.

use futures::future::try_join_all;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::Deserialize;

use crate::{Customer, Error, NewOrder, Order, Page, Status};

/// A client of the order API.
#[derive(Debug, Clone)]
pub struct OrderClient {
    base: String,
    token: Option<String>,
    http: reqwest::Client,
}

/// What the API says about a request that it refuses.
#[derive(Debug, Deserialize)]
struct Refusal {
    reason: String,
}

impl OrderClient {
    /// A client of the API at this address, such as `https://orders.example.com`.
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            token: None,
            http: reqwest::Client::new(),
        }
    }

    /// The same client, with a token in each request.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// One order.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such order.
    pub async fn order(&self, id: u64) -> Result<Order, Error> {
        let request = self.http.get(self.url(&format!("/orders/{id}")));
        self.json(request.header("accept", "application/json"))
            .await
    }

    /// Several orders, asked for at once and in the order of their numbers here.
    ///
    /// # Errors
    /// [`Error::NotFound`] if one of them is not there.
    pub async fn orders_of(&self, ids: &[u64]) -> Result<Vec<Order>, Error> {
        try_join_all(ids.iter().map(|id| self.order(*id))).await
    }

    /// One page of the orders of a status.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] without a valid token.
    pub async fn orders(&self, status: Status, page: u32) -> Result<Page, Error> {
        let request = self.http.get(self.url("/orders"));
        let request = request
            .query(&[("status", status)])
            .query(&[("page", page)]);
        self.json(request.header("accept", "application/json"))
            .await
    }

    /// Places an order; returns its number.
    ///
    /// # Errors
    /// [`Error::Refused`] if the API does not take the order.
    pub async fn place(&self, order: &NewOrder) -> Result<u64, Error> {
        let request = self.http.post(self.url("/orders")).json(order);
        let placed: Order = self.json(request).await?;
        Ok(placed.id)
    }

    /// Moves an order to another status.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such order.
    pub async fn set_status(&self, id: u64, status: Status) -> Result<(), Error> {
        let request = self.http.put(self.url(&format!("/orders/{id}/status")));
        self.send(request.json(&status)).await.map(drop)
    }

    /// Cancels an order.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such order.
    pub async fn cancel(&self, id: u64) -> Result<(), Error> {
        let request = self.http.delete(self.url(&format!("/orders/{id}")));
        self.send(request).await.map(drop)
    }

    /// One customer.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such customer.
    pub async fn customer(&self, id: u64) -> Result<Customer, Error> {
        let request = self.http.get(self.url(&format!("/customers/{id}")));
        self.json(request).await
    }

    async fn json<T: for<'de> Deserialize<'de>>(
        &self,
        request: RequestBuilder,
    ) -> Result<T, Error> {
        Ok(self.send(request).await?.json().await?)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, Error> {
        let request = match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let response = request.send().await?;
        if response.status() == StatusCode::CONFLICT {
            let refusal: Refusal = response.json().await?;
            return Err(Error::Refused(refusal.reason));
        }
        Ok(response.error_for_status()?)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}
