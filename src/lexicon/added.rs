//! The words that are known: those of the data files, and those that somebody adds.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::measures::{self, Measure};
use super::rows::rows;
use super::{forms, nouns};
use crate::error::unknown;

/// Words, with those that were added to the ones of the program. An added word goes before one of the program.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Whether each noun is a plural, and its singular.
    nouns: FxHashMap<String, (bool, String)>,
    units: Vec<Unit>,
    /// By first word: the other words of a name, and the unit that it names; the longest first.
    unit_words: FxHashMap<String, Vec<(Vec<String>, usize)>>,
    unit_symbols: FxHashMap<String, usize>,
    /// By first word, in each of its forms; the longest first.
    triggers: FxHashMap<String, Vec<Trigger>>,
}

/// A unit of measure as it is added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddedUnit {
    /// Singular English name.
    pub name: String,
    /// What one of it is in a known unit: "100 kg".
    pub is: String,
    /// The words that name it; where there are none, its name in the singular and the plural.
    pub words: Vec<String>,
    /// What it is written as right behind a figure; capitals count.
    pub symbols: Vec<String>,
    /// UCUM code, if it has one.
    pub code: Option<String>,
}

/// Why a word cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// Not a single word.
    #[error("\"{0}\" is no single word")]
    NoWord(String),
    /// No aspect has this name; the message names one that is close, or all.
    #[error("{0}")]
    UnknownAspect(String),
    /// A unit without its size.
    #[error("a number and a unit are needed, such as \"100 kg\"")]
    NoSize,
    /// No unit has this name; the message names one that is close.
    #[error("{0}")]
    UnknownUnit(String),
    /// Degrees of temperature have no size by which they could be multiplied.
    #[error("a unit cannot be made from degrees of temperature")]
    Temperature,
}

#[derive(Debug, Clone)]
struct Unit {
    dimension: &'static str,
    code: String,
    name: String,
    factor: Decimal,
    base: &'static str,
}

/// Words that give an aspect.
#[derive(Debug, Clone)]
struct Trigger {
    /// The words behind the first.
    rest: Vec<String>,
    aspect: &'static str,
    /// Kinds of quantity that the aspect goes with.
    dimensions: Vec<&'static str>,
}

/// The aspects with the kinds of quantity that each goes with.
static ASPECTS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("en/aspects.tsv")).filter_map(|row| Some((*row.first()?, *row.get(1)?))).collect()
});

impl Lexicon {
    /// The data files alone.
    pub fn new() -> Self {
        Lexicon::default()
    }

    /// All that was added, the same text for the same words whatever the order in which they came.
    pub(crate) fn added(&self) -> String {
        let mut words: Vec<String> = self.nouns.iter().map(|noun| format!("{noun:?}")).collect();
        words.extend(self.unit_words.iter().map(|(first, names)| {
            let units: Vec<_> = names.iter().map(|(rest, unit)| (rest, &self.units[*unit])).collect();
            format!("{first} {units:?}")
        }));
        words.extend(
            self.unit_symbols.iter().map(|(symbol, unit)| format!("{symbol} {:?}", self.units[*unit])),
        );
        words.extend(self.triggers.iter().map(|trigger| format!("{trigger:?}")));
        words.sort_unstable();
        words.join("\n")
    }

    /// Adds a noun that is counted, in the plural and in the singular; both are the same where it has but one form.
    ///
    /// # Errors
    /// [`LexiconError::NoWord`].
    pub fn add_noun(&mut self, plural: &str, singular: &str) -> Result<(), LexiconError> {
        let (plural, singular) = (word(plural)?, word(singular)?);
        self.nouns.insert(singular.clone(), (false, singular.clone()));
        self.nouns.insert(plural, (true, singular));
        Ok(())
    }

    /// Adds a unit of measure of a known kind.
    ///
    /// # Errors
    /// What is wrong with its size.
    pub fn add_unit(&mut self, unit: &AddedUnit) -> Result<(), LexiconError> {
        let (value, measure) = size(&unit.is)?;
        let factor = value.checked_mul(measure.factor).ok_or(LexiconError::NoSize)?;
        let code = unit.code.clone().unwrap_or_else(|| format!("[{}]", unit.name.replace(' ', "_")));
        let (dimension, base, name) = (measure.dimension, measure.base, unit.name.clone());
        let at = self.units.len();
        self.units.push(Unit { dimension, code, name, factor, base });
        let plural = format!("{}s", unit.name);
        let own = [unit.name.clone(), plural];
        let words = if unit.words.is_empty() { &own[..] } else { &unit.words };
        for phrase in words {
            if let Some((first, rest)) = phrase_words(phrase) {
                add(&mut self.unit_words, first, (rest, at), |(rest, _)| rest.len());
            }
        }
        self.unit_symbols.extend(unit.symbols.iter().map(|symbol| (symbol.trim().to_owned(), at)));
        Ok(())
    }

