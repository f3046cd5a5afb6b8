//! What one of many has to do with each of the others, by their numbers: where they are few a row with a place for all,
//! where they are many a table of those that there is anything to say about.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Up to this many have rows, which take less time than a table and no more memory than a processor has near.
const FEW: usize = 256;

/// What one has to do with each of the others.
pub(super) enum Neighbours<T> {
    /// By number, and how many of them there are.
    Row(Vec<Option<T>>, usize),
    Table(FxHashMap<u32, T>),
}

impl<T> Default for Neighbours<T> {
    fn default() -> Self {
        Neighbours::Table(FxHashMap::default())
    }
}

impl<T: Copy> Neighbours<T> {
    /// For one of `all`, of which about `expected` will be among its neighbours.
    pub(super) fn new(all: usize, expected: usize) -> Self {
        if all <= FEW {
            return Neighbours::Row(vec![None; all], 0);
        }
        // As large as it gets: most of the time of a table that grows goes into growing.
        Neighbours::Table(FxHashMap::with_capacity_and_hasher(expected, FxBuildHasher))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Neighbours::Row(_, count) => *count,
            Neighbours::Table(table) => table.len(),
        }
    }

    pub(super) fn get(&self, number: u32) -> Option<T> {
        match self {
            Neighbours::Row(row, _) => *row.get(number as usize)?,
            Neighbours::Table(table) => table.get(&number).copied(),
        }
    }

    pub(super) fn insert(&mut self, number: u32, value: T) {
        match self {
            Neighbours::Row(row, count) => {
                if let Some(place) = row.get_mut(number as usize) {
                    *count += usize::from(place.replace(value).is_none());
                }
            }
            Neighbours::Table(table) => {
                table.insert(number, value);
            }
        }
    }

    pub(super) fn remove(&mut self, number: u32) {
        match self {
            Neighbours::Row(row, count) => {
                let gone = row.get_mut(number as usize).and_then(Option::take);
                *count -= usize::from(gone.is_some());
            }
            Neighbours::Table(table) => {
                table.remove(&number);
            }
        }
    }

    /// All of them, in any order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, T)> + '_ {
        let (row, table) = match self {
            Neighbours::Row(row, _) => (&row[..], None),
            Neighbours::Table(table) => (&[][..], Some(table)),
        };
        let of_row = (0u32..).zip(row).filter_map(|(number, value)| Some((number, (*value)?)));
        let of_table = table.into_iter().flatten().map(|(number, value)| (*number, *value));
        of_row.chain(of_table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_kept_alike() {
        for all in [FEW, FEW + 1] {
            let mut neighbours = Neighbours::new(all, 2);
            neighbours.insert(3, 'a');
            neighbours.insert(7, 'b');
            neighbours.insert(3, 'c');
            neighbours.remove(7);
            neighbours.remove(8);
            neighbours.insert(200, 'd');
            let mut found: Vec<(u32, char)> = neighbours.iter().collect();
            found.sort_unstable();
            assert_eq!(found, [(3, 'c'), (200, 'd')]);
            assert_eq!((neighbours.len(), neighbours.get(3), neighbours.get(7)), (2, Some('c'), None));
        }
        assert_eq!(Neighbours::<char>::default().len(), 0);
    }
}
