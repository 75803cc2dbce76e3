//! What a pact file holds, in parts that can be put together again without reading most of them.

use std::{borrow::Cow, io, ops::Range, path::Path};

use super::{Binary, error::Error, old_file::OldFile};
use crate::{
    codec::{self, Identity, List, Loss, SortKey},
    json::Json,
    model::{Interaction, InteractionKind, SpecVersion},
};

/// A pact file and what is remembered of how it came about.
#[derive(Debug)]
pub(super) struct State<'i> {
    pub(super) format: Format,
    pub(super) frame: Frame,
    /// The interactions in the order of the file.
    pub(super) slots: Vec<Slot<'i>>,
    /// What tests recorded that passed but cannot stand in the file yet, sorted by key.
    pub(super) waiting: Vec<Waiting<'i>>,
    /// The latest build of each binary that recorded into the file.
    pub(super) builds: Vec<Build<'i>>,
}

/// Some interactions of the file.
#[derive(Debug)]
pub(super) enum Slot<'i> {
    /// One.
    Entry(Entry<'i>),
    /// Several, one after the other, that stay as they are.
    Run(Run<'i>),
}

/// Interactions that nobody looks at: where they stand, and what the index says of them.
#[derive(Debug)]
pub(super) struct Run<'i> {
    /// How many.
    pub(super) count: usize,
    /// The identity of the first.
    pub(super) identity: &'i [u8],
    /// Their texts and what stands between them.
    pub(super) text: Text,
    /// The same of their lines.
    pub(super) lines: Option<Text>,
    pub(super) rows: &'i [u8],
    pub(super) records: &'i [u8],
}

/// What the text of an interaction depends on beside the interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) version: SpecVersion,
    pub(super) list: List,
}

/// What stands around the interactions.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) head: Text,
    pub(super) middle: Text,
    pub(super) tail: Text,
}

/// A piece of the file.
#[derive(Debug, Clone)]
pub(super) enum Text {
    /// It stands in the file at these bytes.
    Old(Range<usize>),
    /// It stood in the file once, and stands at these bytes of the file of earlier texts.
    Earlier(Range<usize>),
    /// It is new.
    New(String),
}

/// One interaction of the file.
#[derive(Debug)]
pub(super) struct Entry<'i> {
    pub(super) key: Key<'i>,
    pub(super) text: Text,
    /// The tests that recorded it, sorted; none if another tool wrote it.
    pub(super) owners: Vec<Claim<'i>>,
    /// The member of the map of owners, before V4.
    pub(super) line: Option<Text>,
    pub(super) baseline: Option<Baseline<'i>>,
}

/// That a test recorded something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim<'i> {
    pub(super) owner: Cow<'i, str>,
    /// File and line; empty if unknown.
    pub(super) place: Cow<'i, str>,
    /// The build that the test ran in; 0 if unknown.
    pub(super) build: u64,
    /// The version that the test asks for.
    pub(super) version: SpecVersion,
}

/// What stood in an entry's place before a build changed it. If another test of that build turns out
/// to contradict the change, the file goes back to it: then it does not matter which came first.
#[derive(Debug, Clone)]
pub(super) struct Baseline<'i> {
    pub(super) build: u64,
    /// The text and its owners; `None` if nothing stood there.
    pub(super) before: Option<(Text, Vec<Claim<'i>>)>,
}

/// What a test recorded that another test contradicts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Waiting<'i> {
    pub(super) key: Key<'i>,
    pub(super) claim: Claim<'i>,
    /// The text without owners.
    pub(super) text: Cow<'i, str>,
}

/// The latest build of a binary that recorded into the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Build<'i> {
    pub(super) prefix: Cow<'i, str>,
    pub(super) build: u64,
}

/// Identity and sort key of an interaction as bytes that sort as they do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'i> {
    pub(super) bytes: Cow<'i, [u8]>,
    /// How many of the bytes are the identity; the rest is the `key` of V4.
    pub(super) identity: usize,
}

