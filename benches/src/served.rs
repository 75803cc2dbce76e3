//! Interactions as a mock server plays them, without and with sockets.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri, Version, header::CONTENT_TYPE};
use pact_runtime::{
    matching::MatchOptions,
    mock_server::{
        listener::{Handler, Listener, Options, Request},
        router::{Play, Router},
    },
    model::{Body, Headers, HttpInteraction},
};

use crate::workloads;

/// A large request among other interactions, answered without a socket.
#[derive(Debug)]
pub struct Served {
    router: Router,
    body: Bytes,
}

impl Served {
    /// A request of 4,000 items under six rules, and this many interactions like it with other paths.
    ///
    /// # Panics
    /// If the interactions cannot be played.
    pub fn new(others: usize) -> Self {
        let mut interactions = vec![workloads::posted_items()];
        interactions.extend((0..others).map(|id| HttpInteraction {
            request: pact_runtime::model::Request {
                path: format!("/items/{id}"),
                ..workloads::posted_items().request
            },
            ..workloads::posted_items()
        }));
        let body = workloads::items(4_000).body().to_vec();
        Self {
            router: compile(&interactions),
            body: body.into(),
        }
    }

    /// Sends the request; returns the status of the answer.
    ///
    /// # Panics
    /// If the answer is not the declared one.
    pub fn request(&self) -> u16 {
        let mut headers = HeaderMap::new();
        headers.insert(
            CONTENT_TYPE,
            http::HeaderValue::from_static("application/json"),
        );
        let request = Request {
            method: Method::POST,
            uri: Uri::from_static("/items"),
            version: Version::HTTP_11,
            headers,
            body: self.body.clone(),
        };
        let status = self.router.answer(request).status.as_u16();
        drop(self.router.take_journal());
        assert_eq!(status, 200, "the workload must match");
        status
    }
}

/// Starts a mock server of this many interactions, `GET /orders/N`, each with a small body.
///
/// # Panics
/// If it cannot be started.
pub fn start_small(count: usize) -> Listener {
    let mut headers = Headers::default();
    headers.add("content-type", "application/json");
    let interactions: Vec<HttpInteraction> = (0..count)
        .map(|id| {
            let mut interaction = HttpInteraction::default();
            interaction.meta.description = format!("a request for order {id}");
            interaction.request.path = format!("/orders/{id}");
            interaction.response.headers = Some(headers.clone());
            interaction.response.body = Body::json(pact_runtime::json::Json::from(id));
            interaction
        })
        .collect();
    Listener::start(Options::default(), Arc::new(compile(&interactions)))
        .expect("a port of this machine is free")
}

fn compile(interactions: &[HttpInteraction]) -> Router {
    let plays = interactions.iter().map(|interaction| Play {
        interaction,
        times: None,
    });
    Router::compile(plays, MatchOptions::default()).expect("the interactions are well-formed")
}
