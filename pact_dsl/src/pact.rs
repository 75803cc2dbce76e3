//! The pact of one test.

use std::panic::Location;

#[cfg(feature = "tower")]
use pact_runtime::harness::InMemoryServer;
use pact_runtime::{
    harness::{
        DefinitionProblem, FreeRun, FreeSettings, InteractionDraft, Server, ServerSettings,
        Session, TestOutput,
    },
    model::SpecVersion,
};

use crate::{
    declaration::Declaration,
    interaction::{DeclaredHttp, Interaction},
    message::{DeclaredExchange, DeclaredMessage, Message, SynchronousMessage},
};

/// The pact of one test: declares interactions, then starts the mock server that plays them.
///
/// [`#[pact_test]`](crate::pact_test) hands it to the test. When the test has ended, the harness checks that
/// every request matched and every interaction was used, and only then writes the interactions into the
/// pact file.
#[derive(Debug)]
pub struct Pact {
    session: Session,
    declared: Declarations,
    /// What [`Pact::start`] starts, if it was told.
    server: Option<ServerSettings>,
    /// The run, if there is no attribute to conduct it.
    free: Option<FreeRun>,
}

/// What [`Pact::with_settings`] may be told: specification version, directory, and the mock server.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    spec: SpecVersion,
    dir: Option<String>,
    server: Option<ServerSettings>,
}

impl Settings {
    /// The version of the specification; V4 unless told.
    #[must_use]
    pub fn spec(mut self, version: SpecVersion) -> Self {
        self.spec = version;
        self
    }

    /// The directory of the pact file; a relative one starts at the package's directory.
    #[must_use]
    pub fn dir(mut self, dir: impl Into<String>) -> Self {
        self.dir = Some(dir.into());
        self
    }

    /// Where the mock server that [`Pact::run`] starts listens, and what it takes.
    #[must_use]
    pub fn server(mut self, settings: ServerSettings) -> Self {
        self.server = Some(settings);
        self
    }
}

