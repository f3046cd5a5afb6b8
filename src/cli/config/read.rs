//! From the text of `claimdiff.toml` to what it says, or to what is wrong with it, line by line.

use claimdiff::comparator::Rate;
use claimdiff::error::unknown;
use claimdiff::report::Format;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{GROUP, KEYS, Key, Kind, NAMES, OUTLETS, RATES, tables};
use super::words::{self, LEXICON};
use super::{Config, Outlet, Set};
use crate::cli::limits;

/// A line, from 1, and what is wrong there.
pub type Wrong = (usize, String);

/// What the text says; else everything that is wrong with it.
pub fn read(text: &str) -> Result<Config, Vec<Wrong>> {
    let document = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![(line_of(text, at), error.message().replace('\n', "; "))]
    })?;
    let mut reader = Reader { text, config: Config::default(), wrong: Vec::new() };
    for (name, value) in document.get_ref() {
        reader.table(name, value);
    }
    reader.wrong.sort();
    if reader.wrong.is_empty() { Ok(reader.config) } else { Err(reader.wrong) }
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

/// A name with its place.
pub type Name<'i> = Spanned<toml::de::DeString<'i>>;

/// A file on its way to what it says.
pub struct Reader<'t> {
    text: &'t str,
    /// What it says so far.
    pub config: Config,
    /// What is wrong with it so far.
    pub wrong: Vec<Wrong>,
}

impl Reader<'_> {
    /// Notes what is wrong at a place.
    pub fn complain(&mut self, at: std::ops::Range<usize>, message: String) {
        self.wrong.push((line_of(self.text, at.start), message));
    }

    /// The line of a place.
    pub fn line(&self, at: std::ops::Range<usize>) -> usize {
        line_of(self.text, at.start)
    }

    fn table(&mut self, name: &Name<'_>, value: &Spanned<DeValue<'_>>) {
        let known = name.get_ref().as_ref();
        if !tables().contains(&known) {
            return self.complain(name.span(), unknown("table", known, &tables()));
        }
        let Some(table) = value.get_ref().as_table() else {
            return self.complain(name.span(), format!("{known} is a table: [{known}]"));
        };
        if known == LEXICON {
            return words::read(self, table);
        }
        for (key, value) in table {
            match known {
                RATES => self.rate(key, value),
                OUTLETS => self.outlet(key, value),
                _ => self.key(known, key, value),
            }
        }
    }

    fn key(&mut self, table: &str, name: &Name<'_>, value: &Spanned<DeValue<'_>>) {
        let keys = || KEYS.iter().filter(|key| key.table == table);
        let Some(key) = keys().find(|key| key.name == name.get_ref().as_ref()) else {
            let names: Vec<&str> = keys().map(|key| key.name).collect();
            return self.complain(name.span(), unknown("key", name.get_ref(), &names));
        };
        match word(key, value.get_ref()) {
            Ok(word) => {
                let line = self.line(name.span());
                let toml = self.text.get(value.span()).unwrap_or_default().to_owned();
                self.config.values.insert((key.table, key.name), Set { toml, word, line });
            }
            Err(message) => self.complain(value.span(), format!("{}: {message}", key.name)),
        }
    }

    fn rate(&mut self, from: &Name<'_>, value: &Spanned<DeValue<'_>>) {
        let code = from.get_ref();
        let Some(text) = value.get_ref().as_str() else {
            return self.complain(value.span(), format!("{code}: a rate looks like EUR = \"1.09USD\""));
        };
        match format!("{code}={text}").parse::<Rate>() {
            Ok(rate) => {
                let line = self.line(from.span());
                self.config.rates.push((rate, line));
            }
            Err(error) => {
                let message = error.to_string().replace("EUR=1.09USD", "EUR = \"1.09USD\"");
                self.complain(from.span(), format!("{code}: {message}"));
            }
        }
    }

    fn outlet(&mut self, name: &Name<'_>, value: &Spanned<DeValue<'_>>) {
        let shown = name.get_ref();
        let Some(table) = value.get_ref().as_table() else {
            return self.complain(name.span(), format!("{shown} is a table: [{OUTLETS}.\"{shown}\"]"));
        };
        let line = self.line(name.span());
        let mut outlet = Outlet { name: shown.to_string(), line, ..Outlet::default() };
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                (GROUP, DeValue::String(group)) => outlet.group = Some(group.to_string()),
                (GROUP, _) => {
                    self.complain(value.span(), format!("{GROUP}: a name in quotation marks is needed"))
                }
                (NAMES, names) => match strings(names) {
                    Some(names) => outlet.names = names,
                    None => {
                        self.complain(value.span(), format!("{NAMES}: a list of names is needed: [\"...\"]"))
                    }
                },
                (other, _) => self.complain(key.span(), unknown("key", other, &[NAMES, GROUP])),
            }
        }
        self.named_once(&outlet);
        self.config.outlets.push(outlet);
    }

    /// A name that belongs to two outlets is a mistake that would show in no other way.
    fn named_once(&mut self, outlet: &Outlet) {
        fn all(outlet: &Outlet) -> impl Iterator<Item = &String> {
            outlet.names.iter().chain([&outlet.name])
        }
        for other in &self.config.outlets {
            let twice =
                all(outlet).find(|name| all(other).any(|own| own.to_lowercase() == name.to_lowercase()));
            if let Some(name) = twice {
                let message = format!("{name} is a name of {} and of {}", other.name, outlet.name);
                return self.wrong.push((outlet.line, message));
            }
        }
    }
}

/// The value as the command line takes it, or what is wrong with it.
fn word(key: &Key, value: &DeValue<'_>) -> Result<String, String> {
    let number = || match value {
        DeValue::Integer(number) => number.to_string().parse().ok(),
        DeValue::Float(number) => number.to_string().parse().ok(),
        _ => None,
    };
    match key.kind {
        Kind::Choice(words) => match value.as_str() {
            Some(word) if words.contains(&word) => Ok(word.to_owned()),
            Some(word) => Err(unknown("value", word, words)),
            None => Err(format!("one of {} is needed", listed(words))),
        },
        Kind::Number(low, high) => match number() {
            Some(number) if (low..=high).contains(&number) => Ok(number.to_string()),
            _ => Err(format!("a number from {low} to {high} is needed")),
        },
        Kind::Count(low, high) => {
            match value.as_integer().and_then(|number| number.to_string().parse::<u64>().ok()) {
                Some(number) if (low..=high).contains(&number) => Ok(number.to_string()),
                _ => Err(format!("a whole number from {low} to {high} is needed")),
            }
        }
        Kind::Size => match value.as_str().map(|text| (text, limits::size(text))) {
            Some((text, Ok(_))) => Ok(text.to_owned()),
            _ => {
                Err("a number of bytes in quotation marks is needed, such as \"500K\", \"256M\" or \"8G\""
                    .into())
            }
        },
        Kind::Formats => formats(value),
    }
}

fn formats(value: &DeValue<'_>) -> Result<String, String> {
    let all: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    let names = strings(value).ok_or_else(|| format!("a list of formats is needed: {}", listed(&all)))?;
    match names.iter().find(|name| Format::named(name).is_none()) {
        Some(name) => Err(unknown("format", name, &all)),
        None => Ok(names.join(",")),
    }
}

/// A list of strings.
pub fn strings(value: &DeValue<'_>) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
}

fn listed(words: &[&str]) -> String {
    words.join(", ")
}
