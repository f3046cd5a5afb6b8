//! Dates of publication: what can be read is brought to RFC 3339 form, the rest is kept as given.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};

/// Forms that bylines use besides those of RFC 3339.
const WRITTEN: [&str; 4] = ["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"];

/// `given` as an RFC 3339 time, a local date and time, or a date; unchanged when it is none of these.
pub(super) fn normalise(given: &str) -> String {
    let given = given.trim();
    let has_clock = given.contains(':');
    if has_clock && let Ok(time) = given.parse::<Timestamp>() {
        return time.to_string();
    }
    // Feeds write dates as mail does: "Tue, 12 Mar 2024 06:30:00 GMT".
    if has_clock && let Ok(time) = rfc2822::parse(given) {
        return time.timestamp().to_string();
    }
    if has_clock && let Ok(time) = given.parse::<DateTime>() {
        return time.to_string();
    }
    if !has_clock && let Ok(date) = given.parse::<Date>() {
        return date.to_string();
    }
    let written = WRITTEN.iter().find_map(|form| strtime::parse(form, given).ok()?.to_date().ok());
    written.map_or_else(|| given.to_owned(), |date| date.to_string())
}

/// The day of a date of publication; `None` where it names none.
pub(crate) fn day(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{day, normalise};

    #[test]
    fn days_are_read_from_dates_and_times() {
        for given in ["2020-04-11", "2020-04-11T06:30:00Z", "2020-04-11T08:30:00"] {
            assert_eq!(day(given).map(|day| day.to_string()).as_deref(), Some("2020-04-11"), "{given}");
        }
        assert_eq!(day("spring 2020"), None);
    }

    #[test]
    fn known_forms_are_normalised() {
        for (given, expected) in [
            ("2020-04-11", "2020-04-11"),
            ("2020-04-11T06:30:00Z", "2020-04-11T06:30:00Z"),
            ("2020-04-11T08:30:00+02:00", "2020-04-11T06:30:00Z"),
            ("2020-04-11T08:30:00+0200", "2020-04-11T06:30:00Z"),
            ("Sat, 11 Apr 2020 08:30:00 +0200", "2020-04-11T06:30:00Z"),
            ("11 Apr 2020 06:30:00 GMT", "2020-04-11T06:30:00Z"),
            ("2020-04-11 08:30", "2020-04-11T08:30:00"),
            ("7 June 2020", "2020-06-07"),
            ("June 7, 2020", "2020-06-07"),
            (" 2020-04-11 ", "2020-04-11"),
        ] {
            assert_eq!(normalise(given), expected, "{given}");
        }
    }

    #[test]
    fn others_are_kept() {
        for given in ["spring 2020", "April 2020", "yesterday", "", "31 February 2020"] {
            assert_eq!(normalise(given), given);
        }
    }
}
