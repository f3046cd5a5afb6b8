//! The range that a claim allows, in words that an editor reads at a glance: "$1,000 – $2,000/month", "≥ 900".

use rust_decimal::Decimal;

use super::layout::TIE;
use super::visible;
use crate::claim::{Bound, Quantity, Trend, Unit};
use crate::comparator::period_of;

/// The unit in which the ranges of one fact are shown, so that they can be compared by eye.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Display<'a> {
    unit: &'a Unit,
    base: &'a str,
    per: &'a [Unit],
    /// Base units in one unit.
    factor: Decimal,
    /// Base units at zero of the unit (temperatures).
    offset: Decimal,
}

impl<'a> Display<'a> {
    /// The unit that most of `quantities` are written in; of equals, the first.
    pub fn common(quantities: &[&'a Quantity]) -> Option<Self> {
        let same = |a: &Quantity, b: &Quantity| a.unit.code == b.unit.code && a.per == b.per;
        let votes = |one: &Quantity| quantities.iter().filter(|other| same(one, other)).count();
        let mut best: Option<&'a Quantity> = None;
        for quantity in quantities.iter().copied() {
            if best.is_none_or(|best| votes(quantity) > votes(best)) {
                best = Some(quantity);
            }
        }
        let best = best?;
        let closed =
            |quantity: &&&Quantity| quantity.low.is_some() && quantity.high.is_some() && same(best, quantity);
        Some(Display::of(quantities.iter().find(closed).copied().unwrap_or(best)))
    }

    /// The unit that `quantity` is written in.
    pub fn of(quantity: &'a Quantity) -> Self {
        let (factor, offset) = conversion(quantity);
        Display { unit: &quantity.unit, base: &quantity.base.unit, per: &quantity.per, factor, offset }
    }

    /// Whether the base range of `quantity` can be shown in this unit.
    fn suits(&self, quantity: &Quantity) -> bool {
        self.shares_base(quantity) && self.per == quantity.per
    }

    fn shares_base(&self, quantity: &Quantity) -> bool {
        // "23" after "the death toll rose to" is a count like "23 people".
        let counts = |unit: &str| unit.starts_with('{') || unit.is_empty() || unit == "1";
        self.base == quantity.base.unit || counts(self.base) && counts(&quantity.base.unit)
    }

    /// Where `quantity` can stand on an axis in this unit: what its base figures are multiplied with first, which is
    /// one but for rates over another period. `None` for another currency or another kind of unit.
    pub fn scale(&self, quantity: &Quantity) -> Option<Decimal> {
        if !self.shares_base(quantity) {
            return None;
        }
        match (period_of(self.per), period_of(&quantity.per)) {
            (Some((_, own)), Some((_, other))) => other.checked_div(own),
            _ => Some(Decimal::ONE),
        }
    }

    /// The code of the unit.
    pub fn code(&self) -> &'a str {
        &self.unit.code
    }

    /// A figure in base units as one in this unit.
    pub fn position(&self, base: Decimal) -> Option<Decimal> {
        base.checked_sub(self.offset)?.checked_div(self.factor)
    }

    /// A figure in this unit as one in base units.
    pub fn base_of(&self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.factor)?.checked_add(self.offset)
    }

    /// What the figures on an axis in this unit are: "US dollars/month", "kilometres", "%"; empty for plain numbers.
    pub fn title(&self) -> String {
        let unit = match self.unit.code.as_str() {
            "%" => "%".into(),
            code if code.starts_with('{') || self.unit.name.is_empty() => String::new(),
            _ if self.unit.name == "magnitude" => "magnitude".into(),
            _ => plural(&visible::line(&self.unit.name)),
        };
        format!("{unit}{}", rate(self.per))
    }

    fn convert(&self, base: Decimal) -> Decimal {
        let value =
            base.checked_sub(self.offset).and_then(|value| value.checked_div(self.factor)).unwrap_or(base);
        let rounded = if self.factor == Decimal::ONE && self.offset.is_zero() {
            value
        } else {
            value.round_sf(4).unwrap_or(value)
        };
        rounded.normalize()
    }
}

/// The range that `quantity` allows, in the unit of `display` where that is possible.
pub(super) fn allowed(quantity: &Quantity, display: Option<&Display<'_>>) -> String {
    let own;
    let display = match display {
        Some(display) if display.suits(quantity) => display,
        _ => {
            own = Display::of(quantity);
            &own
        }
    };
    range(quantity, display)
}

