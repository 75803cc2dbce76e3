//! A rule that a plugin supplies, or one that nobody knows. It never holds: nothing here can check it.

use super::value::Value;
use crate::json::{Object, OwnedObject};

/// What the rule demands.
pub(super) fn describe(name: &str) -> String {
    format!("satisfies the rule `{name}`")
}

/// Why it does not hold.
pub(super) fn explain(name: &str) -> String {
    format!("which cannot be checked: no rule is called `{name}`")
}

/// In the manner of the reference implementation.
pub(super) fn message(name: &str, actual: Value<'_>) -> String {
    format!(
        "Unable to match {} using the rule '{name}'",
        actual.quoted()
    )
}

/// All attributes of the rule.
pub(super) fn read(object: &Object<'_>) -> OwnedObject {
    let mut values = object.clone().into_owned();
    values.remove("match");
    values
}

/// Writes what the rule has beside its name.
pub(super) fn write(values: &OwnedObject, json: &mut OwnedObject) {
    for (key, value) in values.iter() {
        json.insert(key.to_owned(), value.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::{Rule, testing::check};

    #[test]
    fn never_holds() {
        let rule = Rule::Plugin("luhn".to_owned(), crate::json::OwnedObject::new());
        check(&rule, "1", "1", false);
        assert_eq!(rule.describe(None), "satisfies the rule `luhn`");
    }
}
