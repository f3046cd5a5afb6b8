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

/// `text` in lines of at most `width` columns, the first after `first`, the others after `indent` blanks.
pub(super) fn hanging(first: &str, indent: usize, text: &str, width: usize) -> String {
    let mut out = String::from(first);
    let mut used = first.width();
    let mut fresh = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = cut(word, width.saturating_sub(indent).max(NARROWEST));
        if used + usize::from(!fresh) + word.width() > width && !(fresh && used <= indent) {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
            fresh = true;
        }
        if !fresh {
            out.push(' ');
            used += 1;
        }
        out.push_str(&word.replace(TIE, " "));
        used += word.width();
        fresh = false;
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
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
/// possible, and the rest to where it saves most lines.
fn widths(rows: &[Vec<String>], room: usize) -> Vec<usize> {
    let columns: Vec<Column> = (0..rows.first().map_or(0, Vec::len))
        .map(|column| Column::new(rows.iter().filter_map(|row| row.get(column))))
        .collect();
    if columns.iter().map(|column| column.natural).sum::<usize>() <= room {
        return columns.iter().map(|column| column.natural).collect();
    }
    let mut widths: Vec<usize> = columns.iter().map(|column| column.longest_word).collect();
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => return widths,
        }
    }
    let mut left = room - widths.iter().sum::<usize>();
    while let Some((column, step)) = best_step(&columns, &widths, left) {
        widths[column] += step;
        left -= step;
    }
    widths
}

/// The column to widen and by how much, so that each blank spent saves most; `None` when nothing saves a line.
fn best_step(columns: &[Column], widths: &[usize], left: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    for (index, (column, width)) in columns.iter().zip(widths).enumerate() {
        let before = column.cost(*width);
        for step in 1..=left.min(column.natural.saturating_sub(*width)) {
            let saved = before.saturating_sub(column.cost(width + step)) * 1000 / step;
            if saved > 0 && best.is_none_or(|(_, _, most)| saved > most) {
                best = Some((index, step, saved));
            }
        }
    }
    best.map(|(index, step, _)| (index, step))
}

/// The widths of the words of a column, cell by cell.
struct Column {
    cells: Vec<Vec<usize>>,
    natural: usize,
    longest_word: usize,
}

impl Column {
    fn new<'a>(cells: impl Iterator<Item = &'a String>) -> Self {
        let words = |cell: &String| {
            cell.split(' ').filter(|word| !word.is_empty()).map(UnicodeWidthStr::width).collect()
        };
        let cells: Vec<Vec<usize>> = cells.map(words).collect();
        let whole = |cell: &Vec<usize>| (cell.iter().sum::<usize>() + cell.len()).saturating_sub(1);
        Column {
            natural: cells.iter().map(whole).max().unwrap_or(0),
            longest_word: cells.iter().flatten().max().map_or(0, |longest| (*longest).min(LONGEST_WORD)),
            cells,
        }
    }

    /// The squares of the numbers of lines: one tall cell is worse than two that are a little taller.
    fn cost(&self, width: usize) -> usize {
        let squares = self.cells.iter().map(|cell| {
            let (mut lines, mut used) = (1, 0);
            for word in cell.iter().map(|word| (*word).min(width)) {
                if used > 0 && used + 1 + word > width {
                    lines += 1;
                    used = word;
                } else {
                    used += word + usize::from(used > 0);
                }
            }
            lines * lines
        });
        squares.sum()
    }
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
        assert_eq!(hanging("≠ ", 2, "one two three", 9), "≠ one two\n  three\n");
        assert_eq!(hanging("perhaps ", 2, "one two three", 12), "perhaps one\n  two three\n");
    }
}
