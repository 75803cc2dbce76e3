//! Writing a pact in any version.

mod body;
mod emit;
mod interaction;
mod part;
mod rules;

use self::emit::{GAP, ObjectEmitter};
pub(crate) use self::interaction::{List, TESTNAME, TESTNAMES, refusal};
use super::{
    identity::SortKey,
    loss::{Loss, LossKind, Losses},
};
use crate::{
    json::{Json, write},
    model::{Interaction, Pact, Pacticipant, SpecVersion},
};

/// The text of a pact in its parts. What stands in one part does not depend on the others.
pub(crate) struct Layout {
    pub(crate) frame: Frame,
    pub(crate) items: Vec<Item>,
    pub(crate) losses: Vec<Loss>,
}

/// An interaction and its text.
pub(crate) struct Item {
    pub(crate) key: SortKey,
    pub(crate) text: String,
}

/// What stands between the texts of two interactions; without the comma it stands before the first.
pub(crate) const SEPARATOR: &str = ",\n    ";

/// What stands behind the last interaction.
pub(crate) const CLOSE: &str = "\n  ";

impl Layout {
    /// The parts put together.
    pub(crate) fn into_text(self) -> String {
        let lengths = self
            .items
            .iter()
            .map(|item| item.text.len() + SEPARATOR.len());
        let length: usize = lengths.sum();
        let mut text = self.frame.head;
        text.reserve(length + CLOSE.len() + self.frame.middle.len());
        for (at, item) in self.items.iter().enumerate() {
            text.push_str(if at == 0 { &SEPARATOR[1..] } else { SEPARATOR });
            text.push_str(&item.text);
        }
        if !self.items.is_empty() {
            text.push_str(CLOSE);
        }
        text.push_str(&self.frame.middle);
        text.push_str(&self.frame.tail);
        text
    }
}

/// Writes the parts of a pact, its interactions in order.
pub(crate) fn layout(pact: &Pact, version: SpecVersion) -> Layout {
    let list = list(pact, version);
    let mut losses = Vec::new();
    let mut items = Vec::with_capacity(pact.interactions.len());
    for interaction in &pact.interactions {
        let (written, its_losses) = item(interaction, &[], version, list);
        items.extend(written);
        losses.extend(its_losses);
    }
    items.sort_by(|a, b| (&a.key, &a.text).cmp(&(&b.key, &b.text)));
    Layout {
        frame: frame(pact, version, list, None),
        items,
        losses,
    }
}

/// Writes one interaction; `None` if the version cannot hold it. V4 tells its `owners`, sorted, in the
/// comments.
pub(crate) fn item(
    interaction: &Interaction,
    owners: &[&str],
    version: SpecVersion,
    list: List,
) -> (Option<Item>, Vec<Loss>) {
    let mut losses = Losses::of(interaction.description());
    if let Some(why) = interaction::refusal(interaction, version, list) {
        losses.add(LossKind::Interaction(why));
        return (None, losses.into_list());
    }
    let text = write::build(|out| {
        interaction::write(interaction, owners, version, out, &mut losses);
    });
    let key = SortKey::of(interaction, version);
    (Some(Item { key, text }), losses.into_list())
}

/// Before V4 HTTP interactions and messages stand in lists of their own, and other tools read one of
/// them alone, so a pact has messages only if it has nothing else.
pub(crate) fn list(pact: &Pact, version: SpecVersion) -> List {
    let mut kinds = pact.interactions.iter();
    let is_http = |interaction: &Interaction| matches!(interaction, Interaction::Http(_));
    let is_message =
        |interaction: &Interaction| matches!(interaction, Interaction::Asynchronous(_));
    if version == SpecVersion::V3 && !kinds.clone().any(is_http) && kinds.any(is_message) {
        List::Messages
    } else {
        List::Interactions
    }
}

/// What stands around the interactions.
pub(crate) struct Frame {
    /// In front of the interactions.
    pub(crate) head: String,
    /// Behind them; up to the owners' map, if there is one.
    pub(crate) middle: String,
    /// Behind the owners' map; empty if there is none.
    pub(crate) tail: String,
}

/// Writes what stands around the interactions. With `owners_key`, the metadata end with a map under
/// that key whose members may be put between [`Frame::middle`] and [`Frame::tail`].
pub(crate) fn frame(
    pact: &Pact,
    version: SpecVersion,
    list: List,
    owners_key: Option<&str>,
) -> Frame {
    let text = write::build(|out| {
        let mut object = ObjectEmitter::start(out, 0);
        pacticipant("consumer", &pact.consumer, &mut object);
        pacticipant("provider", &pact.provider, &mut object);
        object.list_of_gap(match list {
            List::Interactions => "interactions",
            List::Messages => "messages",
        });
        object.object("metadata", |object| {
            metadata(pact, version, object);
            if let Some(key) = owners_key {
                object.object_of_gap(key);
            }
        });
        object.members(&pact.extra);
        object.end();
        write::put("\n", out);
    });
    let mut parts = text.split(GAP).map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    Frame {
        head: next(),
        middle: next(),
        tail: next(),
    }
}

fn pacticipant(key: &str, side: &Pacticipant, object: &mut ObjectEmitter<'_>) {
    object.object(key, |object| {
        object.string("name", &side.name);
        object.members(&side.extra);
    });
}

/// The metadata: the version, and what the model has. The version of the tool does not stand here, so
/// that a committed pact stays as it is when the tool is updated.
fn metadata(pact: &Pact, version: SpecVersion, object: &mut ObjectEmitter<'_>) {
    let known = pact
        .metadata
        .get("pactSpecification")
        .and_then(Json::as_object);
    object.object("pactSpecification", |object| {
        object.string("version", version.as_str());
        if let Some(known) = known {
            object.members_but(known, &["version"]);
        }
    });
    object.members_but(&pact.metadata, &["pactSpecification"]);
}
