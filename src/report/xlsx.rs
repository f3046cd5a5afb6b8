//! XLSX: a workbook with the rows of CSV on sheets of their own, numbers as numbers, the verdicts in colour.
//!
//! Text is always written as text, never as a formula or a link. The same comparison gives the same bytes.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::csv::BETWEEN;
use super::rows::{self, Cell, Row};
use super::style::Style;
use super::visible;
use crate::checker::Check;
use crate::comparison::{Comparison, Extraction};
use crate::differ::Diff;
use crate::timeline::Timeline;

/// Columns are at least and at most this many characters wide.
const WIDTHS: (usize, usize) = (9, 48);
/// Excel takes no longer text in a cell, counted in UTF-16 units; what is longer ends with an ellipsis.
const LONGEST_TEXT: usize = 32_767;

/// The workbook of a comparison: its discrepancies, claims and articles.
pub(super) fn comparison(comparison: &Comparison) -> Result<Vec<u8>, XlsxError> {
    let Comparison { articles, claims, facts, .. } = comparison;
    let mut workbook = workbook()?;
    fill(workbook.add_worksheet(), "Discrepancies", rows::pairs(comparison))?;
    fill(workbook.add_worksheet(), "Claims", rows::placed_claims(articles, claims, facts))?;
    fill(workbook.add_worksheet(), "Articles", rows::placed_articles(articles, claims))?;
    workbook.save_to_buffer()
}

/// The workbook of an extraction: its claims, its articles and, if there are, its exclusions.
pub(super) fn extraction(extraction: &Extraction) -> Result<Vec<u8>, XlsxError> {
    let Extraction { articles, claims, exclusions, .. } = extraction;
    let mut workbook = workbook()?;
    fill(workbook.add_worksheet(), "Claims", rows::placed_claims(articles, claims, &[]))?;
    fill(workbook.add_worksheet(), "Articles", rows::placed_articles(articles, claims))?;
    if let Some(exclusions) = exclusions {
        fill(workbook.add_worksheet(), "Exclusions", exclusions.iter())?;
    }
    workbook.save_to_buffer()
}

/// The workbook of a check: its findings, and the claims and articles that they rest on.
pub(super) fn check(check: &Check) -> Result<Vec<u8>, XlsxError> {
    let Check { articles, claims, facts, .. } = check;
    let mut workbook = workbook()?;
    fill(workbook.add_worksheet(), "Findings", rows::findings(check))?;
    fill(workbook.add_worksheet(), "Claims", rows::placed_claims(articles, claims, facts))?;
    fill(workbook.add_worksheet(), "Articles", rows::placed_articles(articles, claims))?;
    workbook.save_to_buffer()
}

/// The workbook of a timeline: its figures by fact and date, its claims and articles.
pub(super) fn timeline(timeline: &Timeline) -> Result<Vec<u8>, XlsxError> {
    let Timeline { articles, claims, .. } = timeline;
    let mut workbook = workbook()?;
    fill(workbook.add_worksheet(), "Timeline", rows::entries(timeline))?;
    fill(workbook.add_worksheet(), "Claims", rows::placed_claims(articles, claims, &[]))?;
    fill(workbook.add_worksheet(), "Articles", rows::placed_articles(articles, claims))?;
    workbook.save_to_buffer()
}

/// The workbook of two versions: their changes.
pub(super) fn diff(diff: &Diff) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook()?;
    fill(workbook.add_worksheet(), "Changes", rows::changes(diff))?;
    workbook.save_to_buffer()
}

fn workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // The time of writing would make the bytes of each run differ.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("claimdiff").set_creation_datetime(&created));
    Ok(workbook)
}

