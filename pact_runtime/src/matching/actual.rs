//! What came: borrowed from where it was received, and read once for all that it is compared with.

use std::{borrow::Cow, cell::OnceCell};

#[cfg(feature = "multipart")]
use crate::multipart::{Multipart, MultipartError};
#[cfg(feature = "xml")]
use crate::xml::{self, Document, XmlError};
use crate::{
    content_detection,
    json::{Json, Object, ParseError},
    model::{Body, ContentType, Headers, MessageContents, Query, Request, Response},
};

/// A request as it was received.
///
/// Query and body are read when they are first needed and then kept, so comparing one request with
/// many interactions reads it once.
///
/// ```
/// use pact_runtime::matching::ActualRequest;
///
/// let request = ActualRequest::new("GET", "/orders")
///     .with_query("page=2")
///     .with_headers([("accept", "application/json")]);
/// assert_eq!(request.path(), "/orders");
/// ```
#[derive(Debug)]
pub struct ActualRequest<'a> {
    method: &'a str,
    path: &'a str,
    pub(crate) query: ActualQuery<'a>,
    pub(crate) headers: ActualHeaders<'a>,
    pub(crate) body: ActualBody<'a>,
}

/// A response as it was received.
#[derive(Debug)]
pub struct ActualResponse<'a> {
    status: u16,
    pub(crate) headers: ActualHeaders<'a>,
    pub(crate) body: ActualBody<'a>,
}

/// A message as it was received.
#[derive(Debug)]
pub struct ActualMessage<'a> {
    pub(crate) metadata: &'a Object<'a>,
    pub(crate) body: ActualBody<'a>,
}

/// The query of a request.
#[derive(Debug, Default)]
pub(crate) struct ActualQuery<'a> {
    source: QuerySource<'a>,
    parsed: OnceCell<Query>,
    with_empty: OnceCell<Query>,
}

#[derive(Debug, Default)]
enum QuerySource<'a> {
    #[default]
    None,
    Text(&'a str),
    Parsed(&'a Query),
}

/// Headers as name and value, in order; one name may stand several times.
#[derive(Debug, Default)]
pub(crate) struct ActualHeaders<'a> {
    entries: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// A body.
#[derive(Debug, Default)]
pub(crate) struct ActualBody<'a> {
    bytes: Option<&'a [u8]>,
    /// The type that the body was received with.
    declared: Option<ContentType>,
    sniffed: OnceCell<Option<ContentType>>,
    json: OnceCell<Result<Json<'a>, ParseError>>,
    form: OnceCell<Query>,
    #[cfg(feature = "xml")]
    xml: OnceCell<Result<Document<'a>, XmlError>>,
    #[cfg(feature = "multipart")]
    multipart: OnceCell<Result<Multipart<'a>, MultipartError>>,
}

impl<'a> ActualRequest<'a> {
    /// A request without query, headers and body. The path is as it goes over the wire, without query.
    pub fn new(method: &'a str, path: &'a str) -> Self {
        Self {
            method,
            path,
            query: ActualQuery::default(),
            headers: ActualHeaders::default(),
            body: ActualBody::default(),
        }
    }

    /// A request as a pact holds it. `body` is what its body is on the wire.
    pub fn of(request: &'a Request, body: &'a [u8]) -> Self {
        let headers = request.headers.as_ref();
        let mut actual = Self::new(&request.method, &request.path);
        if let Some(query) = &request.query {
            actual.query.source = QuerySource::Parsed(query);
        }
        actual.headers = ActualHeaders::new(header_entries(headers));
        actual.body = ActualBody::of(&request.body, body, headers);
        actual
    }

    /// The query string without `?`.
    #[must_use]
    pub fn with_query(mut self, query: &'a str) -> Self {
        self.query.source = QuerySource::Text(query);
        self
    }

    /// Query parameters that are decoded already.
    #[must_use]
    pub fn with_parsed_query(mut self, query: &'a Query) -> Self {
        self.query.source = QuerySource::Parsed(query);
        self
    }