/// The range that `quantity` allows, in its own unit.
pub(super) fn reading(quantity: &Quantity) -> String {
    range(quantity, &Display::of(quantity))
}

fn range(quantity: &Quantity, display: &Display<'_>) -> String {
    let low = quantity.base.low.map(|value| display.convert(value));
    let high = quantity.base.high.map(|value| display.convert(value));
    // "Up to 40" has zero as its floor, which nobody needs to read.
    let low = low.filter(|value| !(value.is_zero() && quantity.low.is_none() && high.is_some()));
    let (sign, suffix) = marks(display, high.or(low));
    let amount = |value: Decimal| {
        if value.is_sign_negative() {
            format!("−{sign}{}", number(value.abs()))
        } else {
            format!("{sign}{}", number(value))
        }
    };
    let change = match quantity.trend {
        Some(Trend::Up) => "up ",
        Some(Trend::Down) => "down ",
        None => "",
    };
    let body = match (low, high) {
        (None, None) => return "open".into(),
        (Some(low), None) => format!("≥{TIE}{}", amount(low)),
        (None, Some(high)) if quantity.bound == Bound::LessThan => format!("<{TIE}{}", amount(high)),
        (None, Some(high)) => format!("≤{TIE}{}", amount(high)),
        (Some(low), Some(high)) if low == high && !change.is_empty() => amount(low),
        (Some(low), Some(high)) if low == high => format!("={TIE}{}", amount(low)),
        (Some(low), Some(high)) => {
            let (low, high) = shared_magnitude(amount(low), amount(high));
            format!("{low}{TIE}–{TIE}{high}")
        }
    };
    format!("{change}{body}{suffix}{}", rate(display.per))
}

/// What stands before and after a number: a currency sign, a unit.
fn marks(display: &Display<'_>, value: Option<Decimal>) -> (&'static str, String) {
    let one = value == Some(Decimal::ONE);
    match display.unit.code.as_str() {
        "" | "1" => ("", String::new()),
        "%" => ("", "%".into()),
        code if code == display.base => match code {
            "USD" => ("$", String::new()),
            "EUR" => ("€", String::new()),
            "GBP" => ("£", String::new()),
            "JPY" => ("¥", String::new()),
            _ if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                ("", format!("{TIE}{code}"))
            }
            _ => ("", name(display, one)),
        },
        _ => ("", name(display, one)),
    }
}

/// The name of the unit; counts and magnitudes go without, since the figure beside them names what is counted.
fn name(display: &Display<'_>, one: bool) -> String {
    let unit = display.unit;
    if unit.code.starts_with('{') || unit.name.is_empty() || unit.name == "magnitude" {
        return String::new();
    }
    let name = visible::line(&unit.name);
    format!(" {}", if one { name.into_owned() } else { plural(&name) })
}

/// "/month", " each", "/barrel".
fn rate(per: &[Unit]) -> String {
    per.iter()
        .map(|unit| match unit.name.as_str() {
            "person" | "each" | "" => " each".into(),
            name => format!("/{}", visible::line(name)),
        })
        .collect()
}

/// "13 billion – 14 billion" is "13 – 14 billion".
fn shared_magnitude(low: String, high: String) -> (String, String) {
    for word in ["million", "billion", "trillion"] {
        let tail = format!("{TIE}{word}");
        if let (Some(start), true) = (low.strip_suffix(&tail), high.ends_with(&tail)) {
            return (start.to_owned(), high);
        }
    }
    (low, high)
}

/// How many base units one unit has, and where its zero lies: read off the claim itself, which states both.
fn conversion(quantity: &Quantity) -> (Decimal, Decimal) {
    match quantity.unit.code.as_str() {
        "Cel" if quantity.base.unit == "K" => return (Decimal::ONE, Decimal::new(27315, 2)),
        "[degF]" if quantity.base.unit == "K" => {
            return (Decimal::new(5, 0) / Decimal::new(9, 0), Decimal::new(2553722222222222, 13));
        }
        code if code == quantity.base.unit => return (Decimal::ONE, Decimal::ZERO),
        _ => {}
    }
    let (written, base) = match (quantity.low, quantity.high, quantity.base.low, quantity.base.high) {
        (Some(low), Some(high), Some(base_low), Some(base_high)) => (low + high, base_low + base_high),
        (Some(low), _, Some(base_low), _) => (low, base_low),
        (_, Some(high), _, Some(base_high)) => (high, base_high),
        _ => return (Decimal::ONE, Decimal::ZERO),
    };
    let factor = base.checked_div(written).filter(|factor| *factor > Decimal::ZERO);
    (factor.unwrap_or(Decimal::ONE), Decimal::ZERO)
}

