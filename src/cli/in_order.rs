//! Pieces of output in their order, in whichever order threads make them.

use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes pieces by their index, the first of which is 0.
pub struct InOrder<W> {
    out: W,
    /// Which piece is to be written next.
    next: usize,
    /// Pieces that were made before it.
    waiting: BTreeMap<usize, Vec<u8>>,
}

impl<W: Write> InOrder<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> InOrder<W> {
        InOrder { out, next: 0, waiting: BTreeMap::new() }
    }

    /// Writes the piece with this index and those that waited for it, or lets it wait.
    pub fn put(&mut self, index: usize, piece: Vec<u8>) -> io::Result<()> {
        self.waiting.insert(index, piece);
        while let Some(piece) = self.waiting.remove(&self.next) {
            self.out.write_all(&piece)?;
            self.next += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_is_written_as_soon_as_those_before_it_are() {
        let mut pieces = InOrder::new(Vec::new());
        for (index, written) in [(1, ""), (0, "01"), (4, "01"), (3, "01"), (2, "01234"), (5, "012345")] {
            pieces.put(index, index.to_string().into_bytes()).expect("memory");
            assert_eq!(String::from_utf8_lossy(&pieces.out), written, "{index}");
        }
        assert!(pieces.waiting.is_empty());
    }
}
