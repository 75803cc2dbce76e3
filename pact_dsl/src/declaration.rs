//! What every kind of interaction declares: description, provider states, comments and the like.

use std::panic::Location;

use pact_runtime::{
    harness::DefinitionProblem,
    json::{Json, Object, OwnedJson},
    model::{Meta, ProviderState},
};

/// The common part of a declared interaction.
#[derive(Debug)]
pub(crate) struct Declaration {
    pub(crate) meta: Meta,
    pub(crate) location: &'static Location<'static>,
    pub(crate) problems: Vec<DefinitionProblem>,
}

impl Declaration {
    pub(crate) fn new(location: &'static Location<'static>, description: String) -> Self {
        let mut declaration = Self {
            meta: Meta::default(),
            location,
            problems: Vec::new(),
        };
        if description.trim().is_empty() {
            declaration.refuse(
                location,
                "the description must not be empty; say what is asked for, as in `a request for an order`",
            );
        }
        declaration.meta.description = description;
        declaration
    }

    pub(crate) fn refuse(
        &mut self,
        location: &'static Location<'static>,
        message: impl Into<String>,
    ) {
        self.problems.push(DefinitionProblem {
            location,
            message: message.into(),
        });
    }

    pub(crate) fn add_state(
        &mut self,
        location: &'static Location<'static>,
        name: String,
        params: Option<Result<OwnedJson, serde_json::Error>>,
    ) {
        if name.trim().is_empty() {
            self.refuse(location, "the name of a provider state must not be empty");
        }
        let params = match params {
            None => Object::new(),
            Some(Ok(Json::Object(params))) => params,
            Some(Ok(other)) => {
                let kind = other.kind_name().to_lowercase();
                self.refuse(
                    location,
                    format!(
                        "parameters of a provider state must be an object, but this is of kind \
                         {kind}; write `json!({{ \"name\": value }})`"
                    ),
                );
                Object::new()
            }
            Some(Err(error)) => {
                self.refuse(
                    location,
                    format!("the parameters of the provider state cannot be serialised; {error}"),
                );
                Object::new()
            }
        };
        self.meta.provider_states.push(ProviderState {
            name,
            params,
            extra: Object::new(),
        });
    }
}

/// The builder methods that all kinds of interaction have in common, for a type with a method
/// `declaration`.
macro_rules! declaration_methods {
    () => {
        /// A state that the provider must be in; repeatable.
        #[track_caller]
        pub fn given(mut self, state: impl Into<String>) -> Self {
            self.declaration()
                .add_state(Location::caller(), state.into(), None);
            self
        }

        /// A state that the provider must be in, with parameters: an object. Repeatable.
        ///
        /// The parameters are part of what tells interactions apart.
        #[track_caller]
        pub fn given_with(
            mut self,
            state: impl Into<String>,
            params: impl ::serde::Serialize,
        ) -> Self {
            let params = $crate::pattern::from_serialize(&params);
            self.declaration()
                .add_state(Location::caller(), state.into(), Some(params));
            self
        }
    };
}

pub(crate) use declaration_methods;
