//! From the text of decisions to what they say, or to what is wrong with it, line by line.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Action, DecidedClaim, Decision, DecisionError, Decisions};
use crate::error::unknown;

/// The table that all others stand in.
const DECISION: &str = "decision";
/// What can be decided.
const ACTIONS: [&str; 5] = ["accept", "dismiss", "reopen", "separate", "join"];
/// The lists of claims.
const LISTS: [&str; 2] = ["claims", "others"];
/// What is known of a decision.
const FIELDS: [&str; 5] = ["figure", "fact", "date", "by", "note"];
/// What is known of a claim.
const OF_CLAIM: [&str; 2] = ["figure", "text"];

type Name<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// What the text says; else everything that is wrong with it.
pub(super) fn read(text: &str) -> Result<Decisions, Vec<DecisionError>> {
    let document = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message().replace('\n', "; ");
        vec![DecisionError { line: line_of(text, at), message: format!("{message}{}", way_out(text, at)) }]
    })?;
    let mut reader = Reader { text, wrong: Vec::new() };
    let mut found: Vec<(usize, Decision)> = Vec::new();
    for (name, value) in document.get_ref() {
        if name.get_ref() != DECISION {
            reader.complain(name.span(), unknown("table", name.get_ref(), &[DECISION]));
            continue;
        }
        for (name, value) in reader.table(name, value).into_iter().flatten() {
            found.extend(reader.decision(name, value).map(|decision| (name.span().start, decision)));
        }
    }
    reader.wrong.sort();
    if !reader.wrong.is_empty() {
        return Err(reader.wrong);
    }
    found.sort_by(|(at_a, a), (at_b, b)| a.date.cmp(&b.date).then(at_a.cmp(at_b)));
    Ok(Decisions { list: found.into_iter().map(|(_, decision)| decision).collect() })
}

/// What to do where the TOML itself is broken, as far as it can be told.
fn way_out(text: &str, at: usize) -> &'static str {
    let line = text.lines().nth(line_of(text, at) - 1).unwrap_or_default();
    match ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
        true => "; a merge has left this mark: take the marks out and keep the decisions of both sides",
        false => "",
    }
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

struct Reader<'t> {
    text: &'t str,
    wrong: Vec<DecisionError>,
}