/// The figure as it is written, in its own unit and without the words around it: "300", "> 900", "~ 2,700",
/// "$1,000–$2,000/month".
pub(super) fn written(quantity: &Quantity) -> String {
    let (_, suffix) = marks(&Display::of(quantity), quantity.high.or(quantity.low));
    format!("{}{suffix}{}", figures(quantity), rate(&quantity.per))
}

/// The figure as it is written, without the unit, but for currencies, and the denominators of a rate: "$1,000–$2,000".
pub(super) fn bare(quantity: &Quantity) -> String {
    let (_, suffix) = marks(&Display::of(quantity), quantity.high.or(quantity.low));
    let currency = if quantity.dimension == "money" { suffix } else { String::new() };
    format!("{}{currency}", figures(quantity))
}

/// The figures of a quantity with their signs.
fn figures(quantity: &Quantity) -> String {
    let (sign, _) = marks(&Display::of(quantity), quantity.high.or(quantity.low));
    let amount = |value: Decimal| {
        let minus = if value.is_sign_negative() { "−" } else { "" };
        format!("{minus}{sign}{}", number(value.abs()))
    };
    let (low, high) = (quantity.low.map(amount), quantity.high.map(amount));
    let body = match (quantity.bound, low, high) {
        (_, None, None) => return "open".into(),
        (Bound::MoreThan, Some(low), _) => format!(">{TIE}{low}"),
        (Bound::LessThan, _, Some(high)) => format!("<{TIE}{high}"),
        (Bound::AtMost, _, Some(high)) | (_, None, Some(high)) => format!("≤{TIE}{high}"),
        (Bound::AtLeast, Some(low), _) | (_, Some(low), None) => format!("≥{TIE}{low}"),
        (_, Some(low), Some(high)) if low == high => low,
        (_, Some(low), Some(high)) => {
            let (low, high) = shared_magnitude(low, high);
            format!("{low}–{high}")
        }
    };
    let about = if quantity.approximate { format!("~{TIE}") } else { String::new() };
    let change = match quantity.trend {
        Some(Trend::Up) => "up ",
        Some(Trend::Down) => "down ",
        None => "",
    };
    format!("{change}{about}{body}")
}

/// Digits in groups of three; from a million on in words, where that loses nothing.
pub(super) fn number(value: Decimal) -> String {
    for (word, digits) in [("trillion", 12), ("billion", 9), ("million", 6)] {
        let unit = Decimal::from(10_u64.pow(digits));
        if value >= unit {
            let short = (value / unit).normalize();
            if short.scale() <= 2 {
                return format!("{}{TIE}{word}", grouped(short));
            }
        }
    }
    grouped(value.normalize())
}

fn grouped(value: Decimal) -> String {
    let text = value.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + 4);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The plural of an English name of a unit or of a counted thing; the last word changes.
