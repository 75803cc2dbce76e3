//! Every pact that a version can hold survives writing and reading in that version.

mod bodies;
mod models;
mod rules;

use pact_runtime::{
    codec::{self, Loss},
    model::{Interaction, Pact, SpecVersion},
};

use self::models::pact;
use crate::mutate::Random;

const VERSIONS: [SpecVersion; 5] = [
    SpecVersion::V1,
    SpecVersion::V1_1,
    SpecVersion::V2,
    SpecVersion::V3,
    SpecVersion::V4,
];

/// Compares both without the order of interactions, which the writer sets.
fn assert_same(one: &Pact, other: &Pact, context: &str) {
    let frame = |pact: &Pact| Pact {
        interactions: Vec::new(),
        ..pact.clone()
    };
    assert_eq!(frame(one), frame(other), "{context}");
    assert_eq!(
        one.interactions.len(),
        other.interactions.len(),
        "{context}"
    );
    for interaction in &one.interactions {
        if other.interactions.contains(interaction) {
            continue;
        }
        let same = |found: &&Interaction| found.description() == interaction.description();
        let found = other.interactions.iter().find(same).unwrap();
        assert_eq!(
            format!("{interaction:#?}"),
            format!("{found:#?}"),
            "{context}"
        );
    }
}

#[test]
fn every_model_survives_writing_and_reading_in_its_version() {
    for version in VERSIONS {
        for seed in 0..150 {
            let pact = pact(&mut Random::new(seed), version);
            let written = codec::write(&pact, version);
            let context = format!("{version}, seed {seed}");
            assert_eq!(written.losses, [] as [Loss; 0], "{context}");
            let read = match codec::read(written.text.as_bytes()) {
                Ok(read) => read,
                Err(error) => panic!("{error}: {context}"),
            };
            assert_same(&pact, &read, &context);
            assert_eq!(codec::write(&read, version).text, written.text, "{context}");
        }
    }
}

#[test]
fn every_model_survives_an_upgrade() {
    for version in VERSIONS {
        for seed in 0..150 {
            let pact = pact(&mut Random::new(seed), version);
            for later in VERSIONS.into_iter().filter(|later| *later >= version) {
                let written = codec::write(&pact, later);
                let context = format!("{version} to {later}, seed {seed}");
                let is_query = |loss: &Loss| loss.kind.to_string().contains("query parameter");
                assert!(
                    written.losses.iter().all(is_query),
                    "{:?}: {context}",
                    written.losses
                );
                let read = codec::read(written.text.as_bytes()).unwrap();
                assert_eq!(
                    read.interactions.len(),
                    pact.interactions.len(),
                    "{context}"
                );
                assert_eq!(codec::write(&read, later).text, written.text, "{context}");
            }
        }
    }
}

#[test]
fn every_model_can_be_written_in_every_version() {
    for version in VERSIONS {
        for seed in 0..150 {
            let pact = pact(&mut Random::new(seed), version);
            for other in VERSIONS {
                let written = codec::write(&pact, other);
                let read = codec::read(written.text.as_bytes())
                    .unwrap_or_else(|error| panic!("{error}: {version} to {other}, seed {seed}"));
                let again = codec::write(&read, other);
                assert_eq!(
                    again.text, written.text,
                    "{version} to {other}, seed {seed}"
                );
                assert_eq!(
                    again.losses,
                    [] as [Loss; 0],
                    "{version} to {other}, seed {seed}"
                );
            }
        }
    }
}

#[test]
fn the_order_of_interactions_does_not_show() {
    for seed in 0..100 {
        let pact = pact(&mut Random::new(seed), SpecVersion::V4);
        let mut reversed = pact.clone();
        reversed.interactions.reverse();
        let text = codec::write(&pact, SpecVersion::V4).text;
        assert_eq!(codec::write(&reversed, SpecVersion::V4).text, text);
    }
}
