//! Reading a document.

use std::{borrow::Cow, ops::Range};

use super::{
    cursor::{Cursor, trim},
    document::{Attribute, Lists, Node, RawName, Text},
    error::{Expected, XmlError},
    namespaces::Namespaces,
    text,
};

/// How deep elements may be nested: as deep as JSON.
pub const MAX_DEPTH: usize = crate::json::MAX_DEPTH;

/// How many attributes an element may have.
pub const MAX_ATTRIBUTES: usize = 1_024;

/// How many namespace declarations may be in force at one place.
pub const MAX_NAMESPACES: usize = 256;

/// Reads the whole of `text`.
pub(super) fn document(text: &str) -> Result<Lists, XmlError> {
    let mut parser = Parser {
        cursor: Cursor { text, at: 0 },
        namespaces: Namespaces::new(),
        lists: Lists {
            nodes: Vec::new(),
            attributes: Vec::new(),
            pieces: Vec::new(),
            uris: Vec::new(),
        },
        open: Vec::new(),
        run: Run::default(),
        raw_attributes: Vec::new(),
    };
    parser
        .document()
        .map_err(|expected| XmlError::at(text, parser.cursor.at, expected))?;
    parser.lists.uris = parser.namespaces.uris;
    // What stands behind an inner element was found after the text of that.
    parser.lists.pieces.sort_by_key(|(element, _)| *element);
    Ok(parser.lists)
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    namespaces: Namespaces<'a>,
    lists: Lists,
    open: Vec<Open<'a>>,
    run: Run<'a>,
    /// The attributes of the tag that is being read.
    raw_attributes: Vec<RawAttribute<'a>>,
}

/// An element whose end tag has not come yet.
struct Open<'a> {
    name: &'a str,
    index: u32,
    /// How many namespace declarations were in force outside it.
    namespaces: usize,
}

struct RawAttribute<'a> {
    name: &'a str,
    name_at: usize,
    value: Cow<'a, str>,
    at: Range<u32>,
}

/// Text between two tags; comments and CDATA marks do not end it.
#[derive(Default)]
struct Run<'a> {
    text: Cow<'a, str>,
    at: Range<usize>,
}

impl<'a> Parser<'a> {
    fn document(&mut self) -> Result<(), Expected> {
        if u32::try_from(self.cursor.text.len()).is_err() {
            return Err("less than 4 GiB".into());
        }
        self.cursor.take("\u{feff}");
        if self.cursor.rest().starts_with("<?xml") && !self.cursor.rest().starts_with("<?xml-") {
            self.cursor.declaration()?;
        }
        let mut has_doctype = false;
        while !self.cursor.skip_misc()? {
            if !has_doctype && self.cursor.take("<!DOCTYPE") {
                has_doctype = true;
                self.cursor.doctype()?;
            } else {
                break;
            }
        }
        self.cursor.expect("<", "an element")?;
        self.start_tag()?;
        self.content()?;
        if self.cursor.skip_misc()? {
            Ok(())
        } else {
            Err("the end of the document".into())
        }
    }

    /// Everything up to the end tag of the root.
    fn content(&mut self) -> Result<(), Expected> {
        while let Some(open) = self.open.last() {
            if self.cursor.take("</") {
                self.end_tag()?;
            } else if self.cursor.take("<!--") {
                self.cursor.comment()?;
            } else if self.cursor.take("<![CDATA[") {
                self.cdata()?;
            } else if self.cursor.take("<?") {
                self.cursor.instruction()?;
            } else if self.cursor.take("<") {
                self.start_tag()?;
            } else if self.cursor.is_at_end() {
                return Err(format!("the end tag `</{}>`", open.name).into());
            } else {
                self.character_data()?;
            }
        }
        Ok(())
    }

    fn character_data(&mut self) -> Result<(), Expected> {
        let start = self.cursor.at;
        let rest = self.cursor.rest();
        let (length, found) = text::scan(rest, b'<');
        let raw = &rest[..length];
        if let Some(at) = found.has_bracket().then(|| raw.find("]]>")).flatten() {
            self.cursor.at += at;
            return Err("`]]&gt;` for `]]>`".into());
        }
        if found.is_suspicious() {
            self.cursor.check_characters(raw, start)?;
        }
        let text = text::character_data(raw, found);
        let text = self.cursor.located(start, text)?;
        self.cursor.at += raw.len();
        self.run.append(text, start..self.cursor.at);
        Ok(())
    }

