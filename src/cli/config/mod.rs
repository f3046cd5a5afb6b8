//! `claimdiff.toml`: what holds for all runs in a folder and below, unless the command line says otherwise.

mod init;
mod keys;
mod print;
mod read;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use claimdiff::comparator::{self, Rate, Thresholds};
use claimdiff::error::reason;
use claimdiff::report::Format;
use claimdiff::{AddedUnit, Article, Lexicon};

use keys::{KEYS, Key, Kind};

pub use init::run as init;
pub use print::run as print;

/// The name of the file.
pub const FILE_NAME: &str = "claimdiff.toml";

/// What the file says.
#[derive(Debug, Default)]
pub struct Config {
    /// The file, if there is one.
    path: Option<PathBuf>,
    /// By table and name: the keys of [`KEYS`] that are set.
    values: BTreeMap<(&'static str, &'static str), Set>,
    rates: Vec<(Rate, usize)>,
    outlets: Vec<Outlet>,
    words: Words,
}

/// Words that the desk adds, each with its line.
#[derive(Debug, Default)]
struct Words {
    lexicon: Lexicon,
    nouns: Vec<(String, String, usize)>,
    units: Vec<(AddedUnit, usize)>,
    aspects: Vec<(String, Vec<String>, usize)>,
}

/// A value with the line that sets it.
#[derive(Debug, PartialEq)]
struct Set {
    /// As TOML.
    toml: String,
    /// As the command line takes it; formats with commas between them.
    word: String,
    line: usize,
}

/// An outlet as the desk names it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outlet {
    name: String,
    /// Other names for it.
    names: Vec<String>,
    /// The house that it belongs to: outlets of one house are one source.
    group: Option<String>,
    line: usize,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The operating system refuses to read it.
    #[error("{}: cannot be read: {}", path.display(), reason(source))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// Something in it is wrong.
    #[error("{}:{line}: {message}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what would be right.
        message: String,
    },
}

