//! Reading a whole pact file: the slow way, which needs no index.

use std::{borrow::Cow, path::Path};

use super::{
    Target,
    error::Error,
    old_file::OldFile,
    owners::{self, OWNERS_KEY},
    state::{Baseline, Claim, Entry, Format, Frame, Key, Slot, Stale, State, Text},
};
use crate::{
    codec,
    json::{Json, OwnedObject},
    model::{Interaction, Pact, Pacticipant, SpecVersion},
};

/// The state of a pact that has no file yet.
pub(super) fn fresh(target: &Target, format: Format) -> State<'static> {
    let pact = Pact {
        consumer: Pacticipant::named(&target.consumer),
        provider: Pacticipant::named(&target.provider),
        ..Pact::default()
    };
    State {
        format,
        frame: frame(&pact, format),
        slots: Vec::new(),
        waiting: Vec::new(),
        builds: Vec::new(),
    }
}

/// The state of a pact file of this text.
pub(super) fn read(text: &[u8], path: &Path, target: &Target) -> Result<State<'static>, Error> {
    let pact = codec::read(text).map_err(|error| Error::pact(path, error))?;
    let names =
        |consumer: &str, provider: &str| format!("consumer `{consumer}` and provider `{provider}`");
    let found = names(&pact.consumer.name, &pact.provider.name);
    let expected = names(&target.consumer, &target.provider);
    if found != expected {
        return Err(Error::other_pact(path, found, expected));
    }
    Ok(state(pact))
}

/// The state of a pact, its interactions written as the file would have them.
fn state(mut pact: Pact) -> State<'static> {
    let format = Format {
        version: pact.spec_version,
        list: codec::list(&pact, pact.spec_version),
    };
    let map = match pact.metadata.remove(OWNERS_KEY) {
        Some(Json::Object(map)) if format.version < SpecVersion::V4 => map,
        Some(other) => {
            pact.metadata.insert(OWNERS_KEY, other);
            OwnedObject::new()
        }
        None => OwnedObject::new(),
    };
    let interactions = std::mem::take(&mut pact.interactions);
    let entries = interactions
        .into_iter()
        .filter_map(|interaction| entry(interaction, &map, format));
    let mut entries: Vec<Entry<'static>> = entries.collect();
    sort(&mut entries);
    State {
        format,
        frame: frame(&pact, format),
        slots: entries.into_iter().map(Slot::Entry).collect(),
        waiting: Vec::new(),
        builds: Vec::new(),
    }
}

fn entry(interaction: Interaction, map: &OwnedObject, format: Format) -> Option<Entry<'static>> {
    let (interaction, owners) = if format.version >= SpecVersion::V4 {
        owners::take(interaction)
    } else {
        let owners = owners::of_map(map, &format.identity(&interaction));
        (interaction, owners)
    };
    let claim = |owner| Claim {
        owner: Cow::Owned(owner),
        place: Cow::Borrowed(""),
        build: 0,
        version: format.version,
    };
    let claims: Vec<_> = owners.into_iter().map(claim).collect();
    let text = format.render(&interaction, &claims).0?;
    let key = Key::of(&interaction, format.version);
    Some(Entry::new(key, text, claims, None, format))
}

/// What stands around the interactions, which the pact has no more.
fn frame(pact: &Pact, format: Format) -> Frame {
    let owners_key = (format.version < SpecVersion::V4).then_some(OWNERS_KEY);
    let frame = codec::frame(pact, format.version, format.list, owners_key);
    Frame {
        head: Text::New(frame.head),
        middle: Text::New(frame.middle),
        tail: Text::New(frame.tail),
    }
}

/// Sorts entries by key, then by text, which is new.
fn sort(entries: &mut [Entry<'_>]) {
    let text = |entry: &Entry<'_>| match &entry.text {
        Text::New(text) => text.clone(),
        Text::Old(_) | Text::Earlier(_) => String::new(),
    };
    entries.sort_by(|a, b| a.key.cmp(&b.key).then_with(|| text(a).cmp(&text(b))));
}

/// The same state in another format.
///
/// Interactions that the format cannot hold are left out; what they lose otherwise is told when their
/// tests run.
pub(super) fn convert<'i>(
    state: State<'i>,
    format: Format,
    old: Option<&OldFile>,
) -> Result<State<'i>, Stale> {
    let from = state.format;
    let text = |text: &str, owners: &[Claim<'_>]| -> Result<Option<String>, Stale> {
        Ok(format.render(&from.parse(text)?, owners).0)
    };
    let mut entries = Vec::with_capacity(state.slots.len());
    for slot in state.slots {
        let Slot::Entry(entry) = slot else {
            return Err(Stale);
        };
        let interaction = from.parse(&entry.text.get(old)?)?;
        let Some(new_text) = format.render(&interaction, &entry.owners).0 else {
            continue;
        };
        let baseline = match entry.baseline {
            Some(Baseline {
                build,
                before: Some((before, owners)),
            }) => {
                let text = text(&before.get(old)?, &owners)?;
                let before = text.map(|text| (Text::New(text), owners));
                Some(Baseline { build, before })
            }
            other => other,
        };
        let key = Key::of(&interaction, format.version);
        entries.push(Entry::new(key, new_text, entry.owners, baseline, format));
    }
    sort(&mut entries);
    let mut waiting = Vec::with_capacity(state.waiting.len());
    for mut one in state.waiting {
        let interaction = from.parse(&one.text)?;
        if let Some(text) = format.render(&interaction, &[]).0 {
            one.key = Key::of(&interaction, format.version);
            one.text = Cow::Owned(text);
            waiting.push(one);
        }
    }
    waiting.sort_by(|a, b| a.key.cmp(&b.key));
    let frame = convert_frame(&state.frame, format, old)?;
    Ok(State {
        format,
        frame,
        slots: entries.into_iter().map(Slot::Entry).collect(),
        waiting,
        builds: state.builds,
    })
}

/// Head, middle and tail alone are a pact without interactions.
fn convert_frame(frame: &Frame, format: Format, old: Option<&OldFile>) -> Result<Frame, Stale> {
    let parts = [&frame.head, &frame.middle, &frame.tail];
    let mut text = String::new();
    for part in parts {
        text.push_str(&part.get(old)?);
    }
    let mut pact = codec::read(text.as_bytes()).map_err(|_| Stale)?;
    pact.metadata.remove(OWNERS_KEY);
    Ok(self::frame(&pact, format))
}