    fn cdata(&mut self) -> Result<(), Expected> {
        let start = self.cursor.at;
        let raw = self.cursor.until("]]>", "`]]>`")?;
        self.cursor.check_characters(raw, start)?;
        let mark = start - "<![CDATA[".len();
        self.run.append(text::cdata(raw), mark..self.cursor.at);
        Ok(())
    }

    /// Gives the text since the last tag to the innermost open element.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text = trim_cow(run.text);
        let Some(open) = self.open.last().filter(|_| !text.is_empty()) else {
            return;
        };
        let source = self.cursor.text;
        let raw = place(source, trim(&source[run.at]));
        self.lists.pieces.push((open.index, raw));
        let own = &mut self.lists.nodes[open.index as usize].text;
        match own {
            Text::Source(at) if at.start == at.end => *own = kept(source, text),
            Text::Source(at) => {
                let before = &source[at.start as usize..at.end as usize];
                *own = Text::Owned(format!("{before}{text}"));
            }
            Text::Owned(before) => before.push_str(&text),
        }
    }

    fn start_tag(&mut self) -> Result<(), Expected> {
        self.end_run();
        let start = self.cursor.at - 1;
        if self.open.len() == MAX_DEPTH {
            self.cursor.at = start;
            return Err(format!("at most {MAX_DEPTH} levels of nesting").into());
        }
        let name = self.cursor.name("the name of an element")?;
        let is_empty = self.raw_attributes()?;
        let end = self.cursor.at;
        let outside = self.namespaces.depth();
        self.declare_namespaces()?;
        self.cursor.at = start + 1;
        let (prefix, local) = split(name)?;
        let name_at = RawName {
            at: place(self.cursor.text, name),
            local: place(self.cursor.text, local).start,
            namespace: self.namespaces.of_element(prefix)?,
        };
        let attributes = self.resolve_attributes()?;
        self.cursor.at = end;
        let index = narrow_one(self.lists.nodes.len());
        self.lists.nodes.push(Node {
            name: name_at,
            attributes,
            end: index + 1,
            text: Text::Source(0..0),
            tag: narrow(start..end),
            close: 0,
        });
        if is_empty {
            self.namespaces.leave(outside);
        } else {
            self.open.push(Open {
                name,
                index,
                namespaces: outside,
            });
        }
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), Expected> {
        self.end_run();
        let Some(open) = self.open.pop() else {
            return Err("the end of the document".into());
        };
        let expected = || format!("the end tag `</{}>`", open.name).into();
        let start = self.cursor.at;
        if !self.cursor.take(open.name) {
            self.cursor.at -= 2;
            return Err(expected());
        }
        self.cursor.skip_space();
        if !self.cursor.take(">") {
            self.cursor.at = start - 2;
            return Err(expected());
        }
        let end = narrow_one(self.lists.nodes.len());
        let node = &mut self.lists.nodes[open.index as usize];
        (node.end, node.close) = (end, narrow_one(self.cursor.at));
        self.namespaces.leave(open.namespaces);
        Ok(())
    }

    /// Reads the attributes up to the end of the tag; tells whether that is `/>`.
    fn raw_attributes(&mut self) -> Result<bool, Expected> {
        self.raw_attributes.clear();
        loop {
            let space = self.cursor.skip_space();
            if self.cursor.take(">") {
                return Ok(false);
            }
            if self.cursor.take("/>") {
                return Ok(true);
            }
            if !space {
                return Err("a blank, `>` or `/>`".into());
            }
            if self.raw_attributes.len() == MAX_ATTRIBUTES {
                return Err(format!("at most {MAX_ATTRIBUTES} attributes").into());
            }
            let attribute = self.raw_attribute()?;
            self.raw_attributes.push(attribute);
        }
    }

    fn raw_attribute(&mut self) -> Result<RawAttribute<'a>, Expected> {
        let name_at = self.cursor.at;
        let name = self.cursor.name("an attribute, `>` or `/>`")?;
        self.cursor.skip_space();
        self.cursor.expect("=", "`=`")?;
        self.cursor.skip_space();
        let Some(quote @ (b'"' | b'\'')) = self.cursor.peek() else {
            return Err("a value in quotes".into());
        };
        self.cursor.at += 1;
        let start = self.cursor.at;
        let rest = self.cursor.rest();
        let (length, found) = text::scan(rest, quote);
        let raw = &rest[..length];
        let end = start + length;
        self.cursor.at = end;
        match self.cursor.peek() {
            Some(b'<') => return Err("`&lt;` for `<` in the value of an attribute".into()),
            Some(_) => self.cursor.at += 1,
            None => return Err("a closing quote".into()),
        }
        if found.is_suspicious() {
            self.cursor.check_characters(raw, start)?;
        }
        let value = text::attribute_value(raw, found);
        let value = self.cursor.located(start, value)?;
        Ok(RawAttribute {
            name,
            name_at,
            value,
            at: narrow(start..end),
        })
    }

    /// Takes the namespace declarations out of the attributes of the tag.
    fn declare_namespaces(&mut self) -> Result<(), Expected> {
        if !self
            .raw_attributes
            .iter()
            .any(|its| its.name.starts_with("xmlns"))
        {
            return Ok(());
        }
        let outside = self.namespaces.depth();
        let attributes = std::mem::take(&mut self.raw_attributes);
        for attribute in attributes {
            let prefix = match attribute.name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => {
                    self.raw_attributes.push(attribute);
                    continue;
                }
            };
            self.cursor.at = attribute.name_at;
            if attribute.name != "xmlns" {
                split(attribute.name)?;
            }
            if self.namespaces.is_declared_since(outside, prefix) {
                return Err(format!("one `{}` only", attribute.name).into());
            }
            self.namespaces.declare(prefix, attribute.value)?;
        }
        Ok(())
    }

    /// Appends the attributes of the tag to those of the document, sorted.
    fn resolve_attributes(&mut self) -> Result<Range<u32>, Expected> {
        let start = self.lists.attributes.len();
        let source = self.cursor.text;
        for raw in self.raw_attributes.drain(..) {
            self.cursor.at = raw.name_at;
            let (prefix, local) = split(raw.name)?;
            self.lists.attributes.push(Attribute {
                name: RawName {
                    at: place(source, raw.name),
                    local: place(source, local).start,
                    namespace: self.namespaces.of_attribute(prefix)?,
                },
                value: kept(source, raw.value),
                at: raw.at,
            });
        }
        let key = |attribute: &Attribute| {
            let RawName {
                at,
                local,
                namespace,
            } = &attribute.name;
            let uri = namespace.map(|id| &*self.namespaces.uris[id as usize]);
            (uri, &source[*local as usize..at.end as usize])
        };
        let own = &mut self.lists.attributes[start..];
        own.sort_unstable_by(|one, other| key(one).cmp(&key(other)));
        let mut pairs = own.array_windows();
        if let Some([_, twice]) = pairs.find(|[one, other]| key(one) == key(other)) {
            return Err(format!("one attribute `{}` only", key(twice).1).into());
        }
        Ok(narrow(start..self.lists.attributes.len()))
    }
}

