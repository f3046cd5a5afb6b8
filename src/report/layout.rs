//! Fitting text into columns: words are never broken, what is longer than its column ends with an ellipsis.

use comfy_table::{LineStyle, Table, TableStyle};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::style::{Style, paint};

/// A space that lines are not broken at; it is printed as an ordinary one.
pub(super) const TIE: char = '\u{a0}';
/// Blanks before a table.
const INDENT: &str = " ";
/// Blanks that a column adds to its content.
const PADDING: usize = 2;
/// A word longer than this does not widen its column.
const LONGEST_WORD: usize = 26;
/// No column is narrower than this.
const NARROWEST: usize = 5;
/// Rules between the heading and the rows, nothing else.
const LOOK: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// A table of `rows` under `header`, at most `width` columns wide, ending with a line break.
pub(super) fn table(header: &[&str], rows: &[Vec<String>], width: usize, color: bool) -> String {
    let mut cells: Vec<Vec<String>> = vec![header.iter().map(|name| (*name).to_owned()).collect()];
    cells.extend_from_slice(rows);
    let room = width.saturating_sub(INDENT.len() + PADDING * header.len());
    let widths = widths(&cells, room);
    let fitted = |row: &Vec<String>| -> Vec<String> {
        row.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width).join("\n")).collect()
    };
    let mut table = Table::new();
    table.load_style(LOOK).set_header(fitted(&cells[0]));
    table.add_rows(rows.iter().map(fitted));
    let mut out = String::new();
    let mut in_header = true;
    for line in table.lines() {
        let line = format!("{INDENT}{}", line.replace(TIE, " ").trim_end());
        let rule = line.trim_start().starts_with('─');
        out.push_str(&if in_header { paint(&line, Style::Quiet, color) } else { line });
        out.push('\n');
        in_header = in_header && !rule;
    }
    out
}

/// `text` in lines of at most `width` columns, the first after `first`, the others after as many blanks.
pub(super) fn hanging(first: &str, text: &str, width: usize) -> String {
    let indent = first.width();
    let lines = wrap(text, width.saturating_sub(indent).max(NARROWEST));
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let lead = if index == 0 { first.to_owned() } else { " ".repeat(indent) };
        out.push_str(format!("{lead}{}", line.replace(TIE, " ")).trim_end());
        out.push('\n');
    }
    out
}

/// `text` in lines of at most `width` columns, broken at spaces only.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = cut(word, width);
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// `word` in at most `width` columns, its end replaced by an ellipsis if need be.
fn cut(word: &str, width: usize) -> String {
    if word.width() <= width {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for character in word.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(character);
    }
    out.push('…');
    out
}

/// Widths of the columns: as wide as their content if there is room; else no narrower than their longest word if
/// possible, and the rest to those that would wrap most.
fn widths(rows: &[Vec<String>], room: usize) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let most = |of: &dyn Fn(&str) -> usize, column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| of(cell)).max().unwrap_or(0)
    };
    let longest_word =
        |cell: &str| cell.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0).min(LONGEST_WORD);
    let natural: Vec<usize> = (0..columns).map(|column| most(&UnicodeWidthStr::width, column)).collect();
    if natural.iter().sum::<usize>() <= room {
        return natural;
    }
    let mut widths: Vec<usize> = (0..columns).map(|column| most(&longest_word, column)).collect();
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => return widths,
        }
    }
    for _ in widths.iter().sum::<usize>()..room {
        let lines = |column: usize| natural[column] * 1000 / widths[column].max(1);
        let Some(neediest) =
            (0..columns).filter(|column| widths[*column] < natural[*column]).max_by_key(|c| lines(*c))
        else {
            break;
        };
        widths[neediest] += 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole() {
        assert_eq!(wrap("more than 800 homes", 9), ["more than", "800 homes"]);
        assert_eq!(wrap("1,000\u{a0}–\u{a0}2,000 a month", 13), ["1,000\u{a0}–\u{a0}2,000", "a month"]);
    }

    #[test]
    fn a_word_longer_than_its_line_is_cut() {
        assert_eq!(wrap("Donaudampfschifffahrt tickets", 10), ["Donaudamp…", "tickets"]);
    }

    #[test]
    fn tables_keep_to_their_width() {
        let rows = vec![vec!["a figure of many words".into(), "1".into(), "name ".repeat(30)]];
        for width in [20, 40, 60, 200] {
            let table = table(&["Figure", "No.", "Outlets"], &rows, width, false);
            assert!(table.lines().all(|line| line.width() <= width), "{table}");
        }
    }

    #[test]
    fn later_lines_hang() {
        assert_eq!(hanging("≠ ", "one two three", 9), "≠ one two\n  three\n");
    }
}
