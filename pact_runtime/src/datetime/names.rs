//! English names of months, weekdays, halves of the day, eras and quarters.

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Era,
    Quarter,
    Month,
    Weekday,
    HalfOfDay,
}

/// How a name is written; three letters of a pattern mean short, four full, five narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    Short,
    Full,
    Narrow,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const QUARTERS: [&str; 4] = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];
const ERAS: [&str; 2] = ["Before Christ", "Anno Domini"];
/// Short forms that are no prefix of the full name, with the number they stand for.
const SHORT_QUARTERS: [&str; 4] = ["Q1", "Q2", "Q3", "Q4"];
const SHORT_ERAS: [&str; 2] = ["BC", "AD"];
const HALVES: [&str; 2] = ["AM", "PM"];

impl Name {
    /// The noun for messages, with its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Era => "an era",
            Self::Quarter => "a quarter",
            Self::Month => "a month",
            Self::Weekday => "a day of the week",
            Self::HalfOfDay => "a half of the day",
        }
    }

    /// An example for messages.
    pub(super) fn example(self, width: Width) -> &'static str {
        self.text(width, if self == Self::Weekday { 2 } else { 1 })
    }

    fn first_number(self) -> u8 {
        match self {
            Self::Era | Self::HalfOfDay => 0,
            Self::Quarter | Self::Month | Self::Weekday => 1,
        }
    }

    fn full(self) -> &'static [&'static str] {
        match self {
            Self::Era => &ERAS,
            Self::Quarter => &QUARTERS,
            Self::Month => &MONTHS,
            Self::Weekday => &WEEKDAYS,
            Self::HalfOfDay => &HALVES,
        }
    }

    fn short(self, index: usize) -> &'static str {
        match self {
            Self::Era => SHORT_ERAS[index],
            Self::Quarter => SHORT_QUARTERS[index],
            Self::Month => &MONTHS[index][..3],
            Self::Weekday => &WEEKDAYS[index][..3],
            Self::HalfOfDay => HALVES[index],
        }
    }

    fn narrow(self, index: usize) -> &'static str {
        match self {
            Self::HalfOfDay => HALVES[index],
            Self::Era | Self::Quarter | Self::Month | Self::Weekday => &self.full()[index][..1],
        }
    }

    /// The name of a number: month and weekday and quarter count from 1, era and half from 0.
    pub(super) fn text(self, width: Width, number: u8) -> &'static str {
        let last = self.full().len() - 1;
        let index = usize::from(number.saturating_sub(self.first_number())).min(last);
        match width {
            Width::Short => self.short(index),
            Width::Full => self.full()[index],
            Width::Narrow => self.narrow(index),
        }
    }

    /// The longest name at the start of `text`, whatever its case: its length and its number.
    ///
    /// Eras are read in every width and five letters also read the full name, as pacts written by
    /// other tools do both. A narrow name of a month or weekday can stand for several numbers, so it
    /// has none.
    pub(super) fn read(self, width: Width, text: &str) -> Option<(usize, Option<u8>)> {
        let full = self.position(text, Width::Full);
        let short = self
            .position(text, Width::Short)
            .map(|found| self.long_short(text, found));
        let found = match (self, width) {
            (Self::Era, _) | (_, Width::Narrow) => full.or(short),
            (_, Width::Short) => short,
            (_, Width::Full) => full,
        };
        if let Some((length, index)) = found {
            return Some((length, self.number_at(index)));
        }
        let narrow = (width == Width::Narrow)
            .then(|| self.position(text, Width::Narrow))
            .flatten();
        let is_unique = matches!(self, Self::Era | Self::Quarter);
        narrow.map(|(length, index)| (length, is_unique.then(|| self.number_at(index)).flatten()))
    }

    fn number_at(self, index: usize) -> Option<u8> {
        u8::try_from(index)
            .ok()
            .map(|index| index + self.first_number())
    }

    fn position(self, text: &str, width: Width) -> Option<(usize, usize)> {
        (0..self.full().len()).find_map(|index| {
            let name = match width {
                Width::Short => self.short(index),
                Width::Full => self.full()[index],
                Width::Narrow => self.narrow(index),
            };
            starts_with_any_case(text, name).then_some((name.len(), index))
        })
    }

    /// British English abbreviates September with four letters, and newer Java versions write it.
    fn long_short(self, text: &str, found: (usize, usize)) -> (usize, usize) {
        let four = self == Self::Month && starts_with_any_case(text, "sept");
        (if four { 4 } else { found.0 }, found.1)
    }
}

/// Whether `text` starts with `prefix` (ASCII), ignoring case.
pub(super) fn starts_with_any_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_name_it_writes() {
        for name in [
            Name::Era,
            Name::Quarter,
            Name::Month,
            Name::Weekday,
            Name::HalfOfDay,
        ] {
            for width in [Width::Short, Width::Full, Width::Narrow] {
                for number in 0..13 {
                    let text = name.text(width, number);
                    let (length, _) = name.read(width, text).expect(text);
                    assert_eq!(length, text.len());
                }
            }
        }
    }

    #[test]
    fn reads_the_four_letters_of_a_british_september() {
        assert_eq!(Name::Month.read(Width::Short, "Sept 3"), Some((4, Some(9))));
        assert_eq!(Name::Month.read(Width::Short, "sep 3"), Some((3, Some(9))));
    }

    #[test]
    fn never_cuts_a_character() {
        assert_eq!(Name::Month.read(Width::Short, "jé"), None);
    }
}
