//! `claimdiff.decisions.toml`: what was decided, read by every comparison, and added to at its end.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use claimdiff::comparator;
use claimdiff::decisions::{Decision, Decisions};
use claimdiff::error::reason;

use super::config::Config;
use super::inputs::complain;
use super::options::Knowledge;

/// The name of the file.
const FILE_NAME: &str = "claimdiff.decisions.toml";

/// What a new file begins with.
const HEAD: &str = "\
# What was decided about figures: written by `claimdiff accept`, `dismiss`, `reopen`,
# `separate` and `join`, read by every comparison. New decisions come at the end; of
# two on the same claims the later holds. Comments are welcome anywhere, and a
# decision that was a mistake can be taken out. Where two people have added some,
# keep those of both, one below the other.
";

/// The file as it is.
#[derive(Debug, Default)]
pub struct DecisionFile {
    path: PathBuf,
    text: String,
    /// What it says.
    pub decisions: Decisions,
}

impl DecisionFile {
    /// Reads the file that the command line names, else that of the working directory or the nearest folder above.
    /// Where there is none, it is one without decisions. What is wrong with it is said on standard error.
    pub fn load(knowledge: &Knowledge, config: &Config) -> Option<Self> {
        match &knowledge.decisions {
            Some(path) if !path.exists() => {
                complain("error", &format!("{}: no such file of decisions", path.display()));
                None
            }
            Some(path) => DecisionFile::read(path),
            None => match found() {
                Some(path) => DecisionFile::read(&path),
                None => Some(DecisionFile { path: place(config), ..DecisionFile::default() }),
            },
        }
    }

    /// Like [`DecisionFile::load`], but a file that the command line names need not be there yet.
    pub fn load_to_write(knowledge: &Knowledge, config: &Config) -> Option<Self> {
        match &knowledge.decisions {
            Some(path) if !path.exists() => {
                Some(DecisionFile { path: path.clone(), ..DecisionFile::default() })
            }
            _ => DecisionFile::load(knowledge, config),
        }
    }

    fn read(path: &Path) -> Option<Self> {
        let shown = shown(path);
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                complain("error", &format!("{}: cannot be read: {}", shown.display(), reason(&error)));
                return None;
            }
        };
        match Decisions::parse(&text) {
            Ok(decisions) => Some(DecisionFile { path: path.to_owned(), text, decisions }),
            Err(wrong) => {
                wrong.iter().for_each(|error| complain("error", &format!("{}:{error}", shown.display())));
                None
            }
        }
    }

    /// The options of a comparison, with what the settings and the file say.
    pub fn options(&self, config: &Config, knowledge: &Knowledge) -> comparator::Options {
        let corrections = self.decisions.corrections();
        comparator::Options { corrections, ..config.options(&knowledge.rate) }
    }

    /// Adds a decision at the end of the file; what is there stays as it is, byte by byte.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn append(&self, decision: &Decision) -> io::Result<()> {
        let mut added = String::new();
        match self.text.as_str() {
            "" => added.push_str(HEAD),
            text if !text.ends_with('\n') => added.push('\n'),
            _ => {}
        }
        added.push_str(&decision.to_toml(&self.text));
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path)?;
        let before = file.metadata()?.len();
        // At once, so that two runs at the same time do not write into each other.
        file.write_all(added.as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| {
            // A disk that is full takes a part; the file is kept without it.
            let _ = if before == 0 { fs::remove_file(&self.path) } else { file.set_len(before) };
        })
    }

    /// Its path, from the working directory where it lies there.
    pub fn shown(&self) -> PathBuf {
        shown(&self.path)
    }
}

/// The file of the working directory or of the nearest folder above.
fn found() -> Option<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// Where a new file is made: beside the settings, else in the working directory.
fn place(config: &Config) -> PathBuf {
    let folder = config.folder().map(Path::to_owned).or_else(|| std::env::current_dir().ok());
    folder.unwrap_or_default().join(FILE_NAME)
}

fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).to_owned()
}
