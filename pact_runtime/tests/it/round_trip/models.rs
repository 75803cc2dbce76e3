//! Random pacts that a version can hold.

use pact_runtime::{
    json::{Json, Number, OwnedJson, OwnedObject},
    model::{
        AsynchronousMessage, Headers, HttpInteraction, Interaction, MessageContents, Meta, Pact,
        Pacticipant, ProviderState, Query, Request, Response, SpecVersion, SynchronousMessage,
    },
};

use super::{
    bodies::{around_of_headers, around_of_metadata, body},
    rules::{generators, rules},
};
use crate::mutate::Random;

/// Texts that have broken one tool or another.
const TEXTS: [&str; 40] = [
    "", "a", "B", "*", "[*]", "[0]", "0", "01", "$", "$ref", "$.a", "$['a']", "a'b", "a\"b", "\\",
    "\\'", "a b", " a ", "a.b", "a/b", "ü", "złoty", "😀", "\u{0}", "\u{1}", "\n", "\t", "null",
    "true", "{}", "\"x\"", "42", "Zm9v", "content", "matchers", "match", "a=b&c", "%41", "+",
    "a, b",
];

/// Keys that mean something somewhere in a pact.
const KNOWN: [&str; 30] = [
    "consumer",
    "provider",
    "interactions",
    "messages",
    "metadata",
    "metaData",
    "description",
    "request",
    "response",
    "method",
    "path",
    "query",
    "headers",
    "body",
    "status",
    "matchingRules",
    "generators",
    "type",
    "key",
    "pending",
    "comments",
    "transport",
    "contents",
    "name",
    "params",
    "providerState",
    "providerStates",
    "provider_state",
    "requestMatchingRules",
    "responseMatchingRules",
];

pub(super) fn text(random: &mut Random) -> String {
    let mut text = TEXTS[random.below(TEXTS.len())].to_owned();
    if random.below(3) == 0 {
        text.push_str(TEXTS[random.below(TEXTS.len())]);
    }
    text
}

pub(super) fn some<T>(random: &mut Random, make: impl FnOnce(&mut Random) -> T) -> Option<T> {
    (random.below(2) == 0).then(|| make(random))
}

pub(super) fn many<T>(random: &mut Random, most: usize, make: impl Fn(&mut Random) -> T) -> Vec<T> {
    (0..random.below(most + 1)).map(|_| make(random)).collect()
}

pub(super) fn json(random: &mut Random, depth: usize) -> OwnedJson {
    const NUMBERS: [&str; 9] = [
        "0",
        "-0",
        "10.00",
        "1e400",
        "-1.5E-3",
        "12345678901234567890123",
        "42",
        "0.1",
        "1e5",
    ];
    match random.below(if depth == 0 { 5 } else { 7 }) {
        0 => Json::Null,
        1 => Json::Bool(random.below(2) == 0),
        2 | 3 => Json::Number(Number::parse(NUMBERS[random.below(NUMBERS.len())]).unwrap()),
        4 => Json::from(text(random)),
        5 => Json::Array(many(random, 3, |random| json(random, depth - 1))),
        _ => Json::Object(object(random, depth - 1)),
    }
}

pub(super) fn object(random: &mut Random, depth: usize) -> OwnedObject {
    many(random, 3, |random| (text(random), json(random, depth)))
        .into_iter()
        .collect()
}

/// Keys that nobody knows.
pub(super) fn extra(random: &mut Random) -> OwnedObject {
    if random.below(3) > 0 {
        return OwnedObject::new();
    }
    let mut extra = object(random, 1);
    for key in KNOWN {
        extra.remove(key);
    }
    extra.insert("_links", json(random, 1));
    extra
}

pub(super) fn pact(random: &mut Random, version: SpecVersion) -> Pact {
    let side = |random: &mut Random| Pacticipant {
        name: text(random),
        extra: extra(random),
    };
    let is_messages = version == SpecVersion::V3 && random.below(2) == 0;
    let count = 1 + random.below(3);
    let interactions = (0..count).map(|_| match version {
        SpecVersion::V4 => v4_interaction(random),
        _ if is_messages => message(random, version),
        _ => http(random, version),
    });
    let mut interactions: Vec<Interaction> = interactions.collect();
    for (at, interaction) in interactions.iter_mut().enumerate().skip(1) {
        if let Some(meta) = interaction.meta_mut() {
            meta.description.push_str(&at.to_string());
        }
    }
    let mut metadata = object(random, 2);
    metadata.insert("tool", object(random, 1));
    Pact {
        consumer: side(random),
        provider: side(random),
        interactions,
        spec_version: version,
        metadata,
        extra: extra(random),
    }
}

fn v4_interaction(random: &mut Random) -> Interaction {
    let version = SpecVersion::V4;
    match random.below(7) {
        0 => {
            let mut unknown = object(random, 2);
            unknown.insert("type", "Telepathy");
            unknown.insert("description", text(random));
            Interaction::Unknown(unknown)
        }
        1 | 2 => message(random, version),
        3 => Interaction::Synchronous(Box::new(SynchronousMessage {
            meta: meta(random, version),
            request: contents(random, version, true),
            responses: many(random, 2, |random| contents(random, version, true)),
        })),
        _ => http(random, version),
    }
}

