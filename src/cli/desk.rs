//! What decisions are taken on: the articles compared, with what was decided before; and how a decision is written down.

use std::path::PathBuf;

use clap::Args;

use claimdiff::Comparison;
use claimdiff::decisions::Decision;
use claimdiff::report::visible;

use super::compare::compare;
use super::config::Config;
use super::decisions::DecisionFile;
use super::inputs::complain;
use super::options::{Input, Knowledge, ReadingOptions};
use super::{Outcome, inputs, output};

/// What is written beside a decision.
#[derive(Debug, Args)]
pub struct Record {
    /// Why; from then on it stands beside the fact
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Who decides [default: the name of the user, $USER]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// The articles compared, and the file that a decision goes to.
pub struct Desk {
    /// The comparison, its facts marked with what was decided.
    pub comparison: Comparison,
    file: DecisionFile,
    read: Outcome,
}

impl Desk {
    /// Reads and compares; `None` where that is not possible, which has then been said on standard error.
    pub fn open(input: &Input, knowledge: &Knowledge, config: &Config) -> Option<Self> {
        let file = DecisionFile::load_to_write(knowledge, config)?;
        let (articles, read) = inputs::read(input, config);
        if articles.is_empty() {
            if read == Outcome::Quiet {
                complain("error", "there are no articles; name those of the comparison");
            }
            return None;
        }
        let options = file.options(config, knowledge);
        let comparison = inputs::with_threads(&input.reading, || {
            compare(&articles, &options, &file.decisions, &input.reading)
        });
        Some(Desk { comparison, file, read })
    }

    /// Writes the decision down, and says so: `said` is what was decided.
    pub fn decide(&self, decision: Decision, record: &Record, said: &str) -> Outcome {
        let mut decision = Decision { by: by(record), note: record.note.clone(), ..decision };
        if let Some(date) = date() {
            decision.date = date;
        }
        let shown = self.file.shown();
        if let Err(error) = self.file.append(&decision) {
            return output::outcome(Some(&shown), Err(error));
        }
        let line = format!("{said}; written to {}", shown.display());
        self.read.max(output::deliver(None, |out| {
            use std::io::Write;
            writeln!(out, "{}", visible::line(&line))
        }))
    }
}

/// Who decides: as the command line says, else the user of the system.
fn by(record: &Record) -> Option<String> {
    let user = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    record.by.clone().or_else(user).filter(|name| !name.trim().is_empty())
}

/// The time of `SOURCE_DATE_EPOCH`, by which a run can be done again with the same result.
fn date() -> Option<String> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// What stands behind FACT: what exists is a path, everything else a claim.
pub fn claims_and_input(named: &[PathBuf], reading: &ReadingOptions) -> Option<(Vec<String>, Input)> {
    let is_path = |path: &&PathBuf| path.as_os_str() == "-" || path.exists();
    let (paths, claims): (Vec<&PathBuf>, Vec<&PathBuf>) = named.iter().partition(is_path);
    let claims: Vec<String> = claims.into_iter().map(|claim| claim.to_string_lossy().into_owned()).collect();
    let problem = match claims.as_slice() {
        _ if paths.is_empty() && reading.manifest.is_empty() => {
            "name the articles of the comparison as well, behind the claims"
        }
        [] => {
            "no claim is named; a claim is PATH:LINE:COLUMN, as compare --full prints it, or a figure's text"
        }
        _ => {
            let input = Input { paths: paths.into_iter().cloned().collect(), reading: reading.clone() };
            return Some((claims, input));
        }
    };
    complain("error", problem);
    None
}
