//! Multipart bodies: parts by name, each compared by its own content type.
//!
//! The path of a part is its name below `$`, or its position if it has none; rules for its content
//! stand below, and so do those for its headers, under their names. Boundaries are not compared.

use std::{borrow::Cow, ops::ControlFlow};

use super::{
    Comparison,
    format::{Format, Whole, report_unreadable},
    types_agree,
};
use crate::{
    matching::{
        Mismatch, PartDifference, Reason, Shown,
        actual::ActualBody,
        explain::Trace,
        walk::{At, ExtraKeys, Flow, Walk, differ},
    },
    model::{Content, ContentType},
    multipart::{Multipart, Part},
    rule::Value,
};

/// Headers of a part that may be missing, since what they say may go without saying.
const OPTIONAL: [&str; 3] = [
    "content-type",
    "content-disposition",
    "content-transfer-encoding",
];

/// The parts of an expected body.
#[derive(Debug)]
pub(super) struct Parts {
    content: Vec<u8>,
    parts: Vec<ExpectedPart>,
}

#[derive(Debug)]
struct ExpectedPart {
    name: Option<String>,
    /// Its position among the parts of this name.
    occurrence: usize,
    is_file: bool,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    content_type: Option<ContentType>,
    format: Format,
}

/// Takes an expected body apart. The boundary of one whose type names none is that of its first line.
pub(super) fn read(content: Vec<u8>, content_type: &ContentType) -> Whole {
    let boundary = content_type
        .parameter("boundary")
        .map_or_else(|| first_boundary(&content), |its| Some(its.to_owned()));
    let multipart = match boundary {
        Some(boundary) => Multipart::parse(&content, &boundary),
        None => Multipart::of_type(&content, content_type),
    };
    match multipart {
        Ok(multipart) => {
            let parts = expected_parts(&multipart);
            Whole::Parts(Parts { content, parts })
        }
        Err(error) => Whole::Single(Format::Unreadable {
            format: "multipart",
            error: error.to_string(),
            content,
        }),
    }
}

impl Parts {
    pub(super) fn content(&self) -> &[u8] {
        &self.content
    }

    pub(super) fn compare<'d, T: Trace>(
        &'d self,
        actual: &'d ActualBody<'_>,
        comparison: Comparison<'_, T>,
    ) -> Flow {
        let refuses_others = comparison.extra_keys == ExtraKeys::Refused;
        let received = match actual.multipart() {
            Ok(received) => received,
            Err(error) => {
                let expected = || Shown::content(&self.content);
                let error = || error.to_string();
                let mut walk = comparison.walk();
                return report_unreadable(&mut walk, expected, actual, "multipart", error);
            }
        };
        let contents: Vec<Cow<'_, [u8]>> = received.parts().iter().map(Part::content).collect();
        let bodies = received.parts().iter().zip(&contents);
        let bodies: Vec<_> = bodies
            .map(|(part, content)| ActualBody::new(content, part.content_type()))
            .collect();
        let mut found = vec![false; bodies.len()];
        let mut walk = comparison.walk();
        let root = walk.root();
        for (index, expected) in self.parts.iter().enumerate() {
            let Some(place) = expected.find(received.parts()) else {
                report(&mut walk, &PartDifference::Missing(expected.label(index)))?;
                continue;
            };
            found[place] = true;
            expected.compare(
                index,
                &received.parts()[place],
                &bodies[place],
                &mut walk,
                &root,
            )?;
        }
        let others = received.parts().iter().zip(found).enumerate();
        for (index, (part, found)) in others {
            if refuses_others && !found {
                let label = label(part.name(), index);
                report(&mut walk, &PartDifference::Unexpected(label))?;
            }
        }
        ControlFlow::Continue(())
    }
}

impl ExpectedPart {
    fn label(&self, index: usize) -> String {
        label(self.name.as_deref(), index)
    }

