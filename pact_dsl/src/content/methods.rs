//! The builder methods that requests, responses and messages have in common.

/// The methods of headers, for a type with a field `content` of type `HttpContent`.
macro_rules! header_methods {
    () => {
        /// Adds a header: text, or a matcher of text. A header that comes more than once has its
        /// values in this order; of `Content-Type` the last one counts.
        #[track_caller]
        pub fn header(mut self, name: &str, value: impl IntoText) -> Self {
            self.content.add_header(name, value.into_pattern());
            self
        }
    };
}

/// The methods of bodies, for a type with a method `body_slot`.
macro_rules! body_methods {
    () => {
        /// A JSON body: a [`json_pattern!`](crate::json_pattern), a matcher or a plain value.
        ///
        /// `Content-Type` is `application/json` unless it is set to another.
        #[track_caller]
        pub fn json(mut self, body: impl IntoPattern) -> Self {
            self.body_slot()
                .set(DeclaredBody::Json(body.into_pattern()));
            self
        }

        /// A body of text: text, or a matcher of text.
        ///
        /// `Content-Type` is `text/plain` unless it is set to another.
        #[track_caller]
        pub fn text(mut self, body: impl IntoText) -> Self {
            self.body_slot()
                .set(DeclaredBody::Text(body.into_pattern()));
            self
        }

        /// A body of `application/x-www-form-urlencoded`: an object with the fields as its members.
        /// A field that comes more than once has a list of values.
        ///
        /// ```
        /// use pact_dsl::prelude::*;
        ///
        /// let request = post("/login").form(json_pattern!({
        ///     "user": string("ada"),
        ///     "scope": ["read", "write"],
        /// }));
        /// # let _ = request;
        /// ```
        #[track_caller]
        pub fn form(mut self, fields: impl IntoPattern) -> Self {
            self.body_slot()
                .set(DeclaredBody::Form(fields.into_pattern()));
            self
        }

        /// A body of `multipart/form-data`, from [`multipart`](crate::multipart::multipart).
        ///
        /// `Content-Type` has a matcher for the boundary, which is the sender's to choose. Needs feature
        /// `multipart`.
        #[cfg(feature = "multipart")]
        #[track_caller]
        pub fn multipart(mut self, parts: $crate::multipart::Multipart) -> Self {
            let location = Location::caller();
            self.body_slot()
                .set(DeclaredBody::Multipart(parts, location));
            self
        }

        /// A body of XML, from [`element`](crate::xml::element): its root.
        ///
        /// `Content-Type` is `application/xml` unless it is set to another. Needs feature `xml`.
        #[cfg(feature = "xml")]
        #[track_caller]
        pub fn xml(mut self, root: $crate::xml::Element) -> Self {
            let location = Location::caller();
            self.body_slot()
                .set(DeclaredBody::Xml(Box::new(root), location));
            self
        }

        /// A body as it is, of any content type.
        ///
        /// ```
        /// use pact_dsl::prelude::*;
        ///
        /// let request = put("/avatar").body([0x89, b'P', b'N', b'G'], "image/png");
        /// # let _ = request;
        /// ```
        #[track_caller]
        pub fn body(mut self, bytes: impl Into<Vec<u8>>, content_type: &str) -> Self {
            self.body_slot().set(DeclaredBody::Raw {
                bytes: bytes.into(),
                content_type: content_type.to_owned(),
                only_type: false,
                location: Location::caller(),
            });
            self
        }

        /// A body of this content type, whatever its bytes are otherwise; these are the example.
        ///
        /// ```
        /// use pact_dsl::prelude::*;
        ///
        /// let response = ok().body_of_type("image/png", [0x89, b'P', b'N', b'G']);
        /// # let _ = response;
        /// ```
        ///
        /// In the pact file: `{ "match": "contentType", "value": "image/png" }`. Needs specification V4.
        #[track_caller]
        pub fn body_of_type(mut self, content_type: &str, example: impl Into<Vec<u8>>) -> Self {
            self.body_slot().set(DeclaredBody::Raw {
                bytes: example.into(),
                content_type: content_type.to_owned(),
                only_type: true,
                location: Location::caller(),
            });
            self
        }

        /// Demands that there is no body. Without it, nothing is said of the body.
        #[track_caller]
        pub fn empty_body(mut self) -> Self {
            self.body_slot()
                .set(DeclaredBody::Empty(Location::caller()));
            self
        }
    };
}

pub(crate) use {body_methods, header_methods};
