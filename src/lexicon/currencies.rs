//! Currencies by symbol and by name.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::rows::{alternatives, rows};
use super::table::{WordMap, WordSet};
use rust_decimal::Decimal;

/// A currency or its minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Currency {
    /// ISO 4217 code of the major unit.
    pub code: &'static str,
    /// Value in the major unit: 1, or 0.01 for cents.
    pub factor: Decimal,
    /// Singular English name.
    pub name: &'static str,
}

impl Currency {
    /// The code of the unit as written: ISO 4217; a minor unit, which has no ISO code, has a "c" (centi) before that
    /// of its currency ("cUSD"), so that "19 cents" are not read as 19 dollars.
    pub(crate) fn unit_code(&self) -> String {
        if self.factor == Decimal::ONE { self.code.into() } else { format!("c{}", self.code) }
    }
}

/// No symbol of a currency has more bytes.
pub(crate) const LONGEST_SYMBOL: usize = 16;

struct Currencies {
    all: Vec<Currency>,
    /// Places among all.
    words: Phrases<u16>,
    symbols: WordMap<u16>,
    /// Everything that a symbol ends with, itself included.
    endings: WordSet,
    codes: WordSet,
}

static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| {
    // for about as many as there are: what grows is copied
    let (mut all, mut words) = (Vec::with_capacity(256), Vec::with_capacity(1024));
    let mut symbols = Vec::with_capacity(512);
    for row in rows(include_str!("en/currencies.tsv")) {
        let (Some(code), Some(factor), Some(name)) = (row.first(), row.get(1), row.get(2)) else { continue };
        let list = |column: usize| {
            alternatives(row.get(column).copied().unwrap_or("")).filter(|word| !word.is_empty())
        };
        words.extend(list(3).map(|word| (word, all.len() as u16)));
        symbols.extend(list(4).map(|symbol| (symbol, all.len() as u16)));
        all.push(Currency { code, factor: factor.parse().unwrap_or(Decimal::ONE), name });
    }
    debug_assert!(symbols.iter().all(|(symbol, _)| symbol.len() <= LONGEST_SYMBOL), "a longer symbol");
    Currencies {
        words: Phrases::of(words.into_iter()),
        endings: symbols.iter().flat_map(|(symbol, _)| endings(symbol)).collect(),
        symbols: symbols.into_iter().collect(),
        codes: all.iter().map(|currency| currency.code).collect(),
        all,
    }
});

fn endings(symbol: &'static str) -> impl Iterator<Item = &'static str> {
    symbol.char_indices().map(|(at, _)| &symbol[at..])
}

/// Whether a symbol of a currency ends with `word`, or is it (case counts).
pub(crate) fn ends_currency_symbol(word: &str) -> bool {
    CURRENCIES.endings.contains(word)
}

/// Whether `code` is an ISO 4217 code of a currency, in capitals.
pub(crate) fn is_currency_code(code: &str) -> bool {
    CURRENCIES.codes.contains(code)
}

/// The currency that is written `symbol` (case counts).
pub(crate) fn currency_by_symbol(symbol: &str) -> Option<Currency> {
    CURRENCIES.symbols.get(symbol).map(|place| CURRENCIES.all[usize::from(place)])
}

/// The currency named by the lower-case words `word(0)`, `word(1)`, ..., and how many words name it.
pub(crate) fn currency_by_words<'d>(word: impl Fn(usize) -> &'d str) -> Option<(Currency, usize)> {
    let (place, words) = CURRENCIES.words.longest(word)?;
    Some((CURRENCIES.all[usize::from(place)], words))
}
