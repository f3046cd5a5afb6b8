//! Rates between currencies: given by the user or stated in the articles ("200 million euros ($265 million)").

use std::collections::BTreeMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::lexicon::is_currency_code;

/// A rate as the user states it: `EUR=1.09USD`.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// ISO 4217 code of the currency of which one is converted.
    pub from: String,
    /// ISO 4217 code of the currency that it is converted into.
    pub to: String,
    /// What one `from` is in `to`; above zero.
    pub value: Decimal,
}

/// Why a rate could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RateError {
    /// It does not have the form of a rate.
    #[error("a rate looks like EUR=1.09USD: one euro is 1.09 US dollars")]
    Form,
    /// A code is not in ISO 4217.
    #[error("{0} is no currency code of ISO 4217; a rate looks like EUR=1.09USD")]
    Currency(String),
    /// The number is zero or below.
    #[error("a rate is above zero")]
    NotPositive,
}

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, RateError> {
        let (from, right) = text.split_once('=').ok_or(RateError::Form)?;
        let right = right.trim();
        let at = right.find(|c: char| c.is_alphabetic()).ok_or(RateError::Form)?;
        let value: Decimal = right[..at].trim().parse().map_err(|_| RateError::Form)?;
        let [from, to] = [from, &right[at..]].map(|code| code.trim().to_ascii_uppercase());
        for code in [&from, &to] {
            if !is_currency_code(code) {
                return Err(RateError::Currency(code.clone()));
            }
        }
        if value <= Decimal::ZERO { Err(RateError::NotPositive) } else { Ok(Rate { from, to, value }) }
    }
}

/// Known rates: one of the first currency in the second.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rates {
    stated: BTreeMap<(String, String), Vec<Decimal>>,
}

impl FromIterator<Rate> for Rates {
    fn from_iter<I: IntoIterator<Item = Rate>>(stated: I) -> Self {
        let mut rates = Rates::new();
        stated.into_iter().for_each(|rate| rates.state(&rate.from, &rate.to, rate.value));
        rates
    }
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

    /// Takes over the rates of `other` between currencies of which none is known here.
    pub(crate) fn learn(&mut self, other: &Rates) {
        let new = |((from, to), _): &(&(String, String), &Vec<Decimal>)| self.between(from, to).is_none();
        let stated: Vec<_> = other.stated.iter().filter(new).collect();
        self.stated.extend(stated.into_iter().map(|(pair, rates)| (pair.clone(), rates.clone())));
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
    fn a_rate_is_read_as_it_is_written() {
        let rate: Rate = "EUR=1.09USD".parse().expect("a rate");
        assert_eq!(rate, Rate { from: "EUR".into(), to: "USD".into(), value: Decimal::new(109, 2) });
        assert_eq!(" gbp = 1.25 eur ".parse::<Rate>().map(|rate| rate.to), Ok("EUR".into()));
        assert_eq!("EUR".parse::<Rate>(), Err(RateError::Form));
        assert_eq!("EUR=USD".parse::<Rate>(), Err(RateError::Form));
        assert_eq!("EUR=1.09".parse::<Rate>(), Err(RateError::Form));
        assert_eq!("EUX=1.09USD".parse::<Rate>(), Err(RateError::Currency("EUX".into())));
        assert_eq!("EUR=0USD".parse::<Rate>(), Err(RateError::NotPositive));
    }

    #[test]
    fn a_rate_holds_both_ways() {
        let mut rates = Rates::new();
        rates.state("EUR", "USD", Decimal::new(125, 2));
        assert_eq!(rates.between("EUR", "USD"), Some(Decimal::new(125, 2)));
        assert_eq!(rates.between("USD", "EUR"), Some(Decimal::new(8, 1)));
        assert_eq!(rates.between("USD", "GBP"), None);
    }
}
