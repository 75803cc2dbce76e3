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

impl Declaration {
    pub(crate) fn set_key(&mut self, location: &'static Location<'static>, key: String) {
        if key.trim().is_empty() {
            self.refuse(location, "the key of an interaction must not be empty");
        }
        self.meta.key = Some(key);
    }

    pub(crate) fn add_comment(&mut self, text: String) {
        let comments = &mut self.meta.comments;
        match comments.get_mut("text") {
            Some(Json::Array(texts)) => texts.push(Json::from(text)),
            _ => {
                comments.insert("text", vec![Json::from(text)]);
            }
        }
    }

    pub(crate) fn set_comment(
        &mut self,
        location: &'static Location<'static>,
        name: &str,
        value: Result<OwnedJson, serde_json::Error>,
    ) {
        if matches!(name, "text" | "testname" | "references") {
            let message = format!(
                "the comment `{name}` is filled in another way; use `comment(..)` or `reference(..)`"
            );
            self.refuse(location, message);
            return;
        }
        match value {
            Ok(value) => {
                self.meta.comments.insert(name.to_owned(), value);
            }
            Err(error) => {
                self.refuse(
                    location,
                    format!("the comment cannot be serialised; {error}"),
                );
            }
        }
    }

    pub(crate) fn add_reference(&mut self, group: &str, name: &str, value: String) {
        let comments = &mut self.meta.comments;
        if !comments.contains_key("references") {
            comments.insert("references", Object::new());
        }
        let Some(Json::Object(groups)) = comments.get_mut("references") else {
            return;
        };
        if !groups.contains_key(group) {
            groups.insert(group.to_owned(), Object::new());
        }
        if let Some(Json::Object(names)) = groups.get_mut(group) {
            names.insert(name.to_owned(), value);
        }
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

        /// Lets the provider fail this interaction without failing its verification: for what is agreed
        /// and not built yet. Needs specification V4.
        pub fn pending(mut self) -> Self {
            self.declaration().meta.pending = Some(true);
            self
        }

        /// A key that stays the same when description and states change. Needs specification V4.
        #[track_caller]
        pub fn key(mut self, key: impl Into<String>) -> Self {
            self.declaration().set_key(Location::caller(), key.into());
            self
        }

        /// How the interaction is carried, such as `http` or `grpc`, for providers that are reached in more
        /// than one way. Needs specification V4.
        pub fn transport(mut self, name: impl Into<String>) -> Self {
            self.declaration().meta.transport = Some(name.into());
            self
        }

        /// A comment for whoever reads the pact; repeatable. Needs specification V4.
        pub fn comment(mut self, text: impl Into<String>) -> Self {
            self.declaration().add_comment(text.into());
            self
        }

        /// A comment of any value under a name of its own. Needs specification V4.
        #[track_caller]
        pub fn comment_entry(mut self, name: &str, value: impl ::serde::Serialize) -> Self {
            let value = $crate::pattern::from_serialize(&value);
            self.declaration()
                .set_comment(Location::caller(), name, value);
            self
        }

        /// A reference to something outside, such as `("jira", "ticket", "SHOP-17")` or
        /// `("openapi", "operationId", "getOrder")`; repeatable. Needs specification V4.
        pub fn reference(mut self, group: &str, name: &str, value: impl Into<String>) -> Self {
            self.declaration().add_reference(group, name, value.into());
            self
        }
    };
}

pub(crate) use declaration_methods;
