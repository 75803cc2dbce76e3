//! A document as it was read.

use std::{borrow::Cow, ops::Range};

use super::{
    error::{XmlError, position},
    namespaces::NamespaceId,
    parse,
};

/// An XML document: elements, their attributes and their text.
///
/// Comments and processing instructions are left out. Everything is kept in flat lists of places in the
/// source, so reading allocates next to nothing an element.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    source: Cow<'a, str>,
    lists: Lists,
}

/// What was read.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    /// Elements in document order; the root is the first.
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Attribute>,
    /// Where text stands that is not white space: the element and the range in the source, sorted.
    pub(super) pieces: Vec<(u32, Range<u32>)>,
    pub(super) uris: Vec<Box<str>>,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) name: RawName,
    pub(super) attributes: Range<u32>,
    /// The position in the list behind the last element inside this one.
    pub(super) end: u32,
    pub(super) text: Text,
    /// The start tag in the source.
    pub(super) tag: Range<u32>,
    /// Where the end tag ends; 0 if there is none.
    pub(super) close: u32,
}

#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub(super) name: RawName,
    pub(super) value: Text,
    /// The value in the source, without quotes.
    pub(super) at: Range<u32>,
}

#[derive(Debug, Clone)]
pub(super) struct RawName {
    /// The whole name in the source.
    pub(super) at: Range<u32>,
    /// Where the local part starts.
    pub(super) local: u32,
    pub(super) namespace: NamespaceId,
}

/// Text that stands in the source as it is, or does not.
#[derive(Debug, Clone)]
pub(super) enum Text {
    Source(Range<u32>),
    Owned(String),
}

/// The name of an element or attribute. Two names are equal if namespace and local part are; the
/// prefix is just how the document wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Name<'d> {
    namespace: Option<&'d str>,
    written: &'d str,
    local: &'d str,
}

/// One element of a [`Document`].
#[derive(Debug, Clone, Copy)]
pub struct ElementRef<'d> {
    document: &'d Document<'d>,
    node: &'d Node,
    index: u32,
}

/// One attribute of an element.
#[derive(Debug, Clone, Copy)]
pub struct AttributeRef<'d> {
    document: &'d Document<'d>,
    attribute: &'d Attribute,
}

impl<'a> Document<'a> {
    /// Reads a document; [`decode`](super::decode) makes text of bytes.
    ///
    /// # Errors
    /// An [`XmlError`] with line and column if the text is not well-formed (XML 1.0 with namespaces),
    /// refers to an entity that is not predefined, is nested deeper than
    /// [`MAX_DEPTH`](super::MAX_DEPTH), or passes another limit, which the message names.
    pub fn parse(text: impl Into<Cow<'a, str>>) -> Result<Self, XmlError> {
        let source = text.into();
        let lists = parse::document(&source)?;
        Ok(Self { source, lists })
    }

    /// The root element.
    pub fn root(&self) -> ElementRef<'_> {
        self.element(0)
    }

    /// The text that was read.
    pub fn source(&self) -> &str {
        &self.source
    }

    fn element(&self, index: u32) -> ElementRef<'_> {
        ElementRef {
            document: self,
            node: &self.lists.nodes[index as usize],
            index,
        }
    }

    fn name(&self, name: &RawName) -> Name<'_> {
        let written = self.at(&name.at);
        Name {
            namespace: name.namespace.map(|id| &*self.lists.uris[id as usize]),
            written,
            local: &written[(name.local - name.at.start) as usize..],
        }
    }

    fn text<'d>(&'d self, text: &'d Text) -> &'d str {
        match text {
            Text::Source(range) => self.at(range),
            Text::Owned(text) => text,
        }
    }

    fn at(&self, range: &Range<u32>) -> &str {
        &self.source[widen(range)]
    }
}

impl<'d> ElementRef<'d> {
    /// The name.
    pub fn name(self) -> Name<'d> {
        self.document.name(&self.node.name)
    }

    /// The attributes without namespace declarations, sorted by name.
    pub fn attributes(self) -> impl ExactSizeIterator<Item = AttributeRef<'d>> {
        self.document.lists.attributes[widen(&self.node.attributes)]
            .iter()
            .map(move |attribute| AttributeRef {
                document: self.document,
                attribute,
            })
    }

    /// The value of the attribute with this name, which is in no namespace.
    pub fn attribute(self, local: &str) -> Option<&'d str> {
        self.attributes()
            .find(|attribute| attribute.name().key() == (None, local))
            .map(AttributeRef::value)
    }

    /// The elements directly inside, in document order.
    pub fn children(self) -> impl Iterator<Item = ElementRef<'d>> {
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = (next < self.node.end).then(|| self.document.element(next))?;
            next = child.node.end;
            Some(child)
        })
    }

    /// Whether there is an element inside.
    pub fn has_children(self) -> bool {
        self.index + 1 < self.node.end
    }

    /// The text directly inside, without white space around it; that of several places joined.
    pub fn text(self) -> &'d str {
        self.document.text(&self.node.text)
    }

    /// The element as the document has it.
    pub fn source(self) -> &'d str {
        let Range { start, end } = widen(&self.node.tag);
        &self.document.source[start..end.max(self.node.close as usize)]
    }

    /// The position in the document: 0 for the root, then in the order of start tags.
    pub(crate) fn index(self) -> u32 {
        self.index
    }

    /// Where the start tag stands in the source.
    pub fn tag(self) -> Range<usize> {
        widen(&self.node.tag)
    }

    /// Where the text stands in the source, without white space around it: a range for each place
    /// that is not just white space.
    pub fn text_places(self) -> impl Iterator<Item = Range<usize>> {
        let pieces = &self.document.lists.pieces;
        let first = pieces.partition_point(|(element, _)| *element < self.index);
        pieces[first..]
            .iter()
            .take_while(move |(element, _)| *element == self.index)
            .map(|(_, range)| widen(range))
    }

    /// Line and column of the start tag, counted from 1.
    pub fn position(self) -> (usize, usize) {
        position(&self.document.source, self.node.tag.start as usize)
    }
}

impl<'d> AttributeRef<'d> {
    /// The name.
    pub fn name(self) -> Name<'d> {
        self.document.name(&self.attribute.name)
    }

    /// The value with references replaced.
    pub fn value(self) -> &'d str {
        self.document.text(&self.attribute.value)
    }

    /// Where the value stands in the source, without its quotes.
    pub fn place(self) -> Range<usize> {
        widen(&self.attribute.at)
    }
}

impl<'d> Name<'d> {
    /// The URI of the namespace, if it is in one.
    pub fn namespace(self) -> Option<&'d str> {
        self.namespace
    }

    /// The part behind the prefix.
    pub fn local(self) -> &'d str {
        self.local
    }

    /// The name as the document has it, with its prefix.
    pub fn written(self) -> &'d str {
        self.written
    }

    /// What names are compared by: first the namespace, then the local part.
    pub fn key(self) -> (Option<&'d str>, &'d str) {
        (self.namespace, self.local)
    }
}

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Name<'_>) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Name<'_> {}

impl std::fmt::Display for Name<'_> {
    /// The name as paths and mismatches write it: `uri:local`, or `local` outside any namespace.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(namespace) = self.namespace {
            write!(f, "{namespace}:")?;
        }
        f.write_str(self.local)
    }
}

fn widen(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
