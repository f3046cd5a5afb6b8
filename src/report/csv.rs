//! CSV (RFC 4180, UTF-8): one row a line, safe to open in a spreadsheet.
//!
//! A spreadsheet takes a cell for a formula if it begins with one of a few characters. As OWASP advises, text that does
//! gets an apostrophe in front; numbers stay numbers.

use std::borrow::Cow;

use super::rows::{Cell, Row};
use super::visible;

/// What stands between the items of a list in one cell.
pub(super) const BETWEEN: &str = "; ";

/// A heading and the rows.
pub(super) fn document<'a, R: Row<'a>>(rows: impl Iterator<Item = R>) -> Result<Vec<u8>, csv::Error> {
    let columns = R::columns();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| column.name.as_str()))?;
    for row in rows {
        let cells = columns.iter().map(|column| written((column.cell)(&row)));
        writer.write_record(cells.map(Cow::into_owned).map(String::into_bytes))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn written(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) => neutral(&visible::line(&text)).into(),
        Cell::List(items) => neutral(&visible::line(&items.join(BETWEEN))).into(),
        Cell::Number(number) => number.to_string().into(),
        Cell::Real(real) => real.to_string().into(),
        Cell::Flag(flag) => if flag { "true" } else { "false" }.into(),
    }
}

/// Whether a spreadsheet may take text for a formula that begins with the character; the wide forms are those that
/// spreadsheets with a Japanese or Chinese interface take for the narrow ones.
fn begins_formula(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// `text` with an apostrophe before what a spreadsheet would take for a formula: at the start, and behind a semicolon,
/// where spreadsheets begin a new cell in countries that write decimals with a comma.
fn neutral(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut fresh = true;
    for character in text.chars() {
        if fresh && begins_formula(character) {
            out.push('\'');
        }
        out.push(character);
        fresh = character == ';' || (fresh && character == ' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_text_is_kept() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-5 degrees", "'-5 degrees"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("a;=1", "a;'=1"),
            ("a; -1", "a; '-1"),
            ("about 5 = 4 + 1", "about 5 = 4 + 1"),
            ("$5; 6", "$5; 6"),
            ("", ""),
        ] {
            assert_eq!(neutral(text), expected);
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(written(Cell::Number(rust_decimal::Decimal::new(-55, 1))), "-5.5");
        assert_eq!(written(Cell::Real(0.25)), "0.25");
        assert_eq!(written(Cell::Text("\t=1".into())), "'=1");
        assert_eq!(written(Cell::List(vec!["-1".into(), "=2".into()])), "'-1; '=2");
    }
}
