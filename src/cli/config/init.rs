//! `claimdiff init`: a `claimdiff.toml` in which every key is explained and nothing is set.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::FILE_NAME;
use super::keys::KEYS;
use crate::cli::inputs::complain;
use crate::cli::{Outcome, output};

/// What cannot be a single value.
const TABLES: &str = r#"
# What one unit of a currency is in another, so that sums in both can be compared,
# as --rate EUR=1.09USD.
[rates]
# EUR = "1.09USD"

# Outlets: the name that reports use, other names that mean the same, and the house
# that an outlet belongs to. Outlets of one house are one source.
# [outlets.Reuters]
# names = ["Reuters News", "reuters.com"]
# group = "Thomson Reuters"

# Words that your articles use and claimdiff does not know. Nouns that are counted, by their plural:
[lexicon.nouns]
# mujahideen = "mujahid"

# Words that say what a figure is about, by the standard word that tables show for it; all forms of the first count.
[lexicon.aspects]
# killed = ["neutralise", "eliminate from the battlefield"]

# Units of measure: what one is in a known unit, the words for it (without them its name, with and without -s), what
# is written right behind a figure, and its UCUM code if it has one.
# [lexicon.units.ardeb]
# is = "198 litres"
# words = ["ardeb", "ardebs", "ardabb"]
# symbols = ["ard."]
# code = "[ardeb]"
"#;

/// Writes the file into the working directory, unless there is one.
pub fn run() -> Outcome {
    let path = Path::new(FILE_NAME);
    let written = OpenOptions::new().write(true).create_new(true).open(path);
    let write = |mut file: fs::File| {
        file.write_all(document().as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| {
            // A part of it would stand in the way of the next try.
            let _ = fs::remove_file(path);
        })
    };
    match written.and_then(write) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            complain("error", &format!("{FILE_NAME}: is there already and was left as it is"));
            Outcome::Trouble
        }
        Err(error) => output::outcome(Some(path), Err(error)),
        Ok(()) => {
            output::deliver(None, |out| writeln!(out, "{FILE_NAME}: written; take the # from what you need"))
        }
    }
}

/// The file: every key with its comment, as it stands without it.
fn document() -> String {
    let mut out = format!(
        "# {FILE_NAME}: holds for every run in this folder and below. The command line goes first.\n\
         # `claimdiff config` prints the values in force.\n"
    );
    let mut table = "";
    for key in KEYS {
        if key.table != table {
            table = key.table;
            out.push_str(&format!("\n[{table}]\n"));
        }
        let value = if key.default.is_empty() { key.example } else { key.default };
        out.push_str(&format!("# {}\n# {} = {value}\n", key.comment, key.name));
    }
    out + TABLES
}
