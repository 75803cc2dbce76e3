//! How a test reaches the mock server is no part of the contract.
//!
//! In a process of its own: a run without the attribute writes as soon as no other test runs.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

#[path = "../../support/orders.rs"]
mod orders;

use std::{fs, path::Path};

use pact_dsl::{ServerSettings, Settings};
use reqwest::{Certificate, Client};

use self::orders::{DIR, declared, exercise};

fn written(directory: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    fs::read(path.join("transports-same-api.json")).unwrap()
}

#[tokio::test]
async fn the_file_is_the_same_over_every_transport() {
    let dirs = ["plain", "https", "memory"].map(|name| format!("{DIR}/{name}"));
    let settings = |dir: &String| Settings::default().dir(dir);

    declared("same-api", settings(&dirs[0]))
        .run(async |server| {
            exercise(&Client::new(), server.url()).await;
        })
        .await;
    let https = settings(&dirs[1]).server(ServerSettings::default().https());
    declared("same-api", https)
        .run(async |server| {
            let root = server.root_certificate();
            let client = Client::builder()
                .add_root_certificate(Certificate::from_der(root.der()).unwrap())
                .build();
            exercise(&client.unwrap(), server.url()).await;
        })
        .await;
    declared("same-api", settings(&dirs[2]))
        .run_in_memory(async |server| {
            for request in [
                http::Request::get("/orders/1?view=full").header("accept", "application/json"),
                http::Request::post("/orders").header("content-type", "application/json"),
            ] {
                let body = r#"{ "customer": 1 }"#;
                server.send(request.body(body).unwrap()).unwrap();
            }
        })
        .await;

    let files = dirs.map(|dir| written(&dir));
    assert!(files[0].len() > 500);
    assert!(files.iter().all(|file| *file == files[0]));
}