impl Config {
    /// The file of the working directory or, if it has none, of the nearest folder above that has one.
    ///
    /// # Errors
    /// Everything that is wrong in the file.
    pub fn find() -> Result<Self, Vec<ConfigError>> {
        let here = std::env::current_dir().unwrap_or_default();
        match here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file()) {
            None => Ok(Config::default()),
            Some(path) => Config::load(&path),
        }
    }

    fn load(path: &Path) -> Result<Self, Vec<ConfigError>> {
        let text = fs::read_to_string(path)
            .map_err(|source| vec![ConfigError::Unreadable { path: path.to_owned(), source }])?;
        Config::parse(path, &text)
    }

    /// What `text`, which the file at `path` holds, says.
    ///
    /// # Errors
    /// Everything that is wrong in it, each with its line.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Vec<ConfigError>> {
        let mut config = read::read(text).map_err(|wrong| {
            let error = |(line, message)| ConfigError::Wrong { path: path.to_owned(), line, message };
            wrong.into_iter().map(error).collect::<Vec<_>>()
        })?;
        config.path = Some(path.to_owned());
        Ok(config)
    }

    /// The folder of the file, if there is one.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    fn set(&self, table: &str, name: &str) -> Option<&Set> {
        let key = KEYS.iter().find(|key| key.table == table && key.name == name)?;
        self.values.get(&(key.table, key.name))
    }

    /// What the key is set to, as the command line takes it.
    pub fn word(&self, table: &str, name: &str) -> Option<&str> {
        self.set(table, name).map(|set| set.word.as_str())
    }

    /// The options of the command line that are set here, by name, with their values.
    pub fn defaults(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let not_options = |key: &&Key| key.table == "thresholds" || key.kind == Kind::Formats;
        let options = KEYS.iter().filter(move |key| !not_options(key));
        options.filter_map(|key| Some((key.name, self.word(key.table, key.name)?)))
    }

    /// The formats for a folder.
    pub fn formats(&self) -> Vec<Format> {
        self.word("output", "formats")
            .into_iter()
            .flat_map(|words| words.split(','))
            .filter_map(Format::named)
            .collect()
    }

    /// The options of a comparison; a rate of the command line holds instead of one here for the same currencies.
    pub fn options(&self, rates: &[Rate]) -> comparator::Options {
        let same =
            |a: &Rate, b: &Rate| (&a.from, &a.to) == (&b.from, &b.to) || (&a.from, &a.to) == (&b.to, &b.from);
        let ours = self.rates.iter().map(|(rate, _)| rate);
        let ours = ours.filter(|own| !rates.iter().any(|given| same(own, given)));
        let groups = self
            .outlets
            .iter()
            .filter_map(|outlet| Some((outlet.name.to_lowercase(), outlet.group.clone()?)));
        comparator::Options {
            rates: ours.chain(rates).cloned().collect(),
            thresholds: self.thresholds(),
            outlet_groups: groups.collect(),
            lexicon: self.lexicon().clone(),
            ..comparator::Options::default()
        }
    }

    /// The words of the program with those that the file adds.
    pub fn lexicon(&self) -> &Lexicon {
        self.words.lexicon()
    }

    fn thresholds(&self) -> Thresholds {
        let value = |name, default| {
            self.word("thresholds", name).and_then(|word| word.parse().ok()).unwrap_or(default)
        };
        let Thresholds { agree, conflict, missing, best, keep, lone } = Thresholds::default();
        Thresholds {
            agree: value("agree", agree),
            conflict: value("conflict", conflict),
            missing: value("missing", missing),
            best: value("best", best),
            keep: value("keep", keep),
            lone: value("lone", lone),
        }
    }

    /// Gives outlets the names that the desk has for them.
    pub fn name_outlets(&self, articles: &mut [Article]) {
        let names: BTreeMap<String, &str> = self
            .outlets
            .iter()
            .flat_map(|outlet| {
                let all = outlet.names.iter().chain([&outlet.name]);
                all.map(|name| (name.to_lowercase(), outlet.name.as_str()))
            })
            .collect();
        for outlet in articles.iter_mut().filter_map(|article| article.outlet.as_mut()) {
            if let Some(name) = names.get(&outlet.trim().to_lowercase()) {
                *outlet = (*name).to_owned();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args, CommandFactory, FromArgMatches};

    use super::*;
    use crate::cli::limits::LimitOptions;

    #[test]
    fn each_threshold_is_the_one_that_is_set() {
        let text =
            "[thresholds]\nagree = 1\nconflict = 2.5\nmissing = -3\nbest = 0.25\nkeep = -0.5\nlone = 1.5\n";
        let expected =
            Thresholds { agree: 1.0, conflict: 2.5, missing: -3.0, best: 0.25, keep: -0.5, lone: 1.5 };
        assert_eq!(read::read(text).expect("no mistakes").thresholds(), expected);
        assert_eq!(Config::default().thresholds(), Thresholds::default());
    }

    /// `claimdiff config` and the file of `claimdiff init` tell the truth about what holds without a setting.
    #[test]
    fn the_defaults_that_are_printed_are_those_in_force() {
        let text: String = KEYS
            .iter()
            .filter(|key| !key.default.is_empty())
            .map(|key| format!("[{}]\n{} = {}\n", key.table, key.name, key.default))
            .fold(String::new(), |all, key| {
                let (table, setting) = key.split_once('\n').unwrap_or_default();
                if all.contains(table) { all + setting } else { all + &key }
            });
        let config = read::read(&text).expect("no mistakes");
        assert_eq!(config.thresholds(), Thresholds::default());
        let limits = LimitOptions::augment_args(clap::Command::new("limits"));
        let given = config.defaults().filter(|(name, _)| name.starts_with("max_"));
        let given = given.map(|(name, value)| format!("--{}={value}", name.replace('_', "-")));
        let matches = limits.get_matches_from(std::iter::once("limits".to_owned()).chain(given));
        let limits = LimitOptions::from_arg_matches(&matches).expect("limits");
        assert_eq!(limits.limits(), claimdiff::article::Limits::default());
        let compare = crate::cli::Cli::command().find_subcommand("compare").cloned().expect("a command");
        for (table, name) in
            [("compare", "show"), ("compare", "min_confidence"), ("output", "rows"), ("output", "color")]
        {
            let option = compare.get_arguments().find(|option| option.get_id() == name).expect("an option");
            let default = option.get_default_values().first().and_then(|value| value.to_str());
            assert_eq!(config.word(table, name), default, "{name}");
        }
    }
}
