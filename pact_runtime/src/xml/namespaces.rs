//! Which namespace a prefix stands for.

use std::borrow::Cow;

use super::{error::Expected, parse::MAX_NAMESPACES};

/// A namespace by its number in the document, or none.
pub(super) type NamespaceId = Option<u32>;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The declarations in force at one place of a document, the innermost last.
pub(super) struct Namespaces<'a> {
    /// Every URI that was declared, numbered by its position.
    pub(super) uris: Vec<Box<str>>,
    bindings: Vec<(&'a str, NamespaceId)>,
}

impl<'a> Namespaces<'a> {
    pub(super) fn new() -> Self {
        Self {
            uris: vec![XML.into()],
            bindings: vec![("xml", Some(0))],
        }
    }

    /// How many declarations are in force.
    pub(super) fn depth(&self) -> usize {
        self.bindings.len()
    }

    /// Ends the declarations made since `depth` was this.
    pub(super) fn leave(&mut self, depth: usize) {
        self.bindings.truncate(depth);
    }

    /// Whether a prefix was declared since `depth` was this.
    pub(super) fn is_declared_since(&self, depth: usize, prefix: &str) -> bool {
        self.bindings[depth..].iter().any(|(its, _)| *its == prefix)
    }

    /// Declares a prefix, `""` for the default namespace.
    pub(super) fn declare(&mut self, prefix: &'a str, uri: Cow<'_, str>) -> Result<(), Expected> {
        if (prefix == "xml") != (uri == XML) || prefix == "xmlns" || uri == XMLNS {
            return Err("a namespace declaration other than of `xml` and `xmlns`".into());
        }
        if uri.is_empty() && !prefix.is_empty() {
            return Err(format!("a URI for the namespace prefix `{prefix}`").into());
        }
        if self.bindings.len() == MAX_NAMESPACES {
            return Err(format!("at most {MAX_NAMESPACES} namespace declarations in force").into());
        }
        let known = self.uris.iter().rev().take(8).position(|its| **its == *uri);
        let id = match known {
            _ if uri.is_empty() => None,
            Some(back) => u32::try_from(self.uris.len() - 1 - back).ok(),
            None => {
                self.uris.push(uri.into());
                u32::try_from(self.uris.len() - 1).ok()
            }
        };
        self.bindings.push((prefix, id));
        Ok(())
    }

    /// The namespace of an element's prefix, `""` for none.
    pub(super) fn of_element(&self, prefix: &str) -> Result<NamespaceId, Expected> {
        match self.bindings.iter().rev().find(|(its, _)| *its == prefix) {
            Some((_, id)) => Ok(*id),
            None if prefix.is_empty() => Ok(None),
            None => Err(format!("a declaration of the namespace prefix `{prefix}`").into()),
        }
    }

    /// The namespace of an attribute's prefix: without one it has no namespace.
    pub(super) fn of_attribute(&self, prefix: &str) -> Result<NamespaceId, Expected> {
        if prefix.is_empty() {
            Ok(None)
        } else {
            self.of_element(prefix)
        }
    }
}
