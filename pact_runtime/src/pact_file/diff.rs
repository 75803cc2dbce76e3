//! What differs between two versions of an interaction, and what that asks of the provider.

mod body;
mod rules;
#[cfg(test)]
mod tests;

use crate::{
    json::{Json, OwnedJson, OwnedObject},
    model::{
        AsynchronousMessage, Headers, HttpInteraction, Interaction, MessageContents, Meta, Query,
        Request, Response, SynchronousMessage,
    },
    path::{PathExpr, Token},
};

/// One difference between two versions of an interaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where: `$.response.body.lines[0].qty`, `$.response.matchingRules.body['$.id']`.
    pub place: PathExpr,
    /// What stood there before.
    pub before: Option<OwnedJson>,
    /// What stands there now.
    pub after: Option<OwnedJson>,
    /// What the change asks of the provider.
    pub demand: Demand,
}

/// What a change asks of the provider, who is sent the example of a request and whose answer has to
/// satisfy examples and rules of the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Demand {
    /// The same as before: an example behind a rule, a rule of a request, a comment.
    Same,
    /// Less: what satisfied the earlier version satisfies this one.
    Less,
    /// More: what satisfies this version satisfied the earlier one.
    More,
    /// Something else: neither follows from the other.
    Other,
}

impl Demand {
    /// The change as a verb phrase: `asks more of the provider`.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Same => "asks the same of the provider",
            Self::Less => "asks less of the provider",
            Self::More => "asks more of the provider",
            Self::Other => "asks something else of the provider",
        }
    }
}

/// Which side of an interaction is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What the provider is sent.
    Sent,
    /// What the provider answers.
    Answered,
}

impl Part {
    fn added(self) -> Demand {
        match self {
            Self::Sent => Demand::Other,
            Self::Answered => Demand::More,
        }
    }

    fn removed(self) -> Demand {
        match self {
            Self::Sent => Demand::Other,
            Self::Answered => Demand::Less,
        }
    }
}

/// What differs from `before` to `after`, in the order of the file. Description and provider states
/// are not compared: they are what makes both one interaction.
pub fn differences(before: &Interaction, after: &Interaction) -> Vec<Difference> {
    let mut diff = Diff::default();
    match (before, after) {
        (Interaction::Http(before), Interaction::Http(after)) => diff.http(before, after),
        (Interaction::Asynchronous(before), Interaction::Asynchronous(after)) => {
            diff.asynchronous(before, after);
        }
        (Interaction::Synchronous(before), Interaction::Synchronous(after)) => {
            diff.synchronous(before, after);
        }
        (Interaction::Unknown(before), Interaction::Unknown(after)) => {
            diff.members(before, after, |_| Demand::Other);
        }
        _ => diff.add(None, None, Demand::Other),
    }
    diff.found
}

/// Collects differences at the place that is being compared.
#[derive(Debug, Default)]
struct Diff {
    place: PathExpr,
    found: Vec<Difference>,
}

impl Diff {
    fn add(&mut self, before: Option<OwnedJson>, after: Option<OwnedJson>, demand: Demand) {
        self.found.push(Difference {
            place: self.place.clone(),
            before,
            after,
            demand,
        });
    }

    fn at(&mut self, step: Token, compare: impl FnOnce(&mut Self)) {
        self.place.push(step);
        compare(self);
        self.place.pop();
    }

    fn within(&mut self, key: &str, compare: impl FnOnce(&mut Self)) {
        self.at(Token::field(key), compare);
    }

    /// Compares two values as a whole.
    fn value<T: PartialEq>(
        &mut self,
        key: &str,
        (before, after): (&Option<T>, &Option<T>),
        json: impl Fn(&T) -> OwnedJson,
        demand: Demand,
    ) {
        if before != after {
            let both = (before.as_ref().map(&json), after.as_ref().map(&json));
            self.within(key, |diff| diff.add(both.0, both.1, demand));
        }
    }

    /// Compares the members of two objects, each as a whole.
    fn members(
        &mut self,
        before: &OwnedObject,
        after: &OwnedObject,
        demand: impl Fn(&str) -> Demand,
    ) {
        for (key, value) in before.iter() {
            if after.get(key) != Some(value) {
                let after = after.get(key).cloned();
                self.within(key, |diff| {
                    diff.add(Some(value.clone()), after, demand(key));
                });
            }
        }
        for (key, value) in after.iter().filter(|(key, _)| !before.contains_key(key)) {
            self.within(key, |diff| diff.add(None, Some(value.clone()), demand(key)));
        }
    }

    fn http(&mut self, before: &HttpInteraction, after: &HttpInteraction) {
        self.meta(&before.meta, &after.meta);
        self.within("request", |diff| {
            diff.request(&before.request, &after.request);
        });
        self.within("response", |diff| {
            diff.response(&before.response, &after.response);
        });
    }

    fn asynchronous(&mut self, before: &AsynchronousMessage, after: &AsynchronousMessage) {
        self.meta(&before.meta, &after.meta);
        self.message(&before.contents, &after.contents, Part::Answered);
    }

    fn synchronous(&mut self, before: &SynchronousMessage, after: &SynchronousMessage) {
        self.meta(&before.meta, &after.meta);
        self.within("request", |diff| {
            diff.message(&before.request, &after.request, Part::Sent);
        });
        self.within("response", |diff| {
            let both = before.responses.iter().zip(&after.responses);
            for (at, (before, after)) in both.enumerate() {
                diff.at(Token::Index(at), |diff| {
                    diff.message(before, after, Part::Answered);
                });
            }
            let (count, new_count) = (before.responses.len(), after.responses.len());
            for at in count..new_count {
                diff.at(Token::Index(at), |diff| diff.add(None, None, Demand::More));
            }
            for at in new_count..count {
                diff.at(Token::Index(at), |diff| diff.add(None, None, Demand::Less));
            }
        });
    }

