//! Figures that start with digits: grouping, decimals, fractions, scientific notation, magnitudes.

use rust_decimal::Decimal;

use super::{Figure, Form, magnitude_at};
use crate::lexicon::{NumberWord, number_word};
use crate::text::{Document, Kind};

/// More digits than this are an identifier, not a figure.
const MOST_DIGITS: usize = 18;

/// The figure that starts with the number token `i`.
pub(super) fn figure(doc: &Document, i: usize, end: usize, money: bool) -> Option<Figure> {
    let (mut value, places) = parse_digits(doc.word(i))?;
    let mut next = i + 1;
    let mut step = place_value(places);
    if let Some((joined, after)) = spaced_thousands(doc, i, end) {
        value = joined;
        next = after;
    }
    let mut rounded = places > 0;
    let mut form = Form::Digits;
    if let Some((numerator, denominator, after)) = slash_fraction(doc, i, end) {
        value = numerator.checked_div(denominator)?;
        next = after;
        step = Decimal::new(1, 2);
        rounded = true;
        form = Form::Fraction;
    } else if let Some((part, after)) = following_fraction(doc, next, end) {
        value = value.checked_add(part)?;
        next = after;
        step = Decimal::new(1, 1);
        rounded = true;
    }
    let mantissa = value;
    if let Some((power, after)) = power_of_ten(doc, next, end) {
        value = value.checked_mul(power)?;
        step = step.checked_mul(power)?;
        rounded = true;
        next = after;
    }
    while let Some((scale, after)) = magnitude_at(doc, next, end, money) {
        value = value.checked_mul(scale)?;
        step = step.checked_mul(scale)?;
        rounded |= scale > Decimal::ONE_HUNDRED;
        next = after;
    }
    if next < end
        && matches!(number_word(doc.lower(next)), Some(NumberWord::Group(g)) if g == Decimal::from(12))
    {
        value = value.checked_mul(Decimal::from(12))?;
        form = Form::Group;
        next += 1;
    }
    Some(Figure { tokens: i..next, value, step, mantissa, rounded, form })
}

/// Scientific notation behind the mantissa: "×10^6", "x 10⁻⁹", "× 10-30"; powers that a decimal can hold.
fn power_of_ten(doc: &Document, i: usize, end: usize) -> Option<(Decimal, usize)> {
    if i + 2 >= end || !matches!(doc.word(i), "×" | "x" | "*") || !doc.is(i + 1, "10") {
        return None;
    }
    let mut at = i + 2;
    at += usize::from(doc.is(at, "^"));
    let negative = doc.kind(at) == Kind::Dash || doc.is(at, "⁻");
    at += usize::from(negative);
    let (exponent, after) = if doc.kind(at) == Kind::Number && !doc.spaced(at) {
        (doc.word(at).parse::<u32>().ok()?, at + 1)
    } else {
        let signs = (at..end).take_while(|&k| superscript(doc.word(k)).is_some());
        let digits: Vec<u32> = signs.filter_map(|k| superscript(doc.word(k))).collect();
        let value = digits.iter().try_fold(0_u32, |n, d| n.checked_mul(10)?.checked_add(*d))?;
        (if digits.is_empty() { return None } else { value }, at + digits.len())
    };
    let power = (0..exponent.min(28)).try_fold(Decimal::ONE, |p, _| p.checked_mul(Decimal::TEN))?;
    Some((if negative { Decimal::ONE.checked_div(power)? } else { power }, after))
}

fn superscript(sign: &str) -> Option<u32> {
    let mut chars = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars();
    chars.position(|c| sign.chars().eq([c])).map(|n| n as u32)
}

/// A vulgar fraction by itself: "½".
pub(super) fn vulgar(doc: &Document, i: usize) -> Option<Figure> {
    let value = vulgar_value(doc.word(i))?;
    let step = Decimal::new(1, 2);
    Some(Figure { tokens: i..i + 1, value, step, mantissa: value, rounded: true, form: Form::Fraction })
}

/// Value and number of decimal places of a digit token. Commas, apostrophes and no-break spaces group thousands;
/// one comma before one or two digits is a continental decimal comma; several dots before three digits each group.
pub(crate) fn parse_digits(token: &str) -> Option<(Decimal, u32)> {
    if let Some((digits, places)) = plain_digits(token) {
        return Some((Decimal::new(digits, places), places));
    }
    let plain: String = token.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    if plain.chars().filter(char::is_ascii_digit).count() > MOST_DIGITS {
        return None;
    }
    let dots = plain.matches('.').count();
    let groups: Vec<&str> = plain.split(',').collect();
    let (whole, decimals) = if dots > 1 {
        let parts: Vec<&str> = plain.split('.').collect();
        if plain.contains(',') || parts[1..].iter().any(|p| p.len() != 3) || parts[0].len() > 3 {
            return None; // an IP address, a version, a date
        }
        (parts.concat(), "")
    } else if groups.len() == 2 && dots == 0 && matches!(groups[1].len(), 1 | 2) {
        (groups[0].to_owned(), groups[1])
    } else {
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        if decimals.contains(',') || !grouped_well(whole) {
            return None;
        }
        (whole.replace(',', ""), decimals)
    };
    let digits = if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") };
    Some((digits.parse().ok()?, decimals.len() as u32))
}

