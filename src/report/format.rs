//! The formats of reports: their names, their files, whom they are for.

use std::path::Path;

/// A format that a comparison or an extraction is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Tables for a terminal.
    Table,
    /// One document that follows the JSON contract.
    Json,
    /// JSON Lines: one row a line.
    JsonLines,
    /// One page for a browser.
    Html,
    /// Comma-separated values: one row a line.
    Csv,
    /// Markdown as GitHub has it.
    Markdown,
    /// A workbook for a spreadsheet.
    #[cfg(feature = "xlsx")]
    Xlsx,
}

impl Format {
    /// All formats that this build can write.
    pub const ALL: &[Format] = &[
        Format::Table,
        Format::Json,
        Format::JsonLines,
        Format::Html,
        Format::Csv,
        Format::Markdown,
        #[cfg(feature = "xlsx")]
        Format::Xlsx,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Markdown => "md",
            #[cfg(feature = "xlsx")]
            Format::Xlsx => "xlsx",
        }
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The extensions that its files have, without the dot; the first is the one that claimdiff gives them.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Table => &["txt", "text"],
            Format::Json => &["json"],
            Format::JsonLines => &["jsonl", "ndjson"],
            Format::Html => &["html", "htm"],
            Format::Csv => &["csv"],
            Format::Markdown => &["md", "markdown"],
            #[cfg(feature = "xlsx")]
            Format::Xlsx => &["xlsx"],
        }
    }

    /// The format that the extension of `path` says, in capitals or not; `None` when no format has it.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Format::ALL.iter().copied().find(|format| format.extensions().contains(&extension.as_str()))
    }

    /// The name of its file in a folder of reports.
    pub fn file_name(self) -> String {
        format!("claimdiff.{}", self.extensions()[0])
    }

    /// Whether people read it as it is. A table and a report in Markdown show what a [`Filter`](super::Filter) lets
    /// through; a page has filters of its own and, like the formats for programs, always holds everything.
    pub fn is_for_people(self) -> bool {
        match self {
            Format::Table | Format::Html | Format::Markdown => true,
            Format::Json | Format::JsonLines | Format::Csv => false,
            #[cfg(feature = "xlsx")]
            Format::Xlsx => false,
        }
    }

    /// Whether its bytes are no text, so that a terminal cannot show them.
    pub fn is_binary(self) -> bool {
        match self {
            Format::Table | Format::Json | Format::JsonLines => false,
            Format::Html | Format::Csv | Format::Markdown => false,
            #[cfg(feature = "xlsx")]
            Format::Xlsx => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_by_its_name_and_its_extensions() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(*format));
            for extension in format.extensions() {
                let path = format!("a.b/report.{}", extension.to_uppercase());
                assert_eq!(Format::of_path(Path::new(&path)), Some(*format));
            }
            assert_eq!(Format::of_path(Path::new(&format.file_name())), Some(*format));
        }
    }

    #[test]
    fn other_names_are_no_formats() {
        for name in ["report", "report.", ".json", "report.docx", "json/report"] {
            assert_eq!(Format::of_path(Path::new(name)), None, "{name}");
        }
        assert_eq!(Format::named("JSON"), None);
    }
}
