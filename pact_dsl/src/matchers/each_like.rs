use std::panic::Location;

use pact_runtime::rule::Rule;

use crate::pattern::{IntoPattern, IntoText, Pattern, Shape, compile::MAX_EXAMPLES};

/// Accepts a list whose items all match this pattern; at least one item, unless
/// [`min`](EachLike::min) says otherwise.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let lines = json_pattern!({
///     "lines": each_like({ "sku": regex(r"^[A-Z]\d+$", "A1"), "qty": integer(2) }, min = 1, max = 9),
/// });
/// # let _ = lines;
/// ```
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = json_pattern!(each_like({ "qty": integer(2) }, min = 1, max = 2));
/// assert!(pattern.matches(&json!([{ "qty": 7 }, { "qty": 8 }])));
/// assert!(!pattern.matches(&json!([])));
/// ```
///
/// In the pact file: `{ "match": "type", "min": 1 }` for the list, and the rules of the pattern for
/// `[*]`, each of its items.
#[track_caller]
pub fn each_like(item: impl IntoPattern) -> EachLike {
    EachLike {
        location: Location::caller(),
        item: item.into_pattern(),
        min: Some(1),
        max: None,
        examples: None,
    }
}

/// A list of like items: what [`each_like`] makes.
#[derive(Debug, Clone)]
#[must_use = "a pattern says something only as part of a request, a response or a message"]
pub struct EachLike {
    location: &'static Location<'static>,
    item: Pattern,
    min: Option<usize>,
    max: Option<usize>,
    examples: Option<usize>,
}

impl EachLike {
    /// How many items there must be at least; 0 accepts the empty list.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let two = each_like(integer(1)).min(2).into_pattern();
    /// assert!(two.matches(json!([1, 2])));
    /// assert!(!two.matches(json!([1])));
    /// ```
    pub fn min(mut self, min: usize) -> Self {
        self.min = Some(min);
        self
    }

    /// How many items there may be at most.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let few = each_like(integer(1)).max(2).into_pattern();
    /// assert!(few.matches(json!([1, 2])));
    /// assert!(!few.matches(json!([1, 2, 3])));
    /// ```
    pub fn max(mut self, max: usize) -> Self {
        self.max = Some(max);
        self
    }

    /// No lower limit, and no word of one in the pact file.
    pub(super) fn without_min(mut self) -> Self {
        self.min = None;
        self
    }

    /// How many items the example shows; as many as `min`, and at least one, unless told.
    ///
    /// ```
    /// use pact_dsl::prelude::*;
    ///
    /// let order = json_pattern!({ "lines": each_like(integer(1), examples = 3) });
    /// assert!(order.matches(json!({ "lines": [7] })), "the example asks for no number of items");
    /// ```
    pub fn examples(mut self, count: usize) -> Self {
        self.examples = Some(count);
        self
    }
}

impl IntoPattern for EachLike {
    fn into_pattern(self) -> Pattern {
        let problem = self.problem();
        let count = self.examples.unwrap_or(self.min.unwrap_or(0).max(1));
        let rule = match (self.min, self.max) {
            (None, None) => Rule::Type,
            (Some(min), None) => Rule::MinType(min),
            (None, Some(max)) => Rule::MaxType(max),
            (Some(min), Some(max)) => Rule::MinMaxType(min, max),
        };
        let pattern = Pattern::of_shape(self.location, Shape::Repeated(self.item, count));
        let pattern = pattern.with_rule(rule);
        match problem {
            Some(problem) => pattern.with_problem(problem),
            None => pattern,
        }
    }
}

impl IntoText for EachLike {}

impl EachLike {
    fn problem(&self) -> Option<String> {
        let min = self.min.unwrap_or(0);
        if self.max == Some(0) {
            return Some(
                "max (0) leaves no list to match; write `[]` for the empty list".to_owned(),
            );
        }
        if let Some(max) = self.max
            && min > max
        {
            return Some(format!("min ({min}) must not exceed max ({max})"));
        }
        if min > MAX_EXAMPLES || self.examples.is_some_and(|count| count > MAX_EXAMPLES) {
            return Some(format!(
                "a list shows at most {MAX_EXAMPLES} items; set `min` or `examples` lower"
            ));
        }
        match self.examples {
            Some(0) => Some(
                "the example of a list needs at least one item; leave `examples` out for one"
                    .to_owned(),
            ),
            Some(count) if count < min => {
                Some(format!("examples ({count}) must not be below min ({min})"))
            }
            Some(count) if self.max.is_some_and(|max| count > max) => {
                let max = self.max.unwrap_or_default();
                Some(format!("examples ({count}) must not exceed max ({max})"))
            }
            _ => None,
        }
    }
}
