//! JSON Lines: one object a row, with the same columns as CSV; what is not known is null.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::json;
use super::rows::{Cell, Column, Row};

/// One line a row.
pub(super) fn document<'a, R: Row<'a>>(rows: impl Iterator<Item = R>) -> serde_json::Result<String> {
    let columns = R::columns();
    rows.map(|row| json::line(&Line { columns: &columns, row })).collect()
}

/// A row that knows its columns.
struct Line<'c, 'a, R> {
    columns: &'c [Column<'a, R>],
    row: R,
}

impl<R> Serialize for Line<'_, '_, R> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            map.serialize_entry(&column.name, &(column.cell)(&self.row))?;
        }
        map.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => out.serialize_none(),
            Cell::Text(text) => out.serialize_str(text),
            Cell::List(items) => out.collect_seq(items),
            Cell::Number(number) => number_of(*number, out),
            Cell::Real(real) => out.serialize_f64(*real),
            Cell::Flag(flag) => out.serialize_bool(*flag),
        }
    }
}

/// As in the JSON documents: whole ones as integers, others as the nearest double.
fn number_of<S: Serializer>(number: Decimal, out: S) -> Result<S::Ok, S::Error> {
    crate::claim::optional_number::serialize(&Some(number), out)
}
