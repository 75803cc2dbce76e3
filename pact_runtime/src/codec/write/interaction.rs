//! Interactions.

use std::{borrow::Cow, fmt::Write};

use super::{emit::ObjectEmitter, part};
use crate::{
    codec::loss::{LossKind, Losses},
    json::{Json, OwnedObject},
    model::{Interaction, Meta, ProviderState, SpecVersion},
};

/// The comment of V4 that names the test which recorded an interaction.
pub(crate) const TESTNAME: &str = "testname";

/// The comment that names all tests which recorded it, if there is more than one.
pub(crate) const TESTNAMES: &str = "testnames";

/// The list of the file in which an interaction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// `interactions`
    Interactions,
    /// `messages`, up to V3.
    Messages,
}

/// Why a version cannot hold an interaction at all; `None` if it can.
pub(crate) fn refusal(
    interaction: &Interaction,
    version: SpecVersion,
    list: List,
) -> Option<&'static str> {
    if version >= SpecVersion::V4 {
        return None;
    }
    match (interaction, list) {
        (Interaction::Http(_), List::Interactions) => None,
        (Interaction::Asynchronous(_), List::Messages) if version >= SpecVersion::V3 => None,
        (Interaction::Asynchronous(_), _) if version < SpecVersion::V3 => {
            Some("messages exist since V3")
        }
        (Interaction::Http(_) | Interaction::Asynchronous(_), _) => {
            Some("before V4 a pact holds either HTTP interactions or messages")
        }
        (Interaction::Synchronous(_), _) => Some("synchronous messages exist since V4"),
        (Interaction::Unknown(_), _) => Some("types of interaction exist since V4"),
    }
}

/// Appends the text of an interaction, which the version can hold, as it stands in the file's list.
/// `owners` are the tests that V4 tells in the comments.
pub(super) fn write(
    interaction: &Interaction,
    owners: &[&str],
    version: SpecVersion,
    out: &mut dyn Write,
    losses: &mut Losses,
) {
    let mut object = ObjectEmitter::start(out, 2);
    match interaction {
        Interaction::Http(http) => {
            let its_kind = "Synchronous/HTTP";
            meta(&http.meta, (its_kind, owners), version, &mut object, losses);
            for_part("request", &mut object, losses, |object, losses| {
                part::request(&http.request, version, object, losses);
            });
            for_part("response", &mut object, losses, |object, losses| {
                part::response(&http.response, version, object, losses);
            });
            late_meta(&http.meta, version, &mut object, losses);
            object.members(&extra(&http.meta, version));
        }
        Interaction::Asynchronous(message) => {
            let extra = extra(&message.meta, version);
            let its_kind = "Asynchronous/Messages";
            meta(
                &message.meta,
                (its_kind, owners),
                version,
                &mut object,
                losses,
            );
            part::message(&message.contents, &extra, version, &mut object, losses);
            late_meta(&message.meta, version, &mut object, losses);
            part::extra(&extra, "contents", version, &mut object, losses);
        }
        Interaction::Synchronous(message) => {
            let its_kind = "Synchronous/Messages";
            meta(
                &message.meta,
                (its_kind, owners),
                version,
                &mut object,
                losses,
            );
            for_part("request", &mut object, losses, |object, losses| {
                let request = &message.request;
                part::message(request, &request.extra, version, object, losses);
            });
            object.objects("response", &message.responses, |response, object| {
                part::message(response, &response.extra, version, object, losses);
            });
            late_meta(&message.meta, version, &mut object, losses);
            object.members(&extra(&message.meta, version));
        }
        Interaction::Unknown(members) => object.members(members),
    }
    object.end();
}

fn for_part(
    key: &'static str,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
    write: impl FnOnce(&mut ObjectEmitter<'_>, &mut Losses),
) {
    losses.at(key, |losses| {
        object.object(key, |object| write(object, losses));
    });
}

/// What stands in front of request and response.
fn meta(
    meta: &Meta,
    (kind, owners): (&str, &[&str]),
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    if version < SpecVersion::V4 {
        object.string("description", &meta.description);
        states(&meta.provider_states, version, object, losses);
        return;
    }
    object.string("type", kind);
    if let Some(key) = &meta.key {
        object.string("key", key);
    }
    object.string("description", &meta.description);
    states(&meta.provider_states, version, object, losses);
    if let Some(pending) = meta.pending {
        object.json("pending", &Json::Bool(pending));
    }
    if let Some(transport) = &meta.transport {
        object.string("transport", transport);
    }
    if !meta.comments.is_empty() || !owners.is_empty() {
        object.object("comments", |object| {
            comments(&meta.comments, owners, object);
        });
    }
}

/// Comments, with the tests that recorded the interaction: the first of them where other tools have
/// one, all of them beside it if there are more.
fn comments(comments: &OwnedObject, owners: &[&str], object: &mut ObjectEmitter<'_>) {
    let Some(first) = owners.first() else {
        object.members(comments);
        return;
    };
    object.members_but(comments, &[TESTNAME, TESTNAMES]);
    object.string(TESTNAME, first);
    if owners.len() > 1 {
        let all = owners.iter().map(|owner| Json::from(*owner));
        object.json(TESTNAMES, &Json::Array(all.collect()));
    }
}

/// What stands behind them.
fn late_meta(
    meta: &Meta,
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    if version < SpecVersion::V4 {
        lost_fields(meta, losses);
    } else {
        if let Some(markup) = &meta.markup {
            object.json("interactionMarkup", markup);
        }
        if !meta.plugin_configuration.is_empty() {
            object.object("pluginConfiguration", |object| {
                object.members(&meta.plugin_configuration);
            });
        }
    }
}

/// Unknown members. V4 has a `type` of its own, which earlier versions know nothing of.
fn extra(meta: &Meta, version: SpecVersion) -> Cow<'_, OwnedObject> {
    let mut extra = Cow::Borrowed(&meta.extra);
    if version >= SpecVersion::V4 && extra.contains_key("type") {
        extra.to_mut().remove("type");
    }
    extra
}

fn lost_fields(meta: &Meta, losses: &mut Losses) {
    let fields = [
        ("key", meta.key.is_some()),
        ("pending", meta.pending.is_some()),
        ("comments", !meta.comments.is_empty()),
        ("transport", meta.transport.is_some()),
        ("interactionMarkup", meta.markup.is_some()),
        ("pluginConfiguration", !meta.plugin_configuration.is_empty()),
    ];
    for (name, is_present) in fields {
        if is_present {
            losses.add(LossKind::Field(name, "V4"));
        }
    }
}

fn states(
    states: &[ProviderState],
    version: SpecVersion,
    object: &mut ObjectEmitter<'_>,
    losses: &mut Losses,
) {
    let Some(first) = states.first() else {
        return;
    };
    if version >= SpecVersion::V3 {
        object.objects("providerStates", states, |state, object| {
            object.string("name", &state.name);
            if !state.params.is_empty() {
                object.object("params", |object| object.members(&state.params));
            }
            object.members(&state.extra);
        });
        return;
    }
    if !first.name.is_empty() {
        object.string("providerState", &first.name);
    }
    losses.at("providerState", |losses| {
        if first.name.is_empty() {
            losses.add(LossKind::UnnamedState);
        }
        if states.len() > 1 {
            losses.add(LossKind::StatesButFirst(states.len()));
        }
        if states
            .iter()
            .any(|state| has_members(&state.params) || has_members(&state.extra))
        {
            losses.add(LossKind::StateParameters);
        }
    });
}

fn has_members(object: &OwnedObject) -> bool {
    !object.is_empty()
}
