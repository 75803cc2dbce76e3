//! Writing a pact in any version.

mod body;
mod emit;
mod interaction;
mod part;
mod rules;

use self::emit::ObjectEmitter;
pub(crate) use self::interaction::List;
use super::{
    identity::SortKey,
    loss::{Loss, LossKind, Losses},
};
use crate::{
    json::Json,
    model::{Interaction, Pact, Pacticipant, SpecVersion},
};

/// The text of a pact in its parts: `head`, the interactions with [`SEPARATOR`] between them, `tail`.
/// What stands in one part does not depend on the others.
pub(crate) struct Layout {
    pub(crate) head: String,
    pub(crate) items: Vec<Item>,
    pub(crate) tail: String,
    pub(crate) losses: Vec<Loss>,
}

/// An interaction and its text.
pub(crate) struct Item {
    pub(crate) key: SortKey,
    pub(crate) text: String,
}

/// What stands between the texts of two interactions.
pub(crate) const SEPARATOR: &str = ",\n    ";

impl Layout {
    /// The parts put together.
    pub(crate) fn into_text(self) -> String {
        let length: usize = self
            .items
            .iter()
            .map(|item| item.text.len() + SEPARATOR.len())
            .sum();
        let mut text = self.head;
        text.reserve(length + self.tail.len());
        for (at, item) in self.items.iter().enumerate() {
            text.push_str(if at == 0 { &SEPARATOR[1..] } else { SEPARATOR });
            text.push_str(&item.text);
        }
        if !self.items.is_empty() {
            text.push_str("\n  ");
        }
        text.push_str(&self.tail);
        text
    }
}

/// Writes the parts of a pact, its interactions in order.
pub(crate) fn layout(pact: &Pact, version: SpecVersion) -> Layout {
    let list = list(pact, version);
    let mut losses = Vec::new();
    let mut items = Vec::with_capacity(pact.interactions.len());
    for interaction in &pact.interactions {
        let (written, its_losses) = item(interaction, version, list);
        items.extend(written);
        losses.extend(its_losses);
    }
    items.sort_by(|a, b| (&a.key, &a.text).cmp(&(&b.key, &b.text)));
    let (head, tail) = frame(pact, version, list);
    Layout {
        head,
        items,
        tail,
        losses,
    }
}

/// Writes one interaction; `None` if the version cannot hold it.
pub(crate) fn item(
    interaction: &Interaction,
    version: SpecVersion,
    list: List,
) -> (Option<Item>, Vec<Loss>) {
    let mut losses = Losses::of(interaction.description());
    if let Some(why) = interaction::refusal(interaction, version, list) {
        losses.add(LossKind::Interaction(why));
        return (None, losses.into_list());
    }
    let mut text = String::new();
    interaction::write(interaction, version, &mut text, &mut losses);
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

/// What stands in front of the interactions and behind them.
pub(crate) fn frame(pact: &Pact, version: SpecVersion, list: List) -> (String, String) {
    let mut text = String::new();
    let mut object = ObjectEmitter::start(&mut text, 0);
    pacticipant("consumer", &pact.consumer, &mut object);
    pacticipant("provider", &pact.provider, &mut object);
    let gap = object.empty_list(match list {
        List::Interactions => "interactions",
        List::Messages => "messages",
    });
    object.object("metadata", |object| metadata(pact, version, object));
    object.members(&pact.extra);
    object.end();
    text.push('\n');
    let tail = text.split_off(gap);
    (text, tail)
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
