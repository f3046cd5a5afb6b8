//! Reading the data files: tab-separated columns, `|` between alternatives, `#` comments.

use std::ops::Deref;
use std::str::Split;

use super::table::WordSet;

/// A row of a data file, split at tabs.
pub(crate) struct Row {
    cells: [&'static str; Row::MOST],
    count: usize,
}

impl Row {
    /// No file has more columns.
    const MOST: usize = 10;

    fn of(line: &'static str) -> Row {
        let mut row = Row { cells: [""; Row::MOST], count: 0 };
        for (place, cell) in row.cells.iter_mut().zip(cells(line)) {
            *place = cell;
            row.count += 1;
        }
        debug_assert_eq!(row.count, line.split('\t').count(), "too many columns: {line}");
        row
    }
}

impl Deref for Row {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        &self.cells[..self.count]
    }
}

/// The lines of a data file that are no comments and not blank.
pub(crate) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.bytes().all(|byte| byte.is_ascii_whitespace()))
}

/// The cells of a row.
fn cells(row: &'static str) -> Split<'static, char> {
    row.split('\t')
}

/// The alternatives in a cell.
pub(crate) fn alternatives(cell: &'static str) -> Split<'static, char> {
    cell.split('|')
}

/// The words of a phrase.
pub(crate) fn words_of(phrase: &'static str) -> Split<'static, char> {
    phrase.split(' ')
}

/// The first two cells of the rows that have them.
pub(crate) fn pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file).filter_map(|row| {
        let mut cells = cells(row);
        Some((cells.next()?, cells.next()?))
    })
}

/// The rows of a data file, split at tabs; comments and blank lines are left out.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = Row> {
    lines(file).map(Row::of)
}

/// All alternatives of one group of a file with rows `group<TAB>alternative|alternative`.
pub(crate) fn group(file: &'static str, group: &str) -> impl Iterator<Item = &'static str> {
    let rows = file.lines().filter_map(move |line| line.strip_prefix(group)?.strip_prefix('\t'));
    rows.filter_map(|row| cells(row).next()).flat_map(alternatives)
}

/// The words of one group of a file.
pub(crate) fn word_set(file: &'static str, name: &str) -> WordSet {
    let words: WordSet = group(file, name).collect();
    debug_assert!(words.iter().next().is_some(), "no words in group {name}");
    words
}

/// Declares word sets, each a group of a data file in `src/lexicon/en`, read once.
macro_rules! word_sets {
    ($file:literal: $($(#[$doc:meta])* $name:ident = $group:literal;)+) => {$(
        $(#[$doc])*
        static $name: std::sync::LazyLock<$crate::lexicon::WordSet> = std::sync::LazyLock::new(|| {
            let file = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/en/", $file));
            $crate::lexicon::word_set(file, $group)
        });
    )+};
}
pub(crate) use word_sets;

/// As [`word_sets`], by the numbers of the words: for words of files that are in the vocabulary, asked of each word of
/// a sentence.
macro_rules! id_sets {
    ($file:literal: $($(#[$doc:meta])* $name:ident = $group:literal;)+) => {$(
        $(#[$doc])*
        static $name: $crate::lexicon::IdSet = $crate::lexicon::IdSet::of_group($file, $group);
    )+};
}
pub(crate) use id_sets;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_split_at_tabs_and_comments_left_out() {
        let file = "# what it is\na\tb|c\t\r\n\n \t \nd\ne\u{e9}\tf\u{2019}|";
        let read: Vec<Vec<&str>> = rows(file).map(|row| row.to_vec()).collect();
        assert_eq!(read, [vec!["a", "b|c", ""], vec!["d"], vec!["e\u{e9}", "f\u{2019}|"]]);
        assert_eq!(group(file, "a").collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(group(file, "e\u{e9}").collect::<Vec<_>>(), ["f\u{2019}", ""]);
        assert_eq!(group(file, "d").count() + group(file, "e").count(), 0);
    }
}