impl Reader<'_> {
    fn complain(&mut self, at: Range<usize>, message: String) {
        self.wrong.push(DecisionError { line: line_of(self.text, at.start), message });
    }

    /// The entries of a table.
    fn table<'v, 'i>(&mut self, name: &Name<'i>, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.complain(name.span(), format!("{} is a table", name.get_ref()));
        }
        table
    }

    fn string(&mut self, name: &Name<'_>, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.complain(value.span(), format!("{}: words in quotation marks are needed", name.get_ref()));
        }
        text
    }

    fn decision(&mut self, name: &Name<'_>, value: &Value<'_>) -> Option<Decision> {
        let table = self.table(name, value)?;
        let before = self.wrong.len();
        let mut found: Option<Decision> = None;
        let (mut claims, mut others) = (Vec::new(), Vec::new());
        for (key, value) in table {
            match key.get_ref().as_ref() {
                word if ACTIONS.contains(&word) => match &found {
                    Some(first) => self.complain(
                        key.span(),
                        format!(
                            "{} and {word} in one decision: give each a table of its own",
                            first.action.word()
                        ),
                    ),
                    None => found = self.action(key, value),
                },
                "claims" => claims = self.claims(key, value),
                "others" => others = self.claims(key, value),
                word => {
                    let known: Vec<&str> = ACTIONS.into_iter().chain(LISTS).collect();
                    self.complain(key.span(), unknown("key", word, &known));
                }
            }
        }
        if self.wrong.len() > before {
            return None;
        }
        let shown = name.get_ref();
        let Some(decision) = found else {
            let all = ACTIONS.join(", ");
            self.complain(name.span(), format!("{DECISION}.{shown} decides nothing: one of {all} is needed"));
            return None;
        };
        let least =
            if decision.action == Action::Join || decision.action == Action::Separate { 2 } else { 1 };
        if claims.is_empty() || claims.len() + others.len() < least {
            let message = format!(
                "{DECISION}.{shown} names too few claims to be recognised; bring its lines back, or take the table out"
            );
            self.complain(name.span(), message);
            return None;
        }
        Some(Decision { claims, others, ..decision })
    }

    /// What was decided, when, by whom and why; claims are added later.
    fn action(&mut self, key: &Name<'_>, value: &Value<'_>) -> Option<Decision> {
        let word = key.get_ref().as_ref();
        let Some(table) = value.get_ref().as_table() else {
            self.complain(
                key.span(),
                format!("{word} looks like {word} = {{ date = 2024-03-12, note = \"...\" }}"),
            );
            return None;
        };
        let (mut figure, mut fact, mut date, mut by, mut note) = (None, None, None, None, None);
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "figure" => figure = self.string(name, value),
                "fact" => fact = self.string(name, value),
                "by" => by = self.string(name, value),
                "note" => note = self.string(name, value),
                "date" => date = self.date(value),
                other => self.complain(name.span(), unknown("key", other, &FIELDS)),
            }
        }
        if !table.keys().any(|name| name.get_ref() == "date") {
            self.complain(key.span(), format!("{word} has no date; it looks like date = 2024-03-12"));
        }
        let action = match (word, figure) {
            ("accept", Some(figure)) => Action::Accept { figure },
            ("accept", None) => {
                self.complain(key.span(), "accept names no figure; it looks like figure = \"600\"".into());
                return None;
            }
            ("dismiss", _) => Action::Dismiss,
            ("reopen", _) => Action::Reopen,
            ("separate", _) => Action::Separate,
            _ => Action::Join,
        };
        Some(Decision { action, fact, date: date?, by, note, claims: Vec::new(), others: Vec::new() })
    }

    /// A day or a time, as a time in UTC.
    fn date(&mut self, value: &Value<'_>) -> Option<String> {
        let written = value.get_ref().as_datetime().map(|date| date.to_string());
        let date = written.as_deref().and_then(utc);
        if date.is_none() {
            self.complain(value.span(), "date: a day or a time is needed, such as 2024-03-12".into());
        }
        date
    }

    fn claims(&mut self, key: &Name<'_>, value: &Value<'_>) -> Vec<DecidedClaim> {
        let mut claims = Vec::new();
        for (print, value) in self.table(key, value).into_iter().flatten() {
            let shown = print.get_ref();
            let fingerprint = match shown.parse() {
                Ok(fingerprint) => fingerprint,
                Err(error) => {
                    self.complain(
                        print.span(),
                        format!("{shown}: {error}; take the line out if it was yours"),
                    );
                    continue;
                }
            };
            let Some(table) = self.table(print, value) else { continue };
            let (mut figure, mut text) = (None, None);
            for (name, value) in table {
                match name.get_ref().as_ref() {
                    "figure" => figure = self.string(name, value),
                    "text" => text = self.string(name, value),
                    other => self.complain(name.span(), unknown("key", other, &OF_CLAIM)),
                }
            }
            if !table.keys().any(|name| name.get_ref() == "figure") {
                let message = format!("{shown} has no figure; it looks like {{ figure = \"600\" }}");
                self.complain(print.span(), message);
            }
            claims.extend(figure.map(|figure| DecidedClaim {
                fingerprint,
                figure,
                text: text.unwrap_or_default(),
            }));
        }
        claims
    }
}

/// "2024-03-12" and "2024-03-12T11:00:00+01:00" as times in UTC.
fn utc(written: &str) -> Option<String> {
    let day = |day: jiff::civil::Date| day.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok();
    let local = |time: jiff::civil::DateTime| time.to_zoned(jiff::tz::TimeZone::UTC).ok();
    let time = match written.parse::<jiff::Timestamp>() {
        Ok(time) => time,
        Err(_) if written.contains([':', 'T', ' ']) => local(written.parse().ok()?)?.timestamp(),
        Err(_) => day(written.parse().ok()?)?.timestamp(),
    };
    Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