/// The digits of a token as one number and how many of them are decimals, where commas stand before three digits each
/// and a point before decimals, if at all: as nearly all are written.
fn plain_digits(token: &str) -> Option<(i64, u32)> {
    let (mut value, mut digits, mut run) = (0_i64, 0, 0);
    let (mut grouped, mut point) = (false, None);
    let whole_group = |run: usize, grouped: bool| if grouped { run == 3 } else { run > 0 };
    for byte in token.bytes() {
        match byte {
            b'0'..=b'9' if digits < MOST_DIGITS => {
                value = value * 10 + i64::from(byte - b'0');
                digits += 1;
                run += 1;
            }
            b',' if point.is_none() && run <= 3 && whole_group(run, grouped) => (grouped, run) = (true, 0),
            b'.' if point.is_none() && whole_group(run, grouped) => (point, run) = (Some(digits), 0),
            _ => return None,
        }
    }
    let complete = if point.is_some() { run > 0 } else { whole_group(run, grouped) };
    complete.then(|| (value, point.map_or(0, |point| (digits - point) as u32)))
}

/// Groups of three, or of two before the last three (12,34,567), after a first group of one to three digits.
fn grouped_well(whole: &str) -> bool {
    let groups: Vec<&str> = whole.split(',').collect();
    let Some((last, rest)) = groups.split_last() else { return false };
    rest.is_empty()
        || last.len() == 3
            && rest[0].len() <= 3
            && !rest[0].is_empty()
            && (rest[1..].iter().all(|g| g.len() == 3) || rest.iter().all(|g| g.len() <= 2))
}

fn place_value(places: u32) -> Decimal {
    Decimal::new(1, places.min(18))
}

/// "14 000", "1 250 000": one to three digits, then blanks before exactly three digits each.
fn spaced_thousands(doc: &Document, i: usize, end: usize) -> Option<(Decimal, usize)> {
    let is_digits = |k: usize, len: std::ops::RangeInclusive<usize>| {
        let w = doc.word(k);
        len.contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit())
    };
    let goes_on = i + 1 < end && doc.kind(i + 1) == Kind::Number && is_digits(i + 1, 3..=3);
    if !goes_on || !is_digits(i, 1..=3) || doc.word(i).starts_with('0') {
        return None;
    }
    let mut joined = doc.word(i).to_owned();
    let mut next = i + 1;
    while next < end && doc.kind(next) == Kind::Number && is_digits(next, 3..=3) && joined.len() < 12 {
        joined.push_str(doc.word(next));
        next += 1;
    }
    Some((joined.parse().ok()?, next))
}

/// "1/2", "3/4": small numerator, denominator from 2 to 10 or 16, nothing glued behind ("9/11", "24/7" are none).
fn slash_fraction(doc: &Document, i: usize, end: usize) -> Option<(Decimal, Decimal, usize)> {
    if i + 2 >= end || !doc.is_any(i + 1, ["/", "⁄"]) || doc.spaced(i + 1) || doc.spaced(i + 2) {
        return None;
    }
    let (numerator, 0) = parse_digits(doc.word(i))? else { return None };
    let (denominator, 0) = parse_digits(doc.word(i + 2))? else { return None };
    let usual = (Decimal::TWO..=Decimal::TEN).contains(&denominator)
        || [16, 32, 64, 128].iter().any(|&d| denominator == Decimal::from(d));
    (usual && numerator < denominator && numerator > Decimal::ZERO && doc.spaced(i + 3)).then_some((
        numerator,
        denominator,
        i + 3,
    ))
}

/// The fraction of a mixed number behind its whole part: "½", "1/2", "and a half", "-and-a-half".
fn following_fraction(doc: &Document, i: usize, end: usize) -> Option<(Decimal, usize)> {
    if i >= end {
        return None;
    }
    if let Some(value) = vulgar_value(doc.word(i)) {
        return Some((value, i + 1));
    }
    if doc.kind(i) == Kind::Number
        && let Some((numerator, denominator, after)) = slash_fraction(doc, i, end)
    {
        return Some((numerator.checked_div(denominator)?, after));
    }
    and_a_half(doc, i, end)
}

/// "and a half", "and a quarter", "-and-a-half" at token `i`.
pub(crate) fn and_a_half(doc: &Document, i: usize, end: usize) -> Option<(Decimal, usize)> {
    let mut at = i;
    let skip_dash = |at: usize| if doc.kind(at) == Kind::Dash { at + 1 } else { at };
    at = skip_dash(at);
    if !doc.is(at, "and") {
        return None;
    }
    at = skip_dash(at + 1);
    if !doc.is_any(at, ["a", "one"]) {
        return None;
    }
    at = skip_dash(at + 1);
    match number_word(doc.lower(at)) {
        Some(NumberWord::Fraction(value)) if at < end => Some((value, at + 1)),
        _ => None,
    }
}

fn vulgar_value(sign: &str) -> Option<Decimal> {
    let (numerator, denominator) = match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Decimal::from(numerator).checked_div(Decimal::from(denominator))
}