/// The file is not what the index says of it.
#[derive(Debug)]
pub(super) struct Stale;

impl Stale {
    /// The error for a file that was read as a whole.
    pub(super) fn of_whole(self, path: &Path) -> Error {
        let Self = self;
        let source = io::Error::new(io::ErrorKind::InvalidData, "its parts do not fit together");
        Error::io("merge into pact file", path)(source)
    }
}

impl Build<'_> {
    /// Whether it is the build of this binary, as far as that is known.
    pub(super) fn is_of(&self, binary: &Binary<'_>) -> bool {
        self.prefix == binary.prefix && self.build == binary.build && self.build != 0
    }
}

impl Key<'_> {
    pub(super) fn of(interaction: &Interaction, version: SpecVersion) -> Key<'static> {
        SortKey::of(interaction, version).into()
    }

    pub(super) fn into_owned(self) -> Key<'static> {
        Key {
            bytes: Cow::Owned(self.bytes.into_owned()),
            identity: self.identity,
        }
    }

    pub(super) fn identity(&self) -> &[u8] {
        &self.bytes[..self.identity]
    }

    /// The `key` of V4, if there is one.
    pub(super) fn shared(&self) -> Option<&[u8]> {
        let rest = &self.bytes[self.identity..];
        (!rest.is_empty()).then_some(rest)
    }

    /// Description, kind and states, each as it stands in the bytes.
    fn parts(&self) -> (&[u8], u8, &[u8]) {
        let identity = self.identity();
        let end = |bytes: &[u8]| bytes.windows(2).position(|pair| pair == [0, 1]);
        let at = end(identity).unwrap_or(identity.len());
        let (description, rest) = identity.split_at(at);
        let kind = rest.get(2).copied().unwrap_or_default();
        let states = rest.get(3..).unwrap_or_default();
        (
            description,
            kind,
            &states[..end(states).unwrap_or(states.len())],
        )
    }

    pub(super) fn is_http(&self) -> bool {
        self.parts().1 == kind_byte(InteractionKind::Http)
    }

    /// Description and states.
    pub(super) fn texts(&self) -> (String, String) {
        let (description, _, states) = self.parts();
        (pull_part(description), pull_part(states))
    }
}

impl From<SortKey> for Key<'static> {
    fn from(SortKey { identity, key }: SortKey) -> Self {
        let mut bytes = Vec::with_capacity(identity.description().len() + 16);
        push_part(identity.description(), &mut bytes);
        bytes.push(kind_byte(identity.kind()));
        push_part(identity.states(), &mut bytes);
        let identity = bytes.len();
        if let Some(key) = key {
            bytes.push(1);
            bytes.extend_from_slice(key.as_bytes());
        }
        Self {
            bytes: Cow::Owned(bytes),
            identity,
        }
    }
}

/// The text of a part without its end.
fn pull_part(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\0\u{fffd}", "\0")
}

fn kind_byte(kind: InteractionKind) -> u8 {
    match kind {
        InteractionKind::Http => 1,
        InteractionKind::Asynchronous => 2,
        InteractionKind::Synchronous => 3,
        InteractionKind::Unknown => 4,
    }
}

/// Appends a text and its end so that a text sorts before all that begin with it.
fn push_part(text: &str, bytes: &mut Vec<u8>) {
    for (at, plain) in text.split('\0').enumerate() {
        if at > 0 {
            bytes.extend_from_slice(&[0, 0xff]);
        }
        bytes.extend_from_slice(plain.as_bytes());
    }
    bytes.extend_from_slice(&[0, 1]);
}

impl Text {
    pub(super) fn get<'t>(&'t self, old: Option<&'t OldFile>) -> Result<Cow<'t, str>, Stale> {
        match self {
            Self::New(text) => Ok(Cow::Borrowed(text)),
            Self::Old(range) => old.ok_or(Stale)?.text(range.clone()),
            Self::Earlier(range) => old.ok_or(Stale)?.earlier(range.clone()).map(Cow::Owned),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::New(text) => text.len(),
            Self::Old(range) | Self::Earlier(range) => range.len(),
        }
    }
}

