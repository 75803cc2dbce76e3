//! What one test recorded.

use super::state::{Format, Key};
use crate::{
    codec::{Item, Loss},
    model::{Interaction, SpecVersion},
};

/// What one test recorded that passed.
///
/// # Why
/// A merge holds up the other tests of the process, and other processes. So the texts that the file will have
/// are made here, by each test on its own thread.
#[derive(Debug)]
pub struct Recording {
    owner: String,
    version: SpecVersion,
    interactions: Vec<Recorded>,
}

/// One interaction that a test recorded.
#[derive(Debug)]
pub struct Recorded {
    interaction: Interaction,
    place: String,
    /// The format of a file that held this interaction alone, in the version that its test asks for.
    format: Format,
    /// What it is known by and its text, in a file of that format and with this owner alone; `None` if the version
    /// cannot hold it.
    item: Option<(Key<'static>, String)>,
    losses: Vec<Loss>,
}

impl Recording {
    /// What the test `owner` recorded: interactions, and for each where it is declared, as in `tests/it/orders.rs:12`;
    /// none, if the test records none any more.
    ///
    /// `version` is the one of the specification that the test asks for. The file is written in the latest that any of
    /// its tests asks for.
    pub fn new(
        owner: String,
        version: SpecVersion,
        interactions: impl IntoIterator<Item = (Interaction, String)>,
    ) -> Self {
        let interactions = interactions.into_iter();
        let interactions = interactions
            .map(|(interaction, place)| Recorded::new(interaction, place, &owner, version))
            .collect();
        Self {
            owner,
            version,
            interactions,
        }
    }

    /// The test.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The version of the specification that the test asks for.
    pub fn version(&self) -> SpecVersion {
        self.version
    }

    /// The interactions, in the order in which they were given.
    pub fn interactions(&self) -> &[Recorded] {
        &self.interactions
    }
}

impl Recorded {
    fn new(interaction: Interaction, place: String, owner: &str, version: SpecVersion) -> Self {
        let format = Format::asked(&interaction, version);
        let (item, losses) = format.item(&interaction, &[owner]);
        Self {
            interaction,
            place,
            format,
            item: item.map(|Item { key, text }| (key.into(), text)),
            losses,
        }
    }

    /// The interaction.
    pub fn interaction(&self) -> &Interaction {
        &self.interaction
    }

    /// Where it is declared.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What the interaction is known by in a file of the version that its test asks for: description, kind and provider
    /// states, as bytes. `None` if that version cannot hold it.
    pub fn identity(&self) -> Option<&[u8]> {
        self.item.as_ref().map(|(key, _)| key.identity())
    }

    /// The key in a file of this version, if it is the one that was made.
    pub(super) fn key(&self, version: SpecVersion) -> Option<&Key<'static>> {
        let (key, _) = self.item.as_ref()?;
        (self.format.version == version).then_some(key)
    }

    /// The text in a file of this format and what it loses, if it is the one that was made.
    pub(super) fn text(&self, format: Format) -> Option<(Option<&str>, &[Loss])> {
        let text = self.item.as_ref().map(|(_, text)| text.as_str());
        (self.format == format).then_some((text, &self.losses))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HttpInteraction;

    #[test]
    fn a_text_made_ahead_serves_its_own_format_alone() {
        let interaction = Interaction::Http(Box::<HttpInteraction>::default());
        let version = SpecVersion::V4;
        let recorded = Recorded::new(interaction.clone(), String::new(), "web a", version);
        let format = |version| Format::asked(&interaction, version);
        let (text, losses) = recorded.text(format(version)).unwrap();
        let (item, its_losses) = format(version).item(&interaction, &["web a"]);
        assert_eq!(text, item.as_ref().map(|item| item.text.as_str()));
        assert_eq!(losses, its_losses);
        assert!(recorded.text(format(SpecVersion::V3)).is_none());
        assert!(recorded.key(SpecVersion::V3).is_none());
    }
}