/// Writes the heading, which stays in sight, and the rows, with a filter on each column.
fn fill<'a, R: Row<'a>>(
    sheet: &mut Worksheet,
    name: &str,
    rows: impl Iterator<Item = R>,
) -> Result<(), XlsxError> {
    let columns = R::columns();
    let heading = Format::new().set_bold().set_background_color(Color::RGB(0xE7E6E6));
    let mut widths: Vec<usize> = columns.iter().map(|column| column.name.len() + 4).collect();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (at, column) in (0..).zip(&columns) {
        sheet.write_string_with_format(0, at, title(&column.name), &heading)?;
    }
    let mut last = 0;
    for (line, row) in (1..).zip(rows) {
        let tint = row.style().and_then(tint);
        for ((at, column), width) in (0..).zip(&columns).zip(&mut widths) {
            let tint = tint.as_ref().filter(|_| column.name == "verdict");
            *width = write(sheet, (line, at), (column.cell)(&row), tint)?.max(*width);
        }
        last = line;
    }
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, (*width).clamp(WIDTHS.0, WIDTHS.1).to_f64().unwrap_or(0.0))?;
    }
    let last_column = columns.len().saturating_sub(1).to_u16().unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, last_column)?;
    Ok(())
}

/// Writes one cell, and gives the characters of its content.
fn write(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    cell: Cell<'_>,
    format: Option<&Format>,
) -> Result<usize, XlsxError> {
    let number = match cell {
        Cell::Empty => return Ok(0),
        Cell::Flag(flag) => {
            sheet.write_boolean(line, at, flag)?;
            return Ok(5);
        }
        Cell::Text(text) => return write_text(sheet, (line, at), &text, format),
        Cell::List(items) => return write_text(sheet, (line, at), &items.join(BETWEEN), format),
        Cell::Number(number) => number.to_f64().unwrap_or(0.0),
        Cell::Real(number) => number,
    };
    sheet.write_number(line, at, number)?;
    Ok(number.to_string().len())
}

fn write_text(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    text: &str,
    format: Option<&Format>,
) -> Result<usize, XlsxError> {
    let text = fitting(&visible::line(text));
    let length = text.chars().count();
    match format {
        Some(format) => sheet.write_string_with_format(line, at, text, format)?,
        None => sheet.write_string(line, at, text)?,
    };
    Ok(length)
}

/// `text` as a cell can hold it: without the two code points that XML forbids, and not too long.
fn fitting(text: &str) -> String {
    let allowed = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    if allowed.encode_utf16().count() <= LONGEST_TEXT {
        return allowed;
    }
    let mut used = 1;
    let kept = allowed.chars().take_while(|character| {
        used += character.len_utf16();
        used <= LONGEST_TEXT
    });
    kept.chain(['…']).collect()
}

/// "a_base_low" as a heading: "A base low".
fn title(name: &str) -> String {
    let mut words = name.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// The colours that spreadsheets use for bad, neutral and good, with enough contrast to be read.
fn tint(style: Style) -> Option<Format> {
    let (ground, ink) = match style {
        Style::Conflict => (0xFFC7CE, 0x9C0006),
        Style::Explained => (0xFFEB9C, 0x7F4F00),
        Style::Compatible => (0xDDEBF7, 0x1F4E79),
        Style::Agree => (0xC6EFCE, 0x006100),
        Style::Heading | Style::Quiet => return None,
    };
    let format = Format::new().set_background_color(Color::RGB(ground)).set_font_color(Color::RGB(ink));
    Some(if style == Style::Conflict { format.set_bold() } else { format })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_words() {
        assert_eq!(["fact", "a_base_low"].map(title), ["Fact", "A base low"]);
    }

    #[test]
    fn text_fits_its_cell() {
        assert_eq!(fitting("=1+1"), "=1+1");
        assert_eq!(fitting("a\u{ffff}b"), "a\u{fffd}b");
        assert_eq!(fitting(&"x".repeat(LONGEST_TEXT)).len(), LONGEST_TEXT);
        let cut = fitting(&"😀".repeat(LONGEST_TEXT));
        assert!(cut.ends_with('…') && cut.encode_utf16().count() <= LONGEST_TEXT);
    }
}