impl Pact {
    /// Declares an interaction. The description says what the consumer asks for: "a request for an
    /// open order".
    #[track_caller]
    pub fn interaction(&mut self, description: impl Into<String>) -> Interaction<'_> {
        self.declared
            .interaction(Location::caller(), description.into())
    }

    /// Declares a message that the consumer receives. The description says what happened: "an order was
    /// placed".
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// fn counts_an_order(mut pact: Pact) -> Result<(), Box<dyn std::error::Error>> {
    ///     let message = pact
    ///         .message("an order was placed")
    ///         .json(json_pattern!({ "id": integer(42) }))
    ///         .metadata("topic", "orders")
    ///         .receive();
    ///
    ///     let order: serde_json::Value = message.json()?;
    ///     assert_eq!(order["id"], 42);
    ///     Ok(())
    /// }
    /// # let _ = counts_an_order;
    /// ```
    ///
    /// The handler under test takes what [`receive`](Message::receive) returns, or parts of it; it may be
    /// async, and may fail with any error, which fails the test. Needs specification V3, and V4 beside
    /// interactions over HTTP.
    #[track_caller]
    pub fn message(&mut self, description: impl Into<String>) -> Message<'_> {
        let declaration = Declaration::new(Location::caller(), description.into());
        let messages = &mut self.declared.messages;
        Message::new(
            messages.push_mut(DeclaredMessage::new(declaration)),
            &self.session,
        )
    }

    /// Declares a message that the consumer sends and that the provider answers over something else than
    /// HTTP. Needs specification V4.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// fn asks_for_a_price(mut pact: Pact) -> Result<(), Box<dyn std::error::Error>> {
    ///     let exchange = pact
    ///         .synchronous_message("a request for a price")
    ///         .request(contents().json(json_pattern!({ "sku": regex(r"[A-Z]\d+", "A1") })))
    ///         .response(contents().json(json_pattern!({ "cents": integer(1050) })))
    ///         .play();
    ///
    ///     let answers = exchange.send(br#"{ "sku": "B2" }"#)?;
    ///     assert_eq!(answers[0].json::<serde_json::Value>()?["cents"], 1050);
    ///     Ok(())
    /// }
    /// # let _ = asks_for_a_price;
    /// ```
    #[track_caller]
    pub fn synchronous_message(
        &mut self,
        description: impl Into<String>,
    ) -> SynchronousMessage<'_> {
        let declaration = Declaration::new(Location::caller(), description.into());
        let exchanges = &mut self.declared.exchanges;
        SynchronousMessage::new(
            exchanges.push_mut(DeclaredExchange::new(declaration)),
            &self.session,
        )
    }

    /// Starts the mock server that plays what has been declared. It listens when this returns, so there is
    /// nothing to wait for, in a test that is async and in one that is not; it stops when the test ends.
    ///
    /// # Panics
    /// If something is wrong with a definition, or the server cannot be started. The test ends here, and
    /// its report says what is wrong and where.
    #[track_caller]
    pub fn start(&mut self) -> Server {
        self.session.declare(self.declared.take_drafts());
        match self.server.clone() {
            None => self.session.start(),
            Some(settings) => self.session.start_with(settings),
        }
    }

    /// Does what [`start`](Self::start) does, with settings: a port for a client whose address cannot be
    /// changed, an address for a client in a container.
    ///
    /// ```test_harness,no_run
    /// use pact_dsl::{ServerSettings, prelude::*};
    ///
    /// #[pact_test(consumer = "order-web", provider = "order-api")]
    /// fn cancels_an_order(mut pact: Pact) {
    ///     pact.interaction("a request to cancel an order")
    ///         .request(delete("/orders/42"))
    ///         .response(no_content());
    ///     let server = pact.start_with(ServerSettings::default().address([0, 0, 0, 0]).port(8080));
    ///     assert_eq!(server.url(), "http://127.0.0.1:8080");
    ///     // ..
    /// }
    /// ```
    ///
    /// # Panics
    /// As [`start`](Self::start), and if the port is taken.
    #[track_caller]
    pub fn start_with(&mut self, settings: ServerSettings) -> Server {
        self.session.declare(self.declared.take_drafts());
        self.session.start_with(settings)
    }

    /// Does what [`start`](Self::start) does, without a socket: for a client that sends its requests through a
    /// `tower_service::Service`, and for code that makes its requests by hand. No thread, no port.
    ///
    /// ```test_harness,no_run
    /// use pact_dsl::prelude::*;
    ///
    /// #[pact_test(consumer = "order-web", provider = "order-api")]
    /// fn cancels_an_order(mut pact: Pact) {
    ///     pact.interaction("a request to cancel an order")
    ///         .request(delete("/orders/42"))
    ///         .response(no_content());
    ///     let server = pact.start_in_memory();
    ///
    ///     let request = http::Request::delete("/orders/42").body("").unwrap();
    ///     assert_eq!(server.send(request).unwrap().status(), 204);
    /// }
    /// ```
    ///
    /// # Panics
    /// As [`start`](Self::start), and if a server was started before that has sockets.
    #[cfg(feature = "tower")]
    #[track_caller]
    pub fn start_in_memory(&mut self) -> InMemoryServer {
        self.session.declare(self.declared.take_drafts());
        self.session.start_in_memory()
    }
}

/// Runs without the attribute.
impl Pact {
    /// A pact without [`#[pact_test]`](crate::pact_test), for other test harnesses and attributes. It has to
    /// be [run](Self::run).
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// # async fn order(_url: &str) -> Result<String, std::io::Error> { Ok("open".to_owned()) }
    /// // #[tokio::test], #[rstest], a step of cucumber, ..
    /// async fn shows_an_open_order() {
    ///     let mut pact = Pact::new("order-web", "order-api");
    ///     pact.interaction("a request for an open order")
    ///         .request(get("/orders/42"))
    ///         .response(ok().json(json_pattern!({ "status": string("open") })));
    ///
    ///     pact.run(async |server| {
    ///         assert_eq!(order(server.url()).await.unwrap(), "open");
    ///     })
    ///     .await;
    /// }
    /// # let _ = shows_an_open_order;
    /// ```
    #[track_caller]
    pub fn new(consumer: impl Into<String>, provider: impl Into<String>) -> Self {
        Self::with_settings(consumer, provider, Settings::default())
    }

    /// A pact without [`#[pact_test]`](crate::pact_test), with settings that the attribute takes otherwise.
    ///
    /// ```
    /// use pact_dsl::{Settings, SpecVersion, prelude::*};
    ///
    /// fn runs() {
    ///     let settings = Settings::default().spec(SpecVersion::V3).dir("contracts");
    ///     let mut pact = Pact::with_settings("order-web", "order-api", settings);
    ///     // ..
    ///     # drop(pact.interaction(""));
    ///     pact.run_blocking(|server| {
    ///         assert!(server.url().starts_with("http://"));
    ///     });
    /// }
    /// # let _ = runs;
    /// ```
    #[track_caller]
    pub fn with_settings(
        consumer: impl Into<String>,
        provider: impl Into<String>,
        settings: Settings,
    ) -> Self {
        let (run, session) = FreeRun::begin(FreeSettings {
            consumer: consumer.into(),
            provider: provider.into(),
            spec: settings.spec,
            dir: settings.dir,
        });
        let mut pact = Self::from(session);
        pact.server = settings.server;
        pact.free = Some(run);
        pact
    }

