//! `statusCode`: a status of a class, or one of a list.

use super::{
    StatusClass,
    attributes::{Attributes, RuleError},
    value::{Value, Verdict},
};
use crate::json::{Json, OwnedJson, OwnedObject};

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["statusCode", "status-code"];

const CLASSES: [(&str, StatusClass); 7] = [
    ("info", StatusClass::Information),
    ("success", StatusClass::Success),
    ("redirect", StatusClass::Redirect),
    ("clientError", StatusClass::ClientError),
    ("serverError", StatusClass::ServerError),
    ("nonError", StatusClass::NonError),
    ("error", StatusClass::Error),
];

/// Whether the value is a status of the class.
pub(super) fn check(class: &StatusClass, actual: Value<'_>) -> Verdict {
    let status = actual.text().and_then(|text| text.parse::<u16>().ok());
    status.is_some_and(|status| class.holds(status)).into()
}

impl StatusClass {
    /// Whether a status is of this class.
    pub fn holds(&self, status: u16) -> bool {
        match self {
            Self::Information => (100..200).contains(&status),
            Self::Success => (200..300).contains(&status),
            Self::Redirect => (300..400).contains(&status),
            Self::ClientError => (400..500).contains(&status),
            Self::ServerError => (500..600).contains(&status),
            Self::NonError => status < 400,
            Self::Error => status >= 400,
            Self::Codes(codes) => codes.contains(&status),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Information => "Informational response (100–199)".to_owned(),
            Self::Success => "Successful response (200–299)".to_owned(),
            Self::Redirect => "Redirect (300–399)".to_owned(),
            Self::ClientError => "Client error (400–499)".to_owned(),
            Self::ServerError => "Server error (500–599)".to_owned(),
            Self::NonError => "Non-error response (< 400)".to_owned(),
            Self::Error => "Error response (>= 400)".to_owned(),
            Self::Codes(codes) => listed(codes),
        }
    }

    fn to_json(&self) -> OwnedJson {
        if let Self::Codes(codes) = self {
            let codes = codes.iter().map(|code| Json::from(*code));
            return codes.collect::<Vec<_>>().into();
        }
        let name = CLASSES.iter().find(|(_, class)| class == self);
        name.map_or(Json::Null, |(name, _)| Json::from(*name))
    }
}

fn listed(codes: &[u16]) -> String {
    let codes: Vec<_> = codes.iter().map(u16::to_string).collect();
    codes.join(", ")
}

/// What the rule demands.
pub(super) fn describe(class: &StatusClass) -> String {
    match class {
        StatusClass::Information => "is an informational status (100 to 199)".to_owned(),
        StatusClass::Success => "is a success (200 to 299)".to_owned(),
        StatusClass::Redirect => "is a redirect (300 to 399)".to_owned(),
        StatusClass::ClientError => "is a client error (400 to 499)".to_owned(),
        StatusClass::ServerError => "is a server error (500 to 599)".to_owned(),
        StatusClass::NonError => "is no error (below 400)".to_owned(),
        StatusClass::Error => "is an error (400 and above)".to_owned(),
        StatusClass::Codes(codes) => format!("is one of {}", listed(codes)),
    }
}

/// The wording of the reference implementation.
pub(super) fn message(class: &StatusClass, actual: Value<'_>) -> String {
    let shown = actual.text().unwrap_or_default();
    format!("Expected status code {shown} to be a {}", class.name())
}

/// Reads the rule.
pub(super) fn read(attributes: &Attributes<'_>) -> Result<StatusClass, RuleError> {
    const EXPECTED: &str = "a class such as `success`, or a list of statuses";
    let class = match attributes.get("status") {
        None => Some(StatusClass::Success),
        Some(Json::String(name)) => {
            let known = CLASSES.into_iter().find(|(known, _)| known == name);
            known.map(|(_, class)| class)
        }
        Some(Json::Array(codes)) => {
            let codes = codes
                .iter()
                .map(|code| code.as_u64().and_then(|code| u16::try_from(code).ok()));
            codes.collect::<Option<_>>().map(StatusClass::Codes)
        }
        Some(_) => None,
    };
    class.ok_or_else(|| attributes.error("status", EXPECTED))
}

/// Writes what the rule has beside its name.
pub(super) fn write(class: &StatusClass, json: &mut OwnedObject) {
    json.insert("status", class.to_json());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Rule, testing::check};

    #[test]
    fn knows_the_classes() {
        let cases = [
            (StatusClass::Information, 199, 200),
            (StatusClass::Success, 204, 304),
            (StatusClass::Redirect, 301, 299),
            (StatusClass::ClientError, 404, 500),
            (StatusClass::ServerError, 599, 600),
            (StatusClass::NonError, 399, 400),
            (StatusClass::Error, 400, 399),
            (StatusClass::Codes(vec![200, 404]), 404, 201),
        ];
        for (class, good, bad) in cases {
            let rule = Rule::StatusCode(class);
            check(&rule, "200", &good.to_string(), true);
            check(&rule, "200", &bad.to_string(), false);
        }
    }

    #[test]
    fn names_the_class() {
        assert_eq!(
            message(&StatusClass::Success, Value::Json(&Json::from(400))),
            "Expected status code 400 to be a Successful response (200–299)"
        );
        assert_eq!(
            describe(&StatusClass::Codes(vec![200, 201])),
            "is one of 200, 201"
        );
    }
}
