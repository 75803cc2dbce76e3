//! What generators need to know of the run.

use super::clock;
use super::random::Random;
use crate::datetime::Moment;
use crate::json::{Json, OwnedObject};

/// On which side of the contract values are generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The mock server answers the consumer, or a message is handed to it.
    Consumer,
    /// The verifier calls the provider.
    Provider,
}

/// What generators need to know of the run: the side of the contract, the mock server's URL, the
/// values of the provider state, the time, and a random source.
///
/// The clock is read once, when the context is made.
///
/// ```
/// use pact_runtime::generator::{Generator, GeneratorContext};
/// use pact_runtime::json::Json;
///
/// let generator = Generator::RandomInt { min: 1, max: 6 };
/// let mut context = GeneratorContext::consumer().with_seed(42);
/// let first = generator.generate(&Json::Null, &mut context)?;
/// let mut same = GeneratorContext::consumer().with_seed(42);
/// assert_eq!(generator.generate(&Json::Null, &mut same)?, first);
/// # Ok::<(), pact_runtime::generator::GenerateError>(())
/// ```
#[derive(Debug, Clone)]
pub struct GeneratorContext {
    pub(super) mode: Mode,
    pub(super) mock_server_url: Option<String>,
    pub(super) state_values: OwnedObject,
    pub(super) now: Moment,
    pub(super) random: Random,
}

impl GeneratorContext {
    /// For the answers of a mock server and the messages given to a consumer.
    #[must_use]
    pub fn consumer() -> Self {
        Self::new(Mode::Consumer)
    }

    /// For the requests and messages sent to a provider.
    #[must_use]
    pub fn provider() -> Self {
        Self::new(Mode::Provider)
    }

    fn new(mode: Mode) -> Self {
        Self {
            mode,
            mock_server_url: None,
            state_values: OwnedObject::new(),
            now: clock::now(),
            random: Random::from_system(),
        }
    }

    /// Makes the run repeatable: the same seed gives the same values in the same order.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.random = Random::new(seed);
        self
    }

    /// The URL that `MockServerURL` puts in front, without a slash at its end.
    #[must_use]
    pub fn with_mock_server_url(mut self, url: &str) -> Self {
        self.mock_server_url = Some(url.trim_end_matches('/').to_owned());
        self
    }

    /// The values for `ProviderState`: the parameters of the state, overlaid with what the state
    /// handler gave back.
    #[must_use]
    pub fn with_state_values(mut self, values: OwnedObject) -> Self {
        for (key, value) in values {
            self.state_values.insert(key, value);
        }
        self
    }

    /// The moment that `Date`, `Time` and `DateTime` start from, instead of the system's clock.
    #[must_use]
    pub fn with_now(mut self, now: Moment) -> Self {
        self.now = now;
        self
    }

    /// The side of the contract.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    pub(super) fn state_value(&self, key: &str) -> Option<&Json<'static>> {
        self.state_values.get(key)
    }
}