    /// Starts the mock server, runs the test's body against it, and comes to the verdict: with the
    /// guarantees of [`#[pact_test]`](crate::pact_test). The body returns nothing or a `Result`.
    ///
    /// # Panics
    /// If the test fails; the message is the report.
    pub async fn run<T: TestOutput>(mut self, body: impl AsyncFnOnce(Server) -> T) {
        let run = self.take_run();
        run.finish(async move {
            let server = self.start();
            body(server).await
        })
        .await;
    }

    /// Does what [`run`](Self::run) does for a body that is not async.
    ///
    /// # Panics
    /// If the test fails; the message is the report.
    #[track_caller]
    pub fn run_blocking<T: TestOutput>(mut self, body: impl FnOnce(Server) -> T) {
        let run = self.take_run();
        run.finish_blocking(move || {
            let server = self.start();
            body(server)
        });
    }

    /// Does what [`run`](Self::run) does, with a mock server [without sockets](Self::start_in_memory).
    ///
    /// # Panics
    /// If the test fails; the message is the report.
    #[cfg(feature = "tower")]
    pub async fn run_in_memory<T: TestOutput>(
        mut self,
        body: impl AsyncFnOnce(InMemoryServer) -> T,
    ) {
        let run = self.take_run();
        run.finish(async move {
            let server = self.start_in_memory();
            body(server).await
        })
        .await;
    }

    /// Does what [`run_in_memory`](Self::run_in_memory) does for a body that is not async.
    ///
    /// # Panics
    /// If the test fails; the message is the report.
    #[cfg(feature = "tower")]
    #[track_caller]
    pub fn run_in_memory_blocking<T: TestOutput>(mut self, body: impl FnOnce(InMemoryServer) -> T) {
        let run = self.take_run();
        run.finish_blocking(move || {
            let server = self.start_in_memory();
            body(server)
        });
    }

    #[track_caller]
    fn take_run(&mut self) -> FreeRun {
        let problem = || DefinitionProblem {
            location: Location::caller(),
            message: "`run` is for a pact of `Pact::new`; under `#[pact_test]` call `pact.start()`"
                .to_owned(),
        };
        let run = self.free.take();
        run.unwrap_or_else(|| self.session.refuse(problem()))
    }
}

impl From<Session> for Pact {
    fn from(session: Session) -> Self {
        Self {
            session,
            declared: Declarations::default(),
            server: None,
            free: None,
        }
    }
}

/// What is declared and never played is part of the report too.
impl Drop for Pact {
    fn drop(&mut self) {
        self.session.declare(self.declared.take_drafts());
        self.session.leave(self.declared.take_unused_messages());
        if let Some(run) = self.free.take() {
            run.abandon();
        }
    }
}

/// The interactions of a test as far as they are declared.
#[derive(Debug, Default)]
struct Declarations {
    http: Vec<DeclaredHttp>,
    messages: Vec<DeclaredMessage>,
    exchanges: Vec<DeclaredExchange>,
}

impl Declarations {
    fn interaction(
        &mut self,
        location: &'static Location<'static>,
        description: String,
    ) -> Interaction<'_> {
        let declaration = Declaration::new(location, description);
        Interaction::new(self.http.push_mut(DeclaredHttp::new(declaration)))
    }

    /// Takes out what has been declared so far.
    fn take_drafts(&mut self) -> Vec<InteractionDraft> {
        let http = std::mem::take(&mut self.http).into_iter();
        http.map(DeclaredHttp::compile).collect()
    }

    /// Takes out the messages that have never been used.
    fn take_unused_messages(&mut self) -> Vec<InteractionDraft> {
        let messages = std::mem::take(&mut self.messages).into_iter();
        let mut drafts: Vec<_> = messages.filter_map(DeclaredMessage::unreceived).collect();
        let exchanges = std::mem::take(&mut self.exchanges).into_iter();
        drafts.extend(exchanges.filter_map(DeclaredExchange::unplayed));
        drafts
    }
}

#[cfg(test)]
mod tests;
