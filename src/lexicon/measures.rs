//! Units of measure by word and by symbol.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::phrases::Phrases;
use super::rows::{alternatives, rows};
use super::table::{WordMap, WordSet};

/// A unit of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure<'a> {
    /// Kind of quantity in snake case.
    pub dimension: &'static str,
    /// UCUM code.
    pub code: &'a str,
    /// Singular English name.
    pub name: &'a str,
    /// base = value * factor + offset
    pub factor: Decimal,
    /// See `factor`.
    pub offset: Decimal,
    /// Code of the base unit.
    pub base: &'static str,
    /// Whether its symbols mean something else too, so that they count only where they are written on to the figure.
    pub ambiguous: bool,
}

struct Measures {
    all: Vec<Measure<'static>>,
    /// Places among all.
    words: Phrases<u16>,
    symbols: WordMap<u16>,
    /// Everything that a symbol begins with, itself included.
    beginnings: WordSet,
}

static MEASURES: LazyLock<Measures> = LazyLock::new(|| {
    // for about as many as there are: what grows is copied
    let (mut all, mut words) = (Vec::with_capacity(512), Vec::with_capacity(1536));
    let mut symbols = Vec::with_capacity(1024);
    for row in rows(include_str!("en/units.tsv")) {
        let [dimension, code, name, factor, offset, base, ..] = row[..] else { continue };
        let (Ok(factor), Ok(offset)) = (factor.parse(), offset.parse()) else { continue };
        let ambiguous = row.get(8).is_some_and(|n| n.starts_with("ambiguous"));
        let list = |column: usize| names(row.get(column).copied().unwrap_or(""));
        words.extend(list(6).map(|word| (word, all.len() as u16)));
        symbols.extend(list(7).map(|symbol| (symbol, all.len() as u16)));
        all.push(Measure { dimension, code, name, factor, offset, base, ambiguous });
    }
    Measures {
        all,
        words: Phrases::of(words.into_iter()),
        beginnings: symbols.iter().flat_map(|(symbol, _)| beginnings(symbol)).collect(),
        symbols: symbols.into_iter().collect(),
    }
});

/// The names in a cell.
fn names(cell: &'static str) -> impl Iterator<Item = &'static str> {
    alternatives(cell).filter(|name| !name.is_empty())
}

fn beginnings(symbol: &'static str) -> impl Iterator<Item = &'static str> {
    symbol.char_indices().map(|(at, c)| &symbol[..at + c.len_utf8()])
}

/// Whether a symbol of a unit begins with `word`, or is it (case counts).
pub(crate) fn begins_measure_symbol(word: &str) -> bool {
    MEASURES.beginnings.contains(word)
}

/// Whether the words that name a unit can begin with the lower-case `word`.
pub(crate) fn begins_measure(word: &str) -> bool {
    MEASURES.words.begins(word)
}

/// The unit that is written `symbol` (case counts).
pub(crate) fn measure_by_symbol(symbol: &str) -> Option<Measure<'static>> {
    MEASURES.symbols.get(symbol).map(|place| MEASURES.all[usize::from(place)])
}

/// The unit named by the lower-case words `word(0)`, `word(1)`, ..., and how many words name it.
pub(crate) fn measure_by_words<'d>(word: impl Fn(usize) -> &'d str) -> Option<(Measure<'static>, usize)> {
    let (place, words) = MEASURES.words.longest(word)?;
    Some((MEASURES.all[usize::from(place)], words))
}

/// All words and symbols that name a unit.
pub(crate) fn measure_names() -> Vec<&'static str> {
    rows(include_str!("en/units.tsv"))
        .flat_map(|row| [row.get(6).copied().unwrap_or(""), row.get(7).copied().unwrap_or("")])
        .flat_map(names)
        .collect()
}