    /// The part that was received for this one: that of its name; of several, the one in its place.
    fn find(&self, received: &[Part<'_>]) -> Option<usize> {
        let mut alike = received
            .iter()
            .enumerate()
            .filter(|(_, part)| part.name() == self.name.as_deref());
        alike.nth(self.occurrence).map(|(place, _)| place)
    }

    fn compare<'d, T: Trace>(
        &'d self,
        index: usize,
        received: &'d Part<'d>,
        body: &'d ActualBody<'d>,
        walk: &mut Walk<'_, '_, 'd, T>,
        root: &At,
    ) -> Flow {
        let is_file = received.file_name().is_some();
        let has_disposition = received.header("content-disposition").is_some();
        if has_disposition && self.has_disposition() && self.is_file != is_file {
            let label = self.label(index);
            return report(walk, &PartDifference::Kind { label, is_file });
        }
        let above = walk.below(root, None);
        let at = match &self.name {
            Some(name) => walk.enter_field(root, above, name),
            None => walk.enter_index(root, above, index),
        };
        let mut type_is_ruled = false;
        for (name, value) in &self.headers {
            let ruled = compare_header(name, value, received.header(name), walk, &at)?;
            type_is_ruled |= ruled && name == "content-type";
        }
        let types = self.content_type.as_ref().zip(body.declared());
        let other_type = types.filter(|(expected, actual)| !types_agree(expected, actual));
        match other_type {
            Some((expected, actual)) if !type_is_ruled => {
                walk.report_with(|kind, path| Mismatch {
                    kind,
                    path,
                    expected: Some(Shown::text(expected.to_string())),
                    actual: Some(Shown::text(actual.to_string())),
                    rule: None,
                    reason: Reason::ContentType,
                })?;
            }
            _ => {
                let declared = self.content_type.as_ref();
                self.format.compare(declared, body, walk, &at)?;
            }
        }
        walk.leave(&at);
        ControlFlow::Continue(())
    }

    fn has_disposition(&self) -> bool {
        let mut names = self.headers.iter().map(|(name, _)| name);
        names.any(|name| name == "content-disposition")
    }
}

/// Compares a header of a part, where the walk stands; tells whether a rule stands for it.
fn compare_header<'d, T: Trace>(
    name: &'d str,
    expected: &'d str,
    actual: Option<&'d str>,
    walk: &mut Walk<'_, '_, 'd, T>,
    part: &At,
) -> ControlFlow<(), bool> {
    let above = walk.below(part, None);
    let at = walk.enter_field(part, above, name);
    let is_ruled = at.is_ruled();
    let is_optional = OPTIONAL.contains(&name);
    match actual {
        Some(actual) if is_ruled => {
            walk.value(
                Some(Value::Text(expected)),
                Value::Text(actual),
                &at,
                |_, _| None,
            )?;
        }
        None if !is_optional => {
            walk.report(None, Some(Value::Text(expected)), None, || Reason::Missing)?;
        }
        Some(actual) if !is_optional => {
            if let Some(reason) = differ(expected, actual) {
                let (expected, actual) = (Value::Text(expected), Value::Text(actual));
                walk.report(None, Some(expected), Some(actual), || reason.clone())?;
            }
        }
        _ => {}
    }
    walk.leave(&at);
    ControlFlow::Continue(is_ruled)
}

fn expected_parts(multipart: &Multipart<'_>) -> Vec<ExpectedPart> {
    let parts = multipart.parts();
    let part = |(index, part): (usize, &Part<'_>)| {
        let before = parts[..index].iter();
        let content_type = part.content_type();
        ExpectedPart {
            name: part.name().map(str::to_owned),
            occurrence: before.filter(|its| its.name() == part.name()).count(),
            is_file: part.file_name().is_some(),
            headers: part
                .headers()
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            format: part_format(part.content().into_owned(), content_type.as_ref()),
            content_type,
        }
    };
    parts.iter().enumerate().map(part).collect()
}

/// A part without a type is plain text (RFC 7578 §4.4); forms and multipart bodies inside a part are
/// not looked into.
fn part_format(content: Vec<u8>, content_type: Option<&ContentType>) -> Format {
    let plain = ContentType::text();
    let content_type = content_type.unwrap_or(&plain);
    Format::read(&Content::Binary(content), Some(content_type))
}

fn label(name: Option<&str>, index: usize) -> String {
    name.map_or_else(|| index.to_string(), str::to_owned)
}

fn report<T: Trace>(walk: &mut Walk<'_, '_, '_, T>, difference: &PartDifference) -> Flow {
    walk.report_with(|kind, path| Mismatch {
        kind,
        path,
        expected: None,
        actual: None,
        rule: None,
        reason: Reason::Part(difference.clone()),
    })
}

/// The boundary that the first line seems to be.
fn first_boundary(content: &[u8]) -> Option<String> {
    let line = content.split(|byte| *byte == b'\n').next()?;
    let boundary = line.strip_prefix(b"--")?.trim_ascii_end();
    String::from_utf8(boundary.to_vec()).ok()
}
