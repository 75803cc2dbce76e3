//! Suites of generated tests: the same tests with `pact_dsl` and with `wiremock`.

use std::{
    fmt::Write as _,
    fs, io,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    process::Command,
};

/// What the tests of a suite are written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// This project.
    Pact,
    /// `wiremock`, which writes no contract.
    Wiremock,
}

impl Peer {
    fn name(self) -> &'static str {
        match self {
            Self::Pact => "pact",
            Self::Wiremock => "wiremock",
        }
    }
}

/// A generated package with one test binary.
#[derive(Debug)]
pub struct Suite {
    folder: PathBuf,
    target: PathBuf,
}

impl Suite {
    /// Writes a package of `count` tests below `work`, which also holds one target folder a peer.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn generate(work: &Path, peer: Peer, count: usize) -> io::Result<Self> {
        let name = format!("{}-{count}", peer.name());
        let suite = Self::package(work, &name, peer)?;
        write_changed(
            &suite.folder.join("tests/orders.rs"),
            &tests(peer, 1..=count),
        )?;
        Ok(suite)
    }

    /// Writes a package of `binaries` test binaries of `count` tests each, all of which record into
    /// one contract.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn generate_many(work: &Path, binaries: usize, count: usize) -> io::Result<Self> {
        let suite = Self::package(work, &format!("pact-{binaries}-times-{count}"), Peer::Pact)?;
        for binary in 0..binaries {
            let ids = binary * count + 1..=(binary + 1) * count;
            let file = suite.folder.join(format!("tests/orders_{binary:02}.rs"));
            write_changed(&file, &tests(Peer::Pact, ids))?;
        }
        Ok(suite)
    }

    fn package(work: &Path, name: &str, peer: Peer) -> io::Result<Self> {
        let suite = Self {
            folder: work.join(name),
            target: work.join(format!("target-{}", peer.name())),
        };
        // What an earlier form of the suite recorded would stay in its contract for ever.
        remove(&suite.folder.join("pacts"))?;
        fs::create_dir_all(suite.folder.join("src"))?;
        fs::create_dir_all(suite.folder.join("tests"))?;
        write_changed(&suite.folder.join("Cargo.toml"), &manifest(name, peer))?;
        write_changed(&suite.folder.join("src/lib.rs"), CLIENT)?;
        Ok(suite)
    }

    /// The folder of the package.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A cargo command in this package.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0");
        command
    }

    /// Builds the tests and returns the paths of their binaries.
    ///
    /// # Errors
    /// If they do not build.
    pub fn build(&self) -> io::Result<Vec<PathBuf>> {
        let mut command = self.cargo(&["test", "--no-run", "--tests"]);
        let output = command.arg("--message-format=json").output()?;
        if !output.status.success() {
            return Err(io::Error::other(
                String::from_utf8_lossy(&output.stderr).into_owned(),
            ));
        }
        let executable = |line: &str| -> Option<PathBuf> {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            (message["target"]["kind"][0] == "test").then_some(())?;
            message["executable"].as_str().map(PathBuf::from)
        };
        Ok(String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(executable)
            .collect())
    }

    /// Makes cargo compile the tests again, and nothing else.
    ///
    /// # Errors
    /// If the file cannot be touched.
    pub fn touch(&self) -> io::Result<()> {
        let tests = fs::File::options()
            .append(true)
            .open(self.folder.join("tests/orders.rs"))?;
        tests.set_modified(std::time::SystemTime::now())
    }

    /// Removes all that was built.
    ///
    /// # Errors
    /// If the folder is there and cannot be removed.
    pub fn clean(&self) -> io::Result<()> {
        remove(&self.target)
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Where suites are generated and built: beside the other build products.
///
/// # Errors
/// If the folder cannot be made.
pub fn work_folder() -> io::Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
        PathBuf::from,
    );
    let work = target.join("suites");
    fs::create_dir_all(&work)?;
    work.canonicalize()
}

/// The time stamp of an unchanged file stays, so that cargo does not build it again.
fn write_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text)
}

fn manifest(name: &str, peer: Peer) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let dependency = match peer {
        Peer::Pact => format!(
            "pact_dsl = {{ path = '{}' }}",
            root.join("pact_dsl").display()
        ),
        Peer::Wiremock => "wiremock = \"0.6\"".to_owned(),
    };
    format!(
        r#"[package]
name = "suite-{name}"
version = "0.1.0"
edition = "2024"

[dependencies]
reqwest = {{ version = "0.13", default-features = false, features = ["json"] }}
serde = {{ version = "1", features = ["derive"] }}

[dev-dependencies]
serde_json = "1"
tokio = {{ version = "1", features = ["macros", "rt"] }}
{dependency}

[lib]
name = "client"
doctest = false

[workspace]
"#
    )
}

const CLIENT: &str = "//! A client such as a service has one.

/// An order.
#[derive(serde::Deserialize)]
pub struct Order {
    /// Its number.
    pub id: u64,
    /// Its state.
    pub status: String,
    /// Its total.
    pub total: f64,
}

/// Fetches an order.
pub async fn order(url: &str, id: u64) -> reqwest::Result<Order> {
    let client = reqwest::Client::new();
    client.get(format!(\"{url}/orders/{id}\")).send().await?.error_for_status()?.json().await
}
";

fn tests(peer: Peer, ids: RangeInclusive<usize>) -> String {
    let mut text = String::from(match peer {
        Peer::Pact => "use pact_dsl::prelude::*;\n",
        Peer::Wiremock => {
            "use serde_json::json;\nuse wiremock::{Mock, MockServer, ResponseTemplate};\n\
             use wiremock::matchers::{method, path};\n"
        }
    });
    for id in ids {
        let next = match peer {
            Peer::Pact => pact_test(id),
            Peer::Wiremock => wiremock_test(id),
        };
        write!(text, "\n{next}").expect("writing to a string cannot fail");
    }
    text
}

fn pact_test(id: usize) -> String {
    format!(
        r#"#[pact_test(consumer = "suite", provider = "orders")]
async fn fetches_order_{id}(mut pact: Pact) {{
    pact.interaction("a request for order {id}")
        .request(get("/orders/{id}"))
        .response(ok().json(json_pattern!({{
            "id": integer({id}),
            "status": regex("^(open|closed)$", "open"),
            "total": decimal(12.5),
        }})));
    let server = pact.start();
    let order = client::order(server.url(), {id}).await.unwrap();
    assert_eq!(order.id, {id});
}}
"#
    )
}

fn wiremock_test(id: usize) -> String {
    format!(
        r#"#[tokio::test]
async fn fetches_order_{id}() {{
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/orders/{id}"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({{
            "id": {id},
            "status": "open",
            "total": 12.5,
        }})))
        .expect(1)
        .mount(&server)
        .await;
    let order = client::order(&server.uri(), {id}).await.unwrap();
    assert_eq!(order.id, {id});
}}
"#
    )
}