fn plural(name: &str) -> String {
    let (lead, last) = name.rsplit_once(' ').map_or(("", name), |(lead, last)| (&name[..=lead.len()], last));
    let changed = match last {
        "foot" => "feet".into(),
        "person" => "people".into(),
        "man" => "men".into(),
        "woman" => "women".into(),
        "child" => "children".into(),
        "people" | "hertz" | "celsius" | "fahrenheit" | "police" | "troops" => last.to_owned(),
        _ if last.ends_with(['s', 'x']) || last.ends_with("ch") || last.ends_with("sh") => {
            format!("{last}es")
        }
        _ => match last.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{last}s"),
        },
    };
    format!("{lead}{changed}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::BaseRange;

    fn quantity(
        written: (Option<i64>, Option<i64>),
        base: (Option<i64>, Option<i64>),
        unit: (&str, &str),
        to: &str,
    ) -> Quantity {
        let decimal = |value: Option<i64>| value.map(Decimal::from);
        Quantity {
            dimension: "count".into(),
            bound: Bound::Exact,
            approximate: false,
            low: decimal(written.0),
            high: decimal(written.1),
            unit: Unit { code: unit.0.into(), name: unit.1.into(), phrase: None },
            per: Vec::new(),
            base: BaseRange { low: decimal(base.0), high: decimal(base.1), unit: to.into() },
            trend: None,
        }
    }

    fn same(low: Option<i64>, high: Option<i64>, unit: (&str, &str)) -> Quantity {
        quantity((low, high), (low, high), unit, unit.0)
    }

    fn plain(text: String) -> String {
        text.replace(TIE, " ")
    }

    #[test]
    fn numbers_are_grouped() {
        for (value, expected) in [
            (Decimal::from(350), "350"),
            (Decimal::from(25_000), "25,000"),
            (Decimal::from(1_234_567), "1,234,567"),
            (Decimal::from(2_500_000), "2.5 million"),
            (Decimal::from(13_900_000_000_u64), "13.9 billion"),
            (Decimal::new(46_640, 3), "46.64"),
        ] {
            assert_eq!(plain(number(value)), expected);
        }
    }

    #[test]
    fn each_bound_has_its_sign() {
        let homes = ("{home}", "home");
        assert_eq!(plain(reading(&same(Some(350), Some(350), homes))), "= 350");
        assert_eq!(plain(reading(&same(Some(900), None, homes))), "≥ 900");
        assert_eq!(
            plain(reading(&quantity((None, Some(1200)), (Some(0), Some(1200)), homes, "{home}"))),
            "≤ 1,200"
        );
        let under = Quantity { bound: Bound::LessThan, ..same(None, Some(40), homes) };
        assert_eq!(plain(reading(&under)), "< 40");
        assert_eq!(
            plain(reading(&quantity((Some(500), Some(500)), (Some(450), Some(550)), homes, "{home}"))),
            "450 – 550"
        );
        assert_eq!(plain(reading(&same(Some(3), Some(3), ("d", "day")))), "= 3 days");
    }

    #[test]
    fn money_and_rates() {
        let mut pay = same(Some(1000), Some(2000), ("USD", "US dollar"));
        pay.per = vec![Unit { code: "mo".into(), name: "month".into(), phrase: None }];
        assert_eq!(plain(reading(&pay)), "$1,000 – $2,000/month");
        pay.per[0] = Unit { code: "{person}".into(), name: "person".into(), phrase: None };
        assert_eq!(plain(reading(&pay)), "$1,000 – $2,000 each");
        let deal = quantity(
            (Some(13_000_000_000), Some(13_000_000_000)),
            (Some(12_500_000_000), Some(13_500_000_000)),
            ("EUR", "euro"),
            "EUR",
        );
        assert_eq!(plain(reading(&deal)), "€12.5 – €13.5 billion");
        assert_eq!(plain(reading(&same(Some(5), Some(5), ("SYP", "Syrian pound")))), "= 5 SYP");
    }

    #[test]
    fn changes_say_their_direction() {
        let mut shares = quantity((Some(5), Some(5)), (Some(4), Some(6)), ("%", "percent"), "%");
        shares.trend = Some(Trend::Down);
        assert_eq!(plain(reading(&shares)), "down 4 – 6%");
        shares.base.high = shares.base.low;
        assert_eq!(plain(reading(&shares)), "down 4%");
    }

    #[test]
    fn ranges_of_a_fact_share_a_unit() {
        let km = quantity((Some(75), Some(75)), (Some(74_500), Some(75_500)), ("km", "kilometer"), "m");
        let miles = quantity((Some(50), Some(50)), (Some(79_661), Some(81_271)), ("[mi_i]", "mile"), "m");
        let display = Display::common(&[&km, &miles]);
        assert_eq!(plain(allowed(&km, display.as_ref())), "74.5 – 75.5 kilometers");
        assert_eq!(plain(allowed(&miles, display.as_ref())), "79.66 – 81.27 kilometers");
    }

    #[test]
    fn plurals() {
        for (one, many) in [
            ("foot", "feet"),
            ("city", "cities"),
            ("day", "days"),
            ("government building", "government buildings"),
            ("inch", "inches"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