    /// The headers as name and value, in order; one name may stand several times.
    #[must_use]
    pub fn with_headers<N, V>(mut self, headers: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<Cow<'a, str>>,
        V: Into<Cow<'a, str>>,
    {
        self.headers = ActualHeaders::new(headers);
        self.body.declare(&self.headers);
        self
    }

    /// The body; one without bytes counts as missing.
    #[must_use]
    pub fn with_body(mut self, body: &'a [u8]) -> Self {
        self.body.bytes = Some(body);
        self
    }

    /// The method.
    pub fn method(&self) -> &'a str {
        self.method
    }

    /// The path.
    pub fn path(&self) -> &'a str {
        self.path
    }
}

impl<'a> ActualResponse<'a> {
    /// A response without headers and body.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: ActualHeaders::default(),
            body: ActualBody::default(),
        }
    }

    /// A response as a pact holds it. `body` is what its body is on the wire.
    pub fn of(response: &'a Response, body: &'a [u8]) -> Self {
        let headers = response.headers.as_ref();
        Self {
            status: response.status,
            headers: ActualHeaders::new(header_entries(headers)),
            body: ActualBody::of(&response.body, body, headers),
        }
    }

    /// The headers as name and value, in order; one name may stand several times.
    #[must_use]
    pub fn with_headers<N, V>(mut self, headers: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<Cow<'a, str>>,
        V: Into<Cow<'a, str>>,
    {
        self.headers = ActualHeaders::new(headers);
        self.body.declare(&self.headers);
        self
    }

    /// The body; one without bytes counts as missing.
    #[must_use]
    pub fn with_body(mut self, body: &'a [u8]) -> Self {
        self.body.bytes = Some(body);
        self
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }
}

impl<'a> ActualMessage<'a> {
    /// A message with this metadata and no contents. The content type is what the metadata calls
    /// `contentType` or `Content-Type`.
    pub fn new(metadata: &'a Object<'a>) -> Self {
        Self {
            metadata,
            body: ActualBody {
                declared: content_type_of_metadata(metadata),
                ..ActualBody::default()
            },
        }
    }

    /// A message as a pact holds it. `contents` is what its contents are on the wire.
    pub fn of(message: &'a MessageContents, contents: &'a [u8]) -> Self {
        let mut actual = Self::new(&message.metadata);
        actual.body = ActualBody::of(&message.body, contents, None);
        actual.body.declared = contents_type(message);
        actual
    }

    /// The contents.
    #[must_use]
    pub fn with_contents(mut self, contents: &'a [u8]) -> Self {
        self.body.bytes = Some(contents);
        self
    }

    /// The content type of the contents, if the metadata does not say it.
    #[must_use]
    pub fn with_content_type(mut self, content_type: Option<ContentType>) -> Self {
        self.body.declared = self.body.declared.or(content_type);
        self
    }
}

impl ActualQuery<'_> {
    /// The parameters.
    pub(crate) fn parameters(&self) -> &Query {
        match self.source {
            QuerySource::Parsed(query) => query,
            QuerySource::Text(text) => self.parsed.get_or_init(|| Query::parse(text)),
            QuerySource::None => self.parsed.get_or_init(Query::default),
        }
    }

    /// The parameters with empty ones kept, where query strings are text.
    pub(crate) fn as_text(&self) -> &Query {
        match self.source {
            QuerySource::Text(text) => self
                .with_empty
                .get_or_init(|| Query::parse_with_empty_parameters(text)),
            QuerySource::Parsed(_) | QuerySource::None => self.parameters(),
        }
    }
}

impl<'a> ActualHeaders<'a> {
    fn new<N, V>(headers: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<Cow<'a, str>>,
        V: Into<Cow<'a, str>>,
    {
        let entries = headers
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        Self {
            entries: entries.collect(),
        }
    }

    /// The values of the header called `name`, each as it was received.
    pub(crate) fn get(&self, name: &str) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(move |(its, _)| its.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_ref())
    }
}

