//! The engine behind `pact_dsl`: models, matching, mock server and test harness.