    /// Adds a word or words that say of a figure what `aspect` says; of the first all forms count.
    ///
    /// # Errors
    /// [`LexiconError::UnknownAspect`], or [`LexiconError::NoWord`] for an empty text.
    pub fn add_aspect(&mut self, aspect: &str, words: &str) -> Result<(), LexiconError> {
        let rows: Vec<_> = ASPECTS.iter().filter(|(name, _)| *name == aspect).collect();
        let Some((name, _)) = rows.first() else {
            let names: Vec<&str> = ASPECTS.iter().map(|(name, _)| *name).collect();
            return Err(LexiconError::UnknownAspect(unknown("aspect", aspect, &names)));
        };
        let dimensions: Vec<&str> = rows.iter().flat_map(|(_, dimensions)| dimensions.split('|')).collect();
        let (first, rest) = phrase_words(words).ok_or_else(|| LexiconError::NoWord(words.to_owned()))?;
        for form in forms(&first) {
            let trigger = Trigger { rest: rest.clone(), aspect: name, dimensions: dimensions.clone() };
            add(&mut self.triggers, form, trigger, |trigger| trigger.rest.len());
        }
        Ok(())
    }

    /// Whether nouns were added.
    pub(crate) fn has_nouns(&self) -> bool {
        !self.nouns.is_empty()
    }

    /// Whether the lower-case word is a noun that was added, and then whether it is a plural.
    pub(crate) fn added_noun(&self, word: &str) -> Option<bool> {
        self.nouns.get(word).map(|(plural, _)| *plural)
    }

    /// The singular of a lower-case noun; the word itself when it is no plural.
    pub(crate) fn singular(&self, word: &str) -> String {
        match self.nouns.get(word) {
            Some((_, singular)) => singular.clone(),
            None => nouns::singular(word),
        }
    }

    /// Whether the words that name a unit can begin with the lower-case `word`.
    pub(crate) fn begins_measure(&self, word: &str) -> bool {
        measures::begins_measure(word) || self.unit_words.contains_key(word)
    }

    /// Whether a symbol of a unit begins with `word`, or is it (case counts).
    pub(crate) fn begins_measure_symbol(&self, word: &str) -> bool {
        let added = || self.unit_symbols.keys().any(|symbol| symbol.starts_with(word));
        measures::begins_measure_symbol(word) || !word.is_empty() && added()
    }

    /// The unit that is written `symbol` (case counts).
    pub(crate) fn measure_by_symbol(&self, symbol: &str) -> Option<Measure<'_>> {
        match self.unit_symbols.get(symbol) {
            Some(unit) => Some(self.units[*unit].measure()),
            None => measures::measure_by_symbol(symbol),
        }
    }

    /// The unit named by the lower-case words `word(0)`, `word(1)`, ..., and how many words name it.
    pub(crate) fn measure_by_words<'d>(
        &self,
        word: impl Fn(usize) -> &'d str,
    ) -> Option<(Measure<'_>, usize)> {
        let added = self.unit_words.get(word(0)).and_then(|list| {
            let (rest, unit) = list.iter().find(|(rest, _)| follow(rest, &word))?;
            Some((self.units[*unit].measure(), rest.len() + 1))
        });
        added.or_else(|| measures::measure_by_words(word))
    }

    /// The aspect that was added for the lower-case words `word(0)`, `word(1)`, ..., if it goes with `dimension`.
    pub(crate) fn aspect<'d>(
        &self,
        word: impl Fn(usize) -> &'d str,
        dimension: &str,
    ) -> Option<&'static str> {
        if self.triggers.is_empty() {
            return None;
        }
        let goes = |trigger: &&Trigger| trigger.dimensions.iter().any(|d| *d == "*" || *d == dimension);
        let list = self.triggers.get(word(0))?;
        list.iter().filter(goes).find(|trigger| follow(&trigger.rest, &word)).map(|trigger| trigger.aspect)
    }
}

impl Unit {
    fn measure(&self) -> Measure<'_> {
        Measure {
            dimension: self.dimension,
            code: &self.code,
            name: &self.name,
            factor: self.factor,
            offset: Decimal::ZERO,
            base: self.base,
            ambiguous: false,
        }
    }
}

/// Whether `rest` are the words behind the first.
fn follow<'d>(rest: &[String], word: &impl Fn(usize) -> &'d str) -> bool {
    rest.iter().enumerate().all(|(k, next)| word(k + 1) == next)
}

/// Adds `entry` under `first`, longer ones before shorter ones.
fn add<T>(table: &mut FxHashMap<String, Vec<T>>, first: String, entry: T, length: impl Fn(&T) -> usize) {
    let list = table.entry(first).or_default();
    list.push(entry);
    list.sort_by_key(|entry| std::cmp::Reverse(length(entry)));
}

/// A single word in lower case.
fn word(text: &str) -> Result<String, LexiconError> {
    let word = text.trim();
    let single = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    if single { Ok(word.to_lowercase()) } else { Err(LexiconError::NoWord(text.to_owned())) }
}

