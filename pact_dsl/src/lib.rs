//! Consumer-driven contract tests with Pact.
