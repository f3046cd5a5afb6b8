//! Which reports a command writes, and where to: standard output, a file, or several in a folder.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use claimdiff::report::Format;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::config::Config;
use super::inputs::complain;
use super::options::Display;

/// A format that a command offers, with what its help says of it.
pub type Offer = (Format, &'static str);

/// Reads the name of one of the formats that are offered.
pub fn parser(offers: &'static [Offer]) -> impl TypedValueParser<Value = Format> {
    let value = |(format, help): &Offer| PossibleValue::new(format.name()).help(*help);
    PossibleValuesParser::new(offers.iter().map(value))
        .try_map(|name| Format::named(&name).ok_or("no format has this name"))
}

/// One report to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its format.
    pub format: Format,
    /// Its file; `None` is standard output.
    pub path: Option<PathBuf>,
    /// The folder that is made for it if it is not there.
    pub folder: Option<PathBuf>,
}

/// Why no report can be written as it was asked for.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsageError {
    /// Several formats for one place.
    #[error("several formats need a folder to be written into: -o FOLDER/")]
    Several,
    /// A folder, and nothing says what to write there.
    #[error(
        "{path}: cannot be written: it is a folder; say which formats to write into it: --format {example}"
    )]
    NoFormat {
        /// The folder as given.
        path: String,
        /// Formats that could be written there.
        example: String,
    },
    /// A name that does not say the format.
    #[error("{path}: no format goes by this extension; name one: --format {offers}")]
    UnknownExtension {
        /// The file as given.
        path: String,
        /// The formats that the command offers.
        offers: String,
    },
    /// A format that the command does not write.
    #[error("{path}: this command does not write {format}; name another format: --format {offers}")]
    NotOffered {
        /// The file as given.
        path: String,
        /// The format of its extension.
        format: &'static str,
        /// The formats that the command offers.
        offers: String,
    },
    /// Bytes that a terminal would garble.
    #[error("{format} is not text and a terminal cannot show it; write it to a file: -o {example}")]
    BinaryOnTerminal {
        /// The format.
        format: &'static str,
        /// A file for it.
        example: String,
    },
    /// `--open`, but there is nothing to open.
    #[error("--open opens a file; name it: -o FILE")]
    NothingToOpen,
}

/// The reports that the command line asks for; if they cannot be written, standard error says why.
pub fn plan(display: &Display, formats: &[Format], offers: &[Offer], config: &Config) -> Option<Vec<Report>> {
    let usual: Vec<Format> =
        config.formats().into_iter().filter(|format| is_offered(*format, offers)).collect();
    let planned = match display.file() {
        None if display.open => Err(UsageError::NothingToOpen),
        Some(path) if formats.is_empty() && is_folder(path) => reports(Some(path), &usual, offers),
        output => reports(output, formats, offers),
    };
    planned.map_err(|error| complain("error", &error.to_string())).ok()
}

/// The reports to write: `formats` (none: what the extension says, else a table) to `output` (none: standard output).
fn reports(output: Option<&Path>, formats: &[Format], offers: &[Offer]) -> Result<Vec<Report>, UsageError> {
    let formats = distinct(formats);
    let Some(path) = output else {
        return Ok(vec![Report { format: for_standard_output(&formats)?, path: None, folder: None }]);
    };
    if is_folder(path) {
        return in_folder(path, formats, offers);
    }
    let format = match formats[..] {
        [] => by_extension(path, offers)?,
        [format] => format,
        _ => return Err(UsageError::Several),
    };
    Ok(vec![Report { format, path: Some(path.to_owned()), folder: None }])
}

fn distinct(formats: &[Format]) -> Vec<Format> {
    let mut kept = Vec::new();
    for format in formats {
        if !kept.contains(format) {
            kept.push(*format);
        }
    }
    kept
}