impl<'i> State<'i> {
    /// The interactions that are read; all, unless an index gave only those that an update needs.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry<'i>> {
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Entry(entry) => Some(entry),
            Slot::Run(_) => None,
        })
    }
}

impl Slot<'_> {
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Entry(_) => 1,
            Self::Run(run) => run.count,
        }
    }

    /// The identity of the first interaction.
    pub(super) fn identity(&self) -> &[u8] {
        match self {
            Self::Entry(entry) => entry.key.identity(),
            Self::Run(run) => run.identity,
        }
    }

    pub(super) fn text(&self) -> &Text {
        match self {
            Self::Entry(entry) => &entry.text,
            Self::Run(run) => &run.text,
        }
    }

    pub(super) fn line(&self) -> Option<&Text> {
        match self {
            Self::Entry(entry) => entry.line.as_ref(),
            Self::Run(run) => run.lines.as_ref(),
        }
    }
}

impl Format {
    /// Whether an interaction stands in the list of the file, and does not make it another one.
    pub(super) fn is_home_of(self, interaction: &Interaction) -> bool {
        match self.list {
            List::Messages => matches!(interaction, Interaction::Asynchronous(_)),
            List::Interactions if self.version == SpecVersion::V3 => {
                matches!(interaction, Interaction::Http(_))
            }
            List::Interactions => true,
        }
    }

    /// The text of an interaction with its owners; `None` if the version cannot hold it.
    pub(super) fn render(
        self,
        interaction: &Interaction,
        owners: &[Claim<'_>],
    ) -> (Option<String>, Vec<Loss>) {
        let owners: Vec<&str> = owners.iter().map(|claim| &*claim.owner).collect();
        let (item, losses) = self.item(interaction, &owners);
        (item.map(|item| item.text), losses)
    }

    /// Text and key of an interaction that these owners record, and what it loses.
    pub(super) fn item(
        self,
        interaction: &Interaction,
        owners: &[&str],
    ) -> (Option<codec::Item>, Vec<Loss>) {
        codec::write_item(interaction, owners, self.version, self.list)
    }

    /// The format of a file that held this interaction alone.
    pub(super) fn asked(interaction: &Interaction, version: SpecVersion) -> Self {
        let is_message = matches!(interaction, Interaction::Asynchronous(_));
        let list = if is_message && version == SpecVersion::V3 {
            List::Messages
        } else {
            List::Interactions
        };
        Self { version, list }
    }

    /// The interaction of a text, without its owners.
    pub(super) fn parse(self, text: &str) -> Result<Interaction, Stale> {
        let json = Json::parse(text.as_bytes()).map_err(|_| Stale)?;
        let interaction = codec::read_item(json, self.version, self.list).map_err(|_| Stale)?;
        Ok(super::owners::take(interaction).0)
    }

    /// The same text with other owners.
    pub(super) fn reown(self, text: &str, owners: &[Claim<'_>]) -> Result<String, Stale> {
        self.render(&self.parse(text)?, owners).0.ok_or(Stale)
    }

    /// The identity of an interaction in a file of this format.
    pub(super) fn identity(self, interaction: &Interaction) -> Identity {
        Identity::of(interaction, self.version)
    }
}

impl<'i> Entry<'i> {
    /// An entry of new text, with the line that tells its owners before V4.
    pub(super) fn new(
        key: Key<'i>,
        text: String,
        owners: Vec<Claim<'i>>,
        baseline: Option<Baseline<'i>>,
        format: Format,
    ) -> Self {
        let has_line = format.version < SpecVersion::V4 && !owners.is_empty();
        let line = has_line.then(|| Text::New(super::owners::line(&key, &owners)));
        Self {
            key,
            text: Text::New(text),
            owners,
            line,
            baseline,
        }
    }
}
