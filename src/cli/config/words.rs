//! The table `[lexicon]`: nouns, units and words for aspects that the desk adds to those of the program.

use claimdiff::{AddedUnit, Lexicon, LexiconError};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::print::{origin, quoted};
use super::read::{Name, Reader, strings};
use super::{Config, Words};
use claimdiff::error::unknown;

/// The name of the table.
pub const LEXICON: &str = "lexicon";
/// Its tables.
const TABLES: [&str; 3] = ["nouns", "units", "aspects"];
/// What is said of a unit.
const OF_UNIT: [&str; 4] = ["is", "words", "symbols", "code"];

type Value<'i> = Spanned<DeValue<'i>>;

impl Words {
    /// The words of the program with these.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

/// Reads the table.
pub fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) {
    for (name, value) in table {
        let known = name.get_ref().as_ref();
        if !TABLES.contains(&known) {
            reader.complain(name.span(), unknown("table", known, &TABLES));
            continue;
        }
        let Some(table) = value.get_ref().as_table() else {
            reader.complain(name.span(), format!("{known} is a table: [{LEXICON}.{known}]"));
            continue;
        };
        for (name, value) in table {
            match known {
                "nouns" => noun(reader, name, value),
                "units" => unit(reader, name, value),
                _ => aspect(reader, name, value),
            }
        }
    }
}

fn noun(reader: &mut Reader<'_>, plural: &Name<'_>, value: &Value<'_>) {
    let shown = plural.get_ref();
    let Some(singular) = value.get_ref().as_str() else {
        let example = "a noun looks like children = \"child\"";
        return reader.complain(value.span(), format!("{shown}: {example}"));
    };
    match reader.config.words.lexicon.add_noun(shown, singular) {
        Ok(()) => {
            let line = reader.line(plural.span());
            reader.config.words.nouns.push((shown.to_string(), singular.to_owned(), line));
        }
        Err(error) => reader.complain(plural.span(), format!("{shown}: {error}")),
    }
}

fn aspect(reader: &mut Reader<'_>, aspect: &Name<'_>, value: &Value<'_>) {
    let shown = aspect.get_ref();
    let Some(words) = strings(value.get_ref()) else {
        return reader.complain(value.span(), format!("{shown}: a list of words is needed: [\"...\"]"));
    };
    for word in &words {
        match reader.config.words.lexicon.add_aspect(shown, word) {
            Ok(()) => {}
            Err(error @ LexiconError::UnknownAspect(_)) => {
                return reader.complain(aspect.span(), error.to_string());
            }
            Err(error) => return reader.complain(value.span(), format!("{shown}: {error}")),
        }
    }
    let line = reader.line(aspect.span());
    reader.config.words.aspects.push((shown.to_string(), words, line));
}

fn unit(reader: &mut Reader<'_>, name: &Name<'_>, value: &Value<'_>) {
    let shown = name.get_ref();
    let Some(table) = value.get_ref().as_table() else {
        let example = format!("{shown} is a table: [{LEXICON}.units.{shown}]");
        return reader.complain(name.span(), example);
    };
    let before = reader.wrong.len();
    let mut unit = AddedUnit { name: shown.to_string(), ..AddedUnit::default() };
    let mut size = name.span();
    for (key, value) in table {
        let list = strings(value.get_ref());
        let text = value.get_ref().as_str().map(str::to_owned);
        match (key.get_ref().as_ref(), list, text) {
            ("is", _, Some(text)) => (unit.is, size) = (text, value.span()),
            ("is", ..) => {
                let message = "is: a number and a unit are needed, such as \"100 kg\"";
                reader.complain(value.span(), message.to_owned());
            }
            ("code", _, Some(text)) => unit.code = Some(text),
            ("code", ..) => reader.complain(value.span(), "code: a code in quotation marks is needed".into()),
            ("words", Some(list), _) => unit.words = list,
            ("symbols", Some(list), _) => unit.symbols = list,
            (list @ ("words" | "symbols"), ..) => {
                reader.complain(value.span(), format!("{list}: a list of words is needed: [\"...\"]"));
            }
            (other, ..) => reader.complain(key.span(), unknown("key", other, &OF_UNIT)),
        }
    }
    if reader.wrong.len() > before {
        return;
    }
    match reader.config.words.lexicon.add_unit(&unit) {
        Ok(()) => {
            let line = reader.line(name.span());
            reader.config.words.units.push((unit, line));
        }
        Err(error) => reader.complain(size, format!("is: {error}")),
    }
}

/// The table as TOML, with the lines that it comes from.
pub fn document(config: &Config) -> String {
    let words = &config.words;
    let list = |words: &[String]| {
        format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
    };
    let mut out = String::new();
    let mut section = |name: &str, lines: Vec<(String, usize)>| {
        if !lines.is_empty() {
            out.push_str(&format!("\n[{LEXICON}.{name}]\n"));
        }
        for (line, at) in lines {
            out.push_str(&format!("{line:<32}# {}\n", origin(config, at)));
        }
    };
    let nouns = words.nouns.iter();
    section(
        "nouns",
        nouns.map(|(many, one, at)| (format!("{} = {}", quoted(many), quoted(one)), *at)).collect(),
    );
    let aspects = words.aspects.iter();
    section("aspects", aspects.map(|(name, own, at)| (format!("{name} = {}", list(own)), *at)).collect());
    for (unit, at) in &words.units {
        out.push_str(&format!("\n[{LEXICON}.units.{}]  # {}\n", quoted(&unit.name), origin(config, *at)));
        out.push_str(&format!("is = {}\n", quoted(&unit.is)));
        out.push_str(&format!("words = {}\nsymbols = {}\n", list(&unit.words), list(&unit.symbols)));
        out.extend(unit.code.iter().map(|code| format!("code = {}\n", quoted(code))));
    }
    out
}
