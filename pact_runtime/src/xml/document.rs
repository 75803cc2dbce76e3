//! A document as it was read.

use std::{borrow::Cow, ops::Range};

use super::{
    error::{XmlError, position},
    namespaces::NamespaceId,
    parse,
};

/// An XML document: elements, their attributes and their text.
///
/// Comments and processing instructions are left out. Everything is kept in three lists, so reading
/// allocates next to nothing an element; text without references is borrowed.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    pub(super) source: &'a str,
    /// Elements in document order; the root is the first.
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// Where text stands that is not white space: the element and the range in the source.
    pub(super) pieces: Vec<(u32, Range<u32>)>,
    pub(super) uris: Vec<Cow<'a, str>>,
}

#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    pub(super) name: RawName<'a>,
    pub(super) attributes: Range<u32>,
    /// The position in the list behind the last element inside this one.
    pub(super) end: u32,
    pub(super) text: Cow<'a, str>,
    /// The start tag in the source.
    pub(super) tag: Range<u32>,
}

#[derive(Debug, Clone)]
pub(super) struct Attribute<'a> {
    pub(super) name: RawName<'a>,
    pub(super) value: Cow<'a, str>,
    /// The value in the source, without quotes.
    pub(super) at: Range<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct RawName<'a> {
    pub(super) prefix: &'a str,
    pub(super) local: &'a str,
    pub(super) namespace: NamespaceId,
}

/// The name of an element or attribute. Two names are equal if namespace and local part are; the
/// prefix is just how the document wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Name<'d> {
    namespace: Option<&'d str>,
    prefix: &'d str,
    local: &'d str,
}

/// One element of a [`Document`].
#[derive(Debug, Clone, Copy)]
pub struct ElementRef<'d, 'a> {
    document: &'d Document<'a>,
    node: &'d Node<'a>,
    index: u32,
}

/// One attribute of an element.
#[derive(Debug, Clone, Copy)]
pub struct AttributeRef<'d, 'a> {
    document: &'d Document<'a>,
    attribute: &'d Attribute<'a>,
}

impl<'a> Document<'a> {
    /// Reads a document; [`decode`](super::decode) makes text of bytes.
    ///
    /// # Errors
    /// An [`XmlError`] with line and column if the text is not well-formed (XML 1.0 with namespaces),
    /// refers to an entity that is not predefined, is nested deeper than
    /// [`MAX_DEPTH`](super::MAX_DEPTH), or passes another limit, which the message names.
    pub fn parse(text: &'a str) -> Result<Self, XmlError> {
        parse::document(text)
    }

    /// The root element.
    pub fn root(&self) -> ElementRef<'_, 'a> {
        self.element(0)
    }

    /// The text that was read.
    pub fn source(&self) -> &'a str {
        self.source
    }

    fn element(&self, index: u32) -> ElementRef<'_, 'a> {
        ElementRef {
            document: self,
            node: &self.nodes[index as usize],
            index,
        }
    }

    fn name(&self, name: &RawName<'a>) -> Name<'_> {
        Name {
            namespace: name.namespace.map(|id| &*self.uris[id as usize]),
            prefix: name.prefix,
            local: name.local,
        }
    }
}

impl<'d, 'a> ElementRef<'d, 'a> {
    /// The name.
    pub fn name(self) -> Name<'d> {
        self.document.name(&self.node.name)
    }

    /// The attributes without namespace declarations, sorted by name.
    pub fn attributes(self) -> impl ExactSizeIterator<Item = AttributeRef<'d, 'a>> {
        let Range { start, end } = self.node.attributes;
        self.document.attributes[start as usize..end as usize]
            .iter()
            .map(move |attribute| AttributeRef {
                document: self.document,
                attribute,
            })
    }

    /// The value of the attribute with this name, which is in no namespace.
    pub fn attribute(self, local: &str) -> Option<&'d str> {
        self.attributes()
            .find(|attribute| attribute.name().is(None, local))
            .map(AttributeRef::value)
    }

    /// The elements directly inside, in document order.
    pub fn children(self) -> impl Iterator<Item = ElementRef<'d, 'a>> {
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = (next < self.node.end).then(|| self.document.element(next))?;
            next = child.node.end;
            Some(child)
        })
    }

    /// The text directly inside, without white space around it; that of several places joined.
    pub fn text(self) -> &'d str {
        &self.node.text
    }

    /// The position in the document: 0 for the root, then in the order of start tags.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// Where the start tag stands in the source.
    pub fn tag(self) -> Range<usize> {
        widen(&self.node.tag)
    }

    /// Where the text stands in the source, without white space around it: a range for each place
    /// that is not just white space. Takes time in the size of the document.
    pub fn text_places(self) -> impl Iterator<Item = Range<usize>> {
        self.document
            .pieces
            .iter()
            .filter(move |(element, _)| *element == self.index)
            .map(|(_, range)| widen(range))
    }

    /// Line and column of the start tag, counted from 1.
    pub fn position(self) -> (usize, usize) {
        position(self.document.source, self.node.tag.start as usize)
    }
}

impl<'d> AttributeRef<'d, '_> {
    /// The name.
    pub fn name(self) -> Name<'d> {
        self.document.name(&self.attribute.name)
    }

    /// The value with references replaced.
    pub fn value(self) -> &'d str {
        &self.attribute.value
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

    /// The prefix that the document uses, `""` for none.
    pub fn prefix(self) -> &'d str {
        self.prefix
    }

    /// Whether this is the name with this namespace and local part.
    pub fn is(self, namespace: Option<&str>, local: &str) -> bool {
        self.local == local && self.namespace == namespace
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