impl<'a> Run<'a> {
    fn append(&mut self, text: Cow<'a, str>, at: Range<usize>) {
        if self.text.is_empty() {
            self.text = text;
            self.at.start = if self.at.is_empty() {
                at.start
            } else {
                self.at.start
            };
        } else {
            self.text.to_mut().push_str(&text);
        }
        self.at.end = at.end;
    }
}

/// Prefix and local part of a name.
fn split(name: &str) -> Result<(&str, &str), Expected> {
    match name.split_once(':') {
        None => Ok(("", name)),
        Some((prefix, local))
            if !prefix.is_empty()
                && local.starts_with(super::cursor::is_name_start)
                && !local.contains(':') =>
        {
            Ok((prefix, local))
        }
        Some(_) => Err(format!("a name such as `prefix:name`, not `{name}`,").into()),
    }
}

fn trim_cow(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) if trim(&text).len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
    }
}

/// Text of a document, as a place in the source where it is one.
fn kept(source: &str, text: Cow<'_, str>) -> Text {
    match text {
        Cow::Borrowed(text) => Text::Source(place(source, text)),
        Cow::Owned(text) => Text::Owned(text),
    }
}

/// Where a part of the source stands in it.
fn place(source: &str, part: &str) -> Range<u32> {
    let start = part.as_ptr().addr() - source.as_ptr().addr();
    narrow(start..start + part.len())
}

fn narrow(range: Range<usize>) -> Range<u32> {
    narrow_one(range.start)..narrow_one(range.end)
}

fn narrow_one(count: usize) -> u32 {
    u32::try_from(count).expect("a document is shorter than 4 GiB and has fewer parts than bytes")
}