/// The first word in lower case, and those behind it.
fn phrase_words(phrase: &str) -> Option<(String, Vec<String>)> {
    let mut words = phrase.split([' ', '-']).filter(|word| !word.is_empty()).map(str::to_lowercase);
    Some((words.next()?, words.collect()))
}

/// "100 kg" as a number and a known unit.
fn size(text: &str) -> Result<(Decimal, Measure<'static>), LexiconError> {
    let (number, unit) = text.trim().split_once(' ').ok_or(LexiconError::NoSize)?;
    let number: Decimal = number.replace(',', "").parse().map_err(|_| LexiconError::NoSize)?;
    let unit = unit.trim();
    if number <= Decimal::ZERO || unit.is_empty() {
        return Err(LexiconError::NoSize);
    }
    let lower = unit.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-']).collect();
    let by_words = || {
        let (measure, count) = measures::measure_by_words(|k| words.get(k).copied().unwrap_or(""))?;
        (count == words.len()).then_some(measure)
    };
    let measure = measures::measure_by_symbol(unit).or_else(by_words);
    let measure = measure.ok_or_else(|| {
        LexiconError::UnknownUnit(close(unit).unwrap_or_else(|| format!("unknown unit \"{unit}\"")))
    })?;
    if measure.offset == Decimal::ZERO { Ok((number, measure)) } else { Err(LexiconError::Temperature) }
}

/// What is said of a unit that is not known, where one of the known ones is close to it.
fn close(unit: &str) -> Option<String> {
    let message = unknown("unit", unit, &measures::measure_names());
    message.contains("did you mean").then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::normalizer::{extract, extract_with};

    fn unit(name: &str, is: &str) -> AddedUnit {
        AddedUnit { name: name.into(), is: is.into(), ..AddedUnit::default() }
    }

    #[test]
    fn an_added_noun_is_counted_by_its_singular() {
        let mut lexicon = Lexicon::new();
        lexicon.add_noun("mujahideen", "mujahid").expect("a noun");
        let article = Article::new("a", "Officials said that 40 Mujahideen were killed near Sarvik.");
        assert_eq!(extract_with(&article, &lexicon)[0].quantity.unit.name, "mujahid");
        assert_ne!(extract(&article)[0].quantity.unit.name, "mujahid");
    }

    #[test]
    fn an_added_unit_is_converted() {
        let mut lexicon = Lexicon::new();
        let ardeb = AddedUnit { symbols: vec!["ard".into()], ..unit("ardeb", "198 litres") };
        lexicon.add_unit(&ardeb).expect("a unit");
        for text in ["Farmers in Dorenna sold 40 ardebs of rice.", "Farmers in Dorenna sold 40 ard of rice."]
        {
            let article = Article::new("a", text);
            let quantity = extract_with(&article, &lexicon).remove(0).quantity;
            assert_eq!(
                (quantity.dimension.as_str(), quantity.unit.code.as_str()),
                ("volume", "[ardeb]"),
                "{text}"
            );
            assert_eq!(quantity.base.unit, "m3");
            assert_eq!(quantity.low, Some(Decimal::from(40)));
            assert_eq!(quantity.base.low, Some(Decimal::new(7821, 3)));
            assert_ne!(extract(&article)[0].quantity.dimension, "volume", "{text}");
        }
    }

    #[test]
    fn an_added_word_gives_its_aspect_in_all_its_forms() {
        let mut lexicon = Lexicon::new();
        lexicon.add_aspect("killed", "neutralise").expect("an aspect");
        lexicon.add_aspect("displaced", "lose the roof").expect("an aspect");
        for (text, aspect) in [
            ("Troops neutralised 40 fighters near Sarvik.", "killed"),
            ("Some 40 fighters were neutralised.", "killed"),
            ("Some 400 families lost the roof over their heads.", "displaced"),
        ] {
            let article = Article::new("a", text);
            assert_eq!(extract_with(&article, &lexicon)[0].aspect.as_deref(), Some(aspect), "{text}");
            assert_ne!(extract(&article)[0].aspect.as_deref(), Some(aspect), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_added_says_why() {
        let mut lexicon = Lexicon::new();
        assert_eq!(lexicon.add_noun("two words", "x"), Err(LexiconError::NoWord("two words".into())));
        let aspect = lexicon.add_aspect("kiled", "neutralise").expect_err("no such aspect").to_string();
        assert_eq!(aspect, "unknown aspect \"kiled\"; did you mean \"killed\"?");
        for is in ["", "100", "kg", "0 kg", "-1 kg", "many kg"] {
            assert_eq!(lexicon.add_unit(&unit("x", is)), Err(LexiconError::NoSize), "{is}");
        }
        let unknown = lexicon.add_unit(&unit("x", "100 kilogrm")).expect_err("no such unit").to_string();
        assert_eq!(unknown, "unknown unit \"kilogrm\"; did you mean \"kilogram\"?");
        assert_eq!(lexicon.add_unit(&unit("x", "2 °C")), Err(LexiconError::Temperature));
    }
}
