//! One row a number that is no claim.

use super::{Cell, Column, Row, word};
use crate::exclusion::Exclusion;

impl<'a> Row<'a> for &'a Exclusion {
    fn columns() -> Vec<Column<'a, Self>> {
        fn column<'a>(name: &str, cell: fn(&'a Exclusion) -> Cell<'a>) -> Column<'a, &'a Exclusion> {
            Column::new(name, move |row: &&'a Exclusion| cell(row))
        }
        vec![
            column("article", |exclusion| Cell::text(&exclusion.article)),
            column("line", |exclusion| Cell::count(exclusion.line)),
            column("column", |exclusion| Cell::count(exclusion.column)),
            column("text", |exclusion| Cell::text(&exclusion.text)),
            column("reason", |exclusion| word(exclusion.reason)),
        ]
    }
}