fn for_standard_output(formats: &[Format]) -> Result<Format, UsageError> {
    let format = match formats {
        [] => Format::Table,
        [format] => *format,
        _ => return Err(UsageError::Several),
    };
    if format.is_binary() && std::io::stdout().is_terminal() {
        return Err(UsageError::BinaryOnTerminal { format: format.name(), example: format.file_name() });
    }
    Ok(format)
}

/// Whether the path is that of a folder: one that exists, or any that ends as only a folder can.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

fn in_folder(folder: &Path, formats: Vec<Format>, offers: &[Offer]) -> Result<Vec<Report>, UsageError> {
    if formats.is_empty() {
        let example = names(offers.iter().filter(|(format, _)| *format != Format::Table));
        return Err(UsageError::NoFormat { path: folder.display().to_string(), example });
    }
    let report = |format: Format| Report {
        format,
        path: Some(folder.join(format.file_name())),
        folder: Some(folder.to_owned()),
    };
    Ok(formats.into_iter().map(report).collect())
}

/// The format that the name of a file says; one without an extension, as those of devices and pipes, gets a table.
fn by_extension(path: &Path, offers: &[Offer]) -> Result<Format, UsageError> {
    if path.extension().is_none() {
        return Ok(Format::Table);
    }
    let (path, format) = (path.display().to_string(), Format::of_path(path));
    match format {
        Some(format) if is_offered(format, offers) => Ok(format),
        Some(format) => Err(UsageError::NotOffered { path, format: format.name(), offers: names(offers) }),
        None => Err(UsageError::UnknownExtension { path, offers: names(offers) }),
    }
}

fn is_offered(format: Format, offers: &[Offer]) -> bool {
    offers.iter().any(|(offered, _)| *offered == format)
}

fn names<'a>(offers: impl IntoIterator<Item = &'a Offer>) -> String {
    offers.into_iter().map(|(format, _)| format.name()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: &[Offer] = &[(Format::Table, ""), (Format::Json, "")];

    /// What is planned, as "FORMAT PATH" each, or the error.
    fn planned(output: &str, formats: &[Format]) -> Result<Vec<String>, String> {
        let output = (!output.is_empty()).then(|| Path::new(output));
        let name = |report: Report| {
            let path = report.path.map(|path| format!(" {}", path.display()));
            format!("{}{}", report.format.name(), path.unwrap_or_default())
        };
        match reports(output, formats, OFFERS) {
            Ok(reports) => Ok(reports.into_iter().map(name).collect()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn formats_and_places() {
        use Format::{Json, Table};
        for (output, formats, expected) in [
            ("", &[][..], &["table"][..]),
            ("", &[Json, Json], &["json"]),
            ("out", &[], &["table out"]),
            ("out.txt", &[], &["table out.txt"]),
            ("out.JSON", &[], &["json out.JSON"]),
            ("out.json", &[Table], &["table out.json"]),
            ("out.log", &[Json], &["json out.log"]),
            ("no-such-folder/", &[Json], &["json no-such-folder/claimdiff.json"]),
            ("src", &[Json, Table, Json], &["json src/claimdiff.json", "table src/claimdiff.txt"]),
        ] {
            let expected = expected.iter().map(|report| (*report).to_owned()).collect();
            assert_eq!(planned(output, formats), Ok(expected), "{output} {formats:?}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_said_with_a_way_out() {
        for (output, formats, expected) in [
            ("", &[Format::Table, Format::Json][..], "-o FOLDER/"),
            ("out.json", &[Format::Table, Format::Json], "-o FOLDER/"),
            ("out.docx", &[], "out.docx: no format goes by this extension; name one: --format table,json"),
            (
                "out.jsonl",
                &[],
                "out.jsonl: this command does not write jsonl; name another format: --format table",
            ),
            ("out/", &[], "out/: cannot be written: it is a folder; say which formats"),
        ] {
            let error = planned(output, formats).expect_err(output);
            assert!(error.contains(expected), "{error}");
        }
    }
}
