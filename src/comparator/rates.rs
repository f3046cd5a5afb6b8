//! Rates between currencies: given by the user or stated in the articles ("200 million euros ($265 million)").

use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// Known rates: one of the first currency in the second.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rates {
    stated: BTreeMap<(String, String), Vec<Decimal>>,
}

impl Rates {
    /// No rate is known.
    pub fn new() -> Self {
        Rates::default()
    }

    /// States that one `from` is `rate` in `to`. Rates that are not positive are left out.
    pub fn state(&mut self, from: &str, to: &str, rate: Decimal) {
        if rate > Decimal::ZERO && from != to {
            self.stated.entry((from.into(), to.into())).or_default().push(rate);
        }
    }

    /// Whether no rate is known.
    pub fn is_empty(&self) -> bool {
        self.stated.is_empty()
    }

    /// One `from` in `to`: the middle one of the rates that were stated, either way round.
    pub fn between(&self, from: &str, to: &str) -> Option<Decimal> {
        let forth = self.stated.get(&(from.into(), to.into())).into_iter().flatten().copied();
        let back = self.stated.get(&(to.into(), from.into())).into_iter().flatten();
        let mut all: Vec<Decimal> =
            forth.chain(back.filter_map(|rate| Decimal::ONE.checked_div(*rate))).collect();
        all.sort_unstable();
        all.get(all.len() / 2).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_holds_both_ways() {
        let mut rates = Rates::new();
        rates.state("EUR", "USD", Decimal::new(125, 2));
        assert_eq!(rates.between("EUR", "USD"), Some(Decimal::new(125, 2)));
        assert_eq!(rates.between("USD", "EUR"), Some(Decimal::new(8, 1)));
        assert_eq!(rates.between("USD", "GBP"), None);
    }
}
