//! Rows of tables as sentences: each cell with the name of its column or row before it.

/// A cell of a table that holds something.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its text.
    pub text: String,
    /// Whether it names a row or a column.
    pub heads: bool,
    /// Its place in the row, from 0.
    pub column: usize,
}

/// The rows as sentences: "Deaths: 41", "North: killed: 12; injured: 40". The first row names the columns when all of
/// its cells say that they do.
pub(super) fn sentences(rows: &[Vec<Cell>]) -> Vec<String> {
    let names = |row: &&Vec<Cell>| rows.len() > 1 && row.len() > 1 && row.iter().all(|cell| cell.heads);
    let header = rows.first().filter(names);
    let body = rows.iter().skip(usize::from(header.is_some()));
    body.filter(|row| !row.is_empty()).map(|row| sentence(row, header)).collect()
}

/// Marks the first row of a table that does not say which of its rows names the columns: the one in a table of three
/// columns or more whose first row holds no figures, while each row below it does.
#[cfg(any(feature = "office", test))]
pub(super) fn guess_header(rows: &mut [Vec<Cell>]) {
    let figures = |row: &[Cell]| row.iter().any(|cell| cell.text.chars().any(|c| c.is_ascii_digit()));
    let Some((first, rest)) = rows.split_first_mut() else { return };
    let wide = first.iter().map(|cell| cell.column).max().is_some_and(|last| last >= 2);
    if wide && !rest.is_empty() && !figures(first) && rest.iter().all(|row| figures(row)) {
        first.iter_mut().for_each(|cell| cell.heads = true);
    }
}

fn sentence(row: &[Cell], header: Option<&Vec<Cell>>) -> String {
    let named = |cell: &Cell| {
        let name = header.and_then(|header| header.iter().find(|name| name.column == cell.column));
        match name.filter(|_| cell.column > 0) {
            Some(name) => format!("{}: {}", name.text.trim_end_matches(':'), cell.text),
            None => cell.text.clone(),
        }
    };
    let Some((first, rest)) = row.split_first() else { return String::new() };
    if rest.is_empty() {
        return named(first);
    }
    let rest: Vec<String> = rest.iter().map(named).collect();
    format!("{}: {}", first.text.trim_end_matches(':'), rest.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<Cell>> {
        let row = |row: &&[&str]| {
            let cell = |(column, text): (usize, &&str)| Cell { text: (*text).into(), heads: false, column };
            row.iter().enumerate().map(cell).collect()
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_wide_table_names_its_columns_in_its_first_row() {
        let mut table = rows(&[&["Region", "Killed", "Hurt"], &["North", "12", "40"]]);
        guess_header(&mut table);
        assert_eq!(sentences(&table), ["North: Killed: 12; Hurt: 40"]);
    }

    #[test]
    fn a_table_of_two_columns_names_its_rows() {
        let mut table = rows(&[&["Deaths:", "41"], &["Injured", "200"]]);
        guess_header(&mut table);
        assert_eq!(sentences(&table), ["Deaths: 41", "Injured: 200"]);
    }
}
