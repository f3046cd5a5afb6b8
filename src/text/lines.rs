//! From byte offsets to lines and columns.

/// The starts of the lines of a text.
pub(crate) struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes the line feeds of `text`.
    pub(crate) fn new(text: &str) -> Self {
        let feeds = text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1);
        LineIndex { starts: std::iter::once(0).chain(feeds).collect() }
    }

    /// Line and column of the byte `at`, both from 1; the column counts characters.
    pub(crate) fn position(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&s| s <= at);
        let start = self.starts[line - 1];
        (line, text.get(start..at).map_or(0, |s| s.chars().count()) + 1)
    }
}
