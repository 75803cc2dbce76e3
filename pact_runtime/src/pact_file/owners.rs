//! Which tests recorded an interaction, as the file tells it: in the comments in V4, in a map of the
//! metadata before, where interactions have no comments.

use crate::{
    codec::{Identity, TESTNAME, TESTNAMES},
    json::{Json, OwnedObject},
    model::Interaction,
};

use super::state::{Claim, Key};

/// The key of the map in the metadata. Its members are texts, since some tools keep nothing else.
pub(super) const OWNERS_KEY: &str = "testnames";

/// Takes the owners out of the comments of an interaction.
pub(super) fn take(mut interaction: Interaction) -> (Interaction, Vec<String>) {
    let owners = interaction
        .meta_mut()
        .map_or_else(Vec::new, |meta| take_comments(&mut meta.comments));
    (interaction, owners)
}

fn take_comments(comments: &mut OwnedObject) -> Vec<String> {
    let Some(first) = comments.get(TESTNAME).and_then(Json::as_str) else {
        return Vec::new();
    };
    let first = first.to_owned();
    let all = comments.get(TESTNAMES).and_then(Json::as_array);
    let all = all.and_then(|all| {
        let all = all.iter().map(|one| one.as_str().map(str::to_owned));
        all.collect::<Option<Vec<_>>>()
    });
    let mut owners = match all {
        Some(all) if all.first() == Some(&first) => {
            comments.remove(TESTNAMES);
            all
        }
        _ => vec![first],
    };
    comments.remove(TESTNAME);
    owners.sort();
    owners.dedup();
    owners
}

/// The member of the map that tells the owners of an interaction: what it is known by, and who
/// recorded it, one a line.
pub(super) fn line(key: &Key<'_>, owners: &[Claim<'_>]) -> String {
    let (description, states) = key.texts();
    let owners: Vec<String> = owners.iter().map(|claim| escape(&claim.owner)).collect();
    let mut line = String::new();
    Json::from(map_key(&description, &states)).write_compact(&mut line);
    line.push_str(": ");
    Json::from(owners.join("\n")).write_compact(&mut line);
    line
}

/// The owners that the map tells of an interaction.
pub(super) fn of_map(map: &OwnedObject, identity: &Identity) -> Vec<String> {
    let text = map
        .get(&map_key(identity.description(), identity.states()))
        .and_then(Json::as_str);
    let lines = text.unwrap_or_default().split('\n');
    lines
        .filter(|line| !line.is_empty())
        .map(unescape)
        .collect()
}

/// Description and states, which are one text for each identity: the kinds do not mix before V4.
fn map_key(description: &str, states: &str) -> String {
    let mut key = escape(description);
    if !states.is_empty() {
        key.push('\n');
        key.push_str(states);
    }
    key
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, characters.clone().next()) {
            ('\\', Some(next @ ('\\' | 'n'))) => {
                plain.push(if next == 'n' { '\n' } else { '\\' });
                characters.next();
            }
            _ => plain.push(character),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_owner_survives_the_map() {
        for owner in ["a b", "a\nb", "a\\nb", "\\", "", "ü"] {
            assert_eq!(unescape(&escape(owner)), owner);
            assert!(!escape(owner).contains('\n'));
        }
    }

    fn check(comments: &str, owners: &[&str], rest: &str) {
        let json = Json::parse(comments.as_bytes()).unwrap().into_owned();
        let Json::Object(mut comments) = json else {
            panic!("not an object");
        };
        assert_eq!(take_comments(&mut comments), owners);
        assert_eq!(Json::Object(comments).to_string(), rest);
    }

    #[test]
    fn takes_owners_out_of_comments_and_leaves_the_rest() {
        check(
            r#"{"text":["x"],"testname":"a"}"#,
            &["a"],
            r#"{"text":["x"]}"#,
        );
        check(
            r#"{"testname":"a","testnames":["a","b"]}"#,
            &["a", "b"],
            "{}",
        );
        check(
            r#"{"testname":"a","testnames":["b"]}"#,
            &["a"],
            r#"{"testnames":["b"]}"#,
        );
        check(r#"{"testname":["a"]}"#, &[], r#"{"testname":["a"]}"#);
        check("{}", &[], "{}");
    }
}