    fn meta(&mut self, before: &Meta, after: &Meta) {
        let text = |text: &String| Json::from(text.clone());
        self.value("key", (&before.key, &after.key), text, Demand::Same);
        let pending = if after.pending == Some(true) {
            Demand::Less
        } else {
            Demand::More
        };
        let bool = |value: &bool| Json::Bool(*value);
        self.value("pending", (&before.pending, &after.pending), bool, pending);
        let transports = (&before.transport, &after.transport);
        self.value("transport", transports, text, Demand::Other);
        self.within("comments", |diff| {
            diff.members(&before.comments, &after.comments, |_| Demand::Same);
        });
        let markups = (&before.markup, &after.markup);
        self.value("interactionMarkup", markups, Json::clone, Demand::Same);
        self.within("pluginConfiguration", |diff| {
            let (before, after) = (&before.plugin_configuration, &after.plugin_configuration);
            diff.members(before, after, |_| Demand::Other);
        });
        self.members(&before.extra, &after.extra, |_| Demand::Other);
    }

    fn request(&mut self, before: &Request, after: &Request) {
        let text = |text: &String| Json::from(text.clone());
        let methods = (&Some(before.method.clone()), &Some(after.method.clone()));
        self.value("method", methods, text, Demand::Other);
        let paths = (&Some(before.path.clone()), &Some(after.path.clone()));
        self.value("path", paths, text, Demand::Other);
        let (query_before, query_after) = (query(before), query(after));
        self.within("query", |diff| {
            diff.members(&query_before, &query_after, |_| Demand::Other);
        });
        let header_maps = (
            headers(before.headers.as_ref()),
            headers(after.headers.as_ref()),
        );
        self.within("headers", |diff| {
            diff.members(&header_maps.0, &header_maps.1, |_| Demand::Other);
        });
        self.within("body", |diff| {
            diff.body(
                (&before.body, &after.body),
                (&before.rules, &after.rules),
                Part::Sent,
            );
        });
        self.rules_of(
            (&before.rules, &after.rules),
            (&before.body, &after.body),
            Part::Sent,
        );
        self.generators((&before.generators, &after.generators), Demand::Other);
        self.members(&before.extra, &after.extra, |_| Demand::Other);
    }

    fn response(&mut self, before: &Response, after: &Response) {
        let status = |status: &u16| Json::from(*status);
        let statuses = (&Some(before.status), &Some(after.status));
        let demand = if rules::has_rule(&after.rules, crate::rule::Category::Status, None) {
            Demand::Same
        } else {
            Demand::Other
        };
        self.value("status", statuses, status, demand);
        let maps = (
            headers(before.headers.as_ref()),
            headers(after.headers.as_ref()),
        );
        self.within("headers", |diff| {
            diff.members(&maps.0, &maps.1, |name| {
                let is_ruled =
                    rules::has_rule(&after.rules, crate::rule::Category::Header, Some(name));
                match (maps.0.contains_key(name), maps.1.contains_key(name)) {
                    (false, _) => Demand::More,
                    (_, false) => Demand::Less,
                    _ if is_ruled => Demand::Same,
                    _ => Demand::Other,
                }
            });
        });
        let both_rules = (&before.rules, &after.rules);
        let bodies = (&before.body, &after.body);
        self.within("body", |diff| diff.body(bodies, both_rules, Part::Answered));
        self.rules_of(both_rules, bodies, Part::Answered);
        self.generators((&before.generators, &after.generators), Demand::Same);
        self.members(&before.extra, &after.extra, |_| Demand::Other);
    }

    fn message(&mut self, before: &MessageContents, after: &MessageContents, part: Part) {
        let both_rules = (&before.rules, &after.rules);
        let bodies = (&before.body, &after.body);
        self.within("contents", |diff| diff.body(bodies, both_rules, part));
        self.within("metadata", |diff| {
            diff.members(&before.metadata, &after.metadata, |key| {
                match (
                    before.metadata.contains_key(key),
                    after.metadata.contains_key(key),
                ) {
                    (false, _) => part.added(),
                    (_, false) => part.removed(),
                    _ => Demand::Other,
                }
            });
        });
        self.rules_of(both_rules, bodies, part);
        let demand = match part {
            Part::Sent => Demand::Other,
            Part::Answered => Demand::Same,
        };
        self.generators((&before.generators, &after.generators), demand);
        self.members(&before.extra, &after.extra, |_| Demand::Other);
    }
}

fn query(request: &Request) -> OwnedObject {
    let parameters = request.query.iter().flat_map(Query::iter);
    let value = |value: &Option<String>| value.clone().map_or(Json::Null, Json::from);
    let parameters = parameters.map(|(name, values)| {
        let values: Vec<OwnedJson> = values.iter().map(value).collect();
        (name.to_owned(), Json::Array(values))
    });
    parameters.collect()
}

/// Headers by name in lower case: names that differ in case alone are one.
fn headers(headers: Option<&Headers>) -> OwnedObject {
    let headers = headers.into_iter().flat_map(Headers::iter);
    let headers = headers.map(|(name, values)| {
        let values: Vec<OwnedJson> = values.iter().map(|one| Json::from(one.clone())).collect();
        (name.to_ascii_lowercase(), Json::Array(values))
    });
    headers.collect()
}
