//! When a figure held: the day or time of publication, or a day that the text gives for it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::DatedBy;
use crate::article::published::day;
use crate::claim::Claim;

/// A day, or a point in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    day: Date,
    time: Option<Timestamp>,
    pub(super) dated_by: DatedBy,
}

impl Moment {
    /// The time of a publication; `None` where it names no day.
    pub(super) fn published(published: &str) -> Option<Self> {
        Some(Moment { day: day(published)?, time: published.parse().ok(), dated_by: DatedBy::Publication })
    }

    /// A day that the text gives.
    pub(super) fn stated(day: Date) -> Self {
        Moment { day, time: None, dated_by: DatedBy::Text }
    }

    /// "2024-05-03", "2024-05-03T07:15:00Z": sorts as the moments do.
    pub(super) fn written(&self) -> String {
        self.time.map_or_else(|| self.day.to_string(), |time| time.to_string())
    }

    /// Whether it is certain that this one is earlier.
    pub(super) fn is_before(&self, other: &Moment) -> bool {
        match (self.time, other.time) {
            (Some(own), Some(other)) => own < other,
            _ => self.day < other.day,
        }
    }
}

/// By id of a claim: the day that its text gives for it, if such days tell the claims apart. A day that all of them
/// share is that of the event, and says nothing of when the figure held.
pub(super) fn own_days<'a>(
    claims: impl Iterator<Item = (&'a Claim, Option<&'a str>)>,
) -> FxHashMap<&'a str, Date> {
    let stated = |(claim, published): (&'a Claim, Option<&str>)| {
        let day = stated_day(claim.scope.time.as_deref()?, published.and_then(day))?;
        Some((claim.id.as_str(), day))
    };
    let days: FxHashMap<&str, Date> = claims.filter_map(stated).collect();
    let distinct: BTreeSet<&Date> = days.values().collect();
    if distinct.len() > 1 { days } else { FxHashMap::default() }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Days after publication up to which a day without a year is one of the same year.
const AHEAD: i32 = 31;

/// The one day that a text names with its month ("3 May", "Jan. 4, 2021"); without a year, that of the publication or
/// the one before.
fn stated_day(text: &str, published: Option<Date>) -> Option<Date> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let numbers: Vec<i16> = words.iter().filter_map(|word| number(word)).collect();
    let months: Vec<i8> = words.iter().filter_map(|word| month(word)).collect();
    let days: Vec<i16> = numbers.iter().copied().filter(|n| (1..=31).contains(n)).collect();
    let years: Vec<i16> = numbers.iter().copied().filter(|n| (1900..=2100).contains(n)).collect();
    let ([day], [month]) = (days.as_slice(), months.as_slice()) else { return None };
    let date = |year: i16| Date::new(year, *month, i8::try_from(*day).ok()?).ok();
    match (years[..].first(), published) {
        (Some(year), _) => date(*year),
        (None, Some(published)) => {
            let this = date(published.year())?;
            if (this - published).get_days() > AHEAD { date(published.year() - 1) } else { Some(this) }
        }
        (None, None) => None,
    }
}

/// "3", "3rd", "2021".
fn number(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let tail = &word[digits.len()..];
    matches!(tail, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
}

/// "May", "Sept", "jan".
fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let place = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_their_month() {
        for (text, expected) in [
            ("on 3 May", Some("2024-05-03")),
            ("Jan. 4", Some("2024-01-04")),
            ("December 30", Some("2023-12-30")),
            ("on March 12th, 2021", Some("2021-03-12")),
            ("Tuesday", None),
            ("in May", None),
            ("May 2020", None),
            ("between 3 May and 5 May", None),
            ("31 February", None),
        ] {
            let published = Some(Date::constant(2024, 5, 6));
            assert_eq!(stated_day(text, published).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
        assert_eq!(stated_day("3 May", None), None);
    }

    #[test]
    fn a_time_on_a_day_is_not_before_or_after_that_day() {
        let moment = |text: &str| Moment::published(text).expect("a moment");
        assert!(!moment("2024-05-03").is_before(&moment("2024-05-03T07:15:00Z")));
        assert!(moment("2024-05-03T07:15:00Z").is_before(&moment("2024-05-03T08:00:00Z")));
        assert!(moment("2024-05-02T23:15:00Z").is_before(&moment("2024-05-03")));
    }
}
