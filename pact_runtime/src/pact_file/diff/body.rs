//! Differences of bodies and contents.

use super::{Demand, Diff, Part, rules::covers};
use crate::{
    json::{Json, OwnedJson},
    model::{Body, Content},
    path::{PathExpr, Token},
    rule::MatchingRules,
};

impl Diff {
    /// Compares bodies; an example that a rule covers before and after asks nothing by itself.
    pub(super) fn body(
        &mut self,
        (before, after): (&Body, &Body),
        rules: (&MatchingRules, &MatchingRules),
        part: Part,
    ) {
        if before == after {
            return;
        }
        if let (Some(Content::Json(old)), Some(Content::Json(new))) =
            (content(before), content(after))
        {
            let mut walk = Walk {
                diff: self,
                path: PathExpr::root(),
                rules,
                part,
            };
            walk.json(old, new);
            if before.content_type() != after.content_type() {
                let name = |body: &Body| body.content_type().map(|its| Json::from(its.to_string()));
                let both = (name(before), name(after));
                self.within("contentType", |diff| {
                    diff.add(both.0, both.1, Demand::Other);
                });
            }
            return;
        }
        let demand = match (before, after) {
            (Body::Missing, _) => part.added(),
            (_, Body::Missing) => part.removed(),
            _ if covers(rules, &PathExpr::root()) => Demand::Same,
            _ => Demand::Other,
        };
        self.add(whole(before), whole(after), demand);
    }
}

fn content(body: &Body) -> Option<&Content> {
    body.content().map(|content| &content.content)
}

/// A body as one value: text and JSON as they are, bytes by their number.
fn whole(body: &Body) -> Option<OwnedJson> {
    match body {
        Body::Missing => None,
        Body::Empty => Some(Json::from("")),
        Body::Null => Some(Json::Null),
        Body::Present(body) => Some(match &body.content {
            Content::Json(json) => json.clone(),
            Content::Text(text) => Json::from(text.clone()),
            Content::Binary(bytes) => Json::from(format!("{} bytes", bytes.len())),
        }),
    }
}

/// Compares two documents.
struct Walk<'d, 'r> {
    diff: &'d mut Diff,
    /// Where in the body we are.
    path: PathExpr,
    rules: (&'r MatchingRules, &'r MatchingRules),
    part: Part,
}

impl Walk<'_, '_> {
    fn json(&mut self, before: &OwnedJson, after: &OwnedJson) {
        match (before, after) {
            (Json::Object(old), Json::Object(new)) => {
                for (key, value) in old.iter() {
                    self.step(Token::field(key), Some(value), new.get(key));
                }
                for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(key)) {
                    self.step(Token::field(key), None, Some(value));
                }
            }
            (Json::Array(old), Json::Array(new)) => {
                for at in 0..old.len().max(new.len()) {
                    self.step(Token::Index(at), old.get(at), new.get(at));
                }
            }
            _ if before == after => {}
            _ => {
                let same_kind = before.kind_name() == after.kind_name();
                let demand = if same_kind && covers(self.rules, &self.path) {
                    Demand::Same
                } else {
                    Demand::Other
                };
                self.diff
                    .add(Some(before.clone()), Some(after.clone()), demand);
            }
        }
    }

    fn step(&mut self, step: Token, before: Option<&OwnedJson>, after: Option<&OwnedJson>) {
        let is_element = matches!(step, Token::Index(_));
        let is_covered = is_element && covers(self.rules, &self.path);
        self.path.push(step.clone());
        self.diff.place.push(step);
        match (before, after) {
            (Some(before), Some(after)) => self.json(before, after),
            (before, after) => {
                let demand = match before {
                    _ if is_covered => Demand::Same,
                    None => self.part.added(),
                    Some(_) => self.part.removed(),
                };
                self.diff.add(before.cloned(), after.cloned(), demand);
            }
        }
        self.diff.place.pop();
        self.path.pop();
    }
}