fn meta(random: &mut Random, version: SpecVersion) -> Meta {
    let mut meta = Meta {
        description: text(random),
        provider_states: states(random, version),
        extra: extra(random),
        ..Meta::default()
    };
    if version == SpecVersion::V4 {
        meta.key = some(random, text);
        meta.pending = some(random, |random| random.below(2) == 0);
        meta.comments = object(random, 2);
        meta.transport = some(random, text);
        meta.markup = some(random, |random| json(random, 2));
        meta.plugin_configuration = object(random, 2);
    }
    meta
}

fn states(random: &mut Random, version: SpecVersion) -> Vec<ProviderState> {
    if version >= SpecVersion::V3 {
        return many(random, 2, |random| ProviderState {
            name: text(random),
            params: object(random, 2),
            extra: extra(random),
        });
    }
    let state = some(random, |random| ProviderState {
        name: text(random),
        ..ProviderState::default()
    });
    state
        .into_iter()
        .filter(|state| !state.name.is_empty())
        .collect()
}

fn http(random: &mut Random, version: SpecVersion) -> Interaction {
    let request_headers = headers(random, version);
    let response_headers = headers(random, version);
    let around = around_of_headers(request_headers.as_ref());
    let request_body = body(random, version, around.as_ref());
    let around = around_of_headers(response_headers.as_ref());
    let response_body = body(random, version, around.as_ref());
    Interaction::Http(Box::new(HttpInteraction {
        meta: meta(random, version),
        request: Request {
            method: ["GET", "POST", "X-ß"][random.below(3)].to_uppercase(),
            path: text(random),
            query: query(random, version),
            headers: request_headers,
            body: request_body,
            rules: rules(random, version),
            generators: generators(random, version),
            extra: extra(random),
        },
        response: Response {
            status: u16::try_from(random.below(65_536)).unwrap(),
            headers: response_headers,
            body: response_body,
            rules: rules(random, version),
            generators: generators(random, version),
            extra: extra(random),
        },
    }))
}

fn query(random: &mut Random, version: SpecVersion) -> Option<Query> {
    let query = some(random, |random| {
        let values = |random: &mut Random| many(random, 3, |random| some(random, text));
        Query::from_entries(many(random, 3, |random| (text(random), values(random))))
    });
    // A query string has no parameters without values, and no place for nothing at all.
    query
        .filter(|query| {
            let text = query.to_query_string();
            version >= SpecVersion::V3
                || (version == SpecVersion::V1
                    && Query::parse_with_empty_parameters(&text) == *query)
                || Query::parse(&text) == *query
        })
        .filter(|query| {
            version != SpecVersion::V1
                || Query::parse_with_empty_parameters(&query.to_query_string()) == *query
        })
}

fn headers(random: &mut Random, version: SpecVersion) -> Option<Headers> {
    const TYPES: [&str; 6] = [
        "application/json",
        "text/plain",
        "image/png",
        "application/xml; charset=UTF-8",
        "json",
        "",
    ];
    some(random, |random| {
        let is_one_text = version < SpecVersion::V3;
        let mut entries = many(random, 3, |random| {
            let name = format!("X-{}", text(random));
            (name, many(random, 3, text))
        });
        if random.below(2) == 0 {
            let value = TYPES[random.below(TYPES.len())].to_owned();
            entries.push(("content-TYPE".to_owned(), vec![value]));
        }
        if random.below(3) == 0 {
            let accept = ["a, b", "a"][random.below(2)];
            let values = accept.split(", ").map(str::to_owned).collect();
            entries.push(("Accept".to_owned(), values));
        }
        let headers = Headers::from_entries(entries);
        if !is_one_text {
            return headers;
        }
        let one = |(name, values): (&str, &[String])| {
            let is_list = name == "Accept";
            let values = if is_list {
                values.to_vec()
            } else {
                vec![values.join("; ")]
            };
            (name.to_owned(), values)
        };
        Headers::from_entries(headers.iter().map(one).collect())
    })
}

fn message(random: &mut Random, version: SpecVersion) -> Interaction {
    Interaction::Asynchronous(Box::new(AsynchronousMessage {
        meta: meta(random, version),
        contents: contents(random, version, false),
    }))
}

fn contents(random: &mut Random, version: SpecVersion, has_extra: bool) -> MessageContents {
    let mut metadata = object(random, 2);
    if random.below(2) == 0 {
        let key = ["contentType", "content-type", "Content-Type"][random.below(3)];
        let value = ["application/json", "text/csv", "application/avro", "x"][random.below(4)];
        metadata.insert(key, value);
    }
    let around = around_of_metadata(&metadata);
    MessageContents {
        body: body(random, version, around.as_ref()),
        metadata,
        rules: rules(random, version),
        generators: generators(random, version),
        extra: if has_extra {
            extra(random)
        } else {
            OwnedObject::new()
        },
    }
}