/// Each header of the model as name and value.
fn header_entries(headers: Option<&Headers>) -> impl Iterator<Item = (&str, &str)> {
    headers
        .into_iter()
        .flat_map(Headers::iter)
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value.as_str())))
}

impl<'a> ActualBody<'a> {
    /// Content of this type.
    #[cfg(feature = "multipart")]
    pub(crate) fn new(bytes: &'a [u8], declared: Option<ContentType>) -> Self {
        Self {
            bytes: Some(bytes),
            declared,
            ..Self::default()
        }
    }

    fn declare(&mut self, headers: &ActualHeaders<'_>) {
        let declared = headers.get("content-type").next();
        self.declared = declared.and_then(ContentType::parse);
    }

    fn of(body: &Body, bytes: &'a [u8], headers: Option<&Headers>) -> Self {
        Self {
            bytes: (*body != Body::Missing).then_some(bytes),
            declared: declared_type(body, headers),
            ..Self::default()
        }
    }

    /// The bytes; none if the body is missing or empty.
    pub(crate) fn content(&self) -> Option<&'a [u8]> {
        self.bytes.filter(|bytes| !bytes.is_empty())
    }

    /// Whether there is a body, though it may be empty.
    pub(crate) fn is_missing(&self) -> bool {
        self.bytes.is_none()
    }

    /// The type that the body was received with.
    pub(crate) fn declared(&self) -> Option<&ContentType> {
        self.declared.as_ref()
    }

    /// The type that the body was received with, or the one that its bytes tell.
    pub(crate) fn content_type(&self) -> Option<&ContentType> {
        let sniff = || self.content().and_then(content_detection::content_type);
        self.declared
            .as_ref()
            .or_else(|| self.sniffed.get_or_init(sniff).as_ref())
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Result<&Json<'a>, &ParseError> {
        self.json
            .get_or_init(|| Json::parse(self.bytes.unwrap_or_default()))
            .as_ref()
    }

    /// The body as XML.
    #[cfg(feature = "xml")]
    pub(crate) fn xml(&self) -> Result<&Document<'a>, &XmlError> {
        let read = || xml::decode(self.bytes.unwrap_or_default()).and_then(Document::parse);
        self.xml.get_or_init(read).as_ref()
    }

    /// The body as a multipart body.
    #[cfg(feature = "multipart")]
    pub(crate) fn multipart(&self) -> Result<&Multipart<'a>, &MultipartError> {
        let read = || {
            let any = ContentType::octet_stream();
            let content_type = self.declared.as_ref().unwrap_or(&any);
            Multipart::of_type(self.bytes.unwrap_or_default(), content_type)
        };
        self.multipart.get_or_init(read).as_ref()
    }

    /// The body as a form; `None` if it is not UTF-8.
    pub(crate) fn form(&self) -> Option<&Query> {
        let text = std::str::from_utf8(self.bytes.unwrap_or_default()).ok()?;
        Some(self.form.get_or_init(|| Query::parse(text)))
    }
}

/// The type of a body of the model: its own, or that of the headers.
pub(crate) fn declared_type(body: &Body, headers: Option<&Headers>) -> Option<ContentType> {
    body.content_type().cloned().or_else(|| {
        let header = headers.and_then(|headers| headers.get("content-type"))?;
        ContentType::parse(header.first()?)
    })
}

/// The content type that the metadata of a message gives.
fn content_type_of_metadata(metadata: &Object<'_>) -> Option<ContentType> {
    const NAMES: [&str; 3] = ["contenttype", "content-type", "content_type"];
    metadata
        .iter()
        .filter(|(key, _)| NAMES.iter().any(|name| key.eq_ignore_ascii_case(name)))
        .find_map(|(_, value)| ContentType::parse(value.as_str()?))
}

/// The type of the contents of a message of the model: their own, or that of the metadata.
pub(crate) fn contents_type(message: &MessageContents) -> Option<ContentType> {
    let own = message.body.content_type().cloned();
    own.or_else(|| content_type_of_metadata(&message.metadata))
}
