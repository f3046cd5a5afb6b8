//! The keys of `claimdiff.toml`: where each stands, what it may hold, what holds without it, what it is for.

use super::words::LEXICON;

/// One key with a single value.
pub struct Key {
    /// The table that it stands in.
    pub table: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// What holds without it, as TOML; empty where that depends on the machine or the run.
    pub default: &'static str,
    /// A value to show where there is no default.
    pub example: &'static str,
    /// What it is for.
    pub comment: &'static str,
}

/// What a key may hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A number between two others, both included.
    Number(f64, f64),
    /// A whole number between two others, both included.
    Count(u64, u64),
    /// A number of bytes with its unit, in quotation marks.
    Size,
    /// Names of formats.
    Formats,
}

/// The most columns and threads.
const MOST: u64 = u16::MAX as u64;
/// The most of what is limited otherwise.
const ANY: u64 = u32::MAX as u64;

/// All keys with a single value, in the order in which they are printed.
pub const KEYS: &[Key] = &[
    Key {
        table: "compare",
        name: "show",
        kind: Kind::Choice(&["conflicts", "differences", "all", "unmatched"]),
        default: "\"differences\"",
        example: "",
        comment: "Which part compare shows, as --show does.",
    },
    Key {
        table: "compare",
        name: "min_confidence",
        kind: Kind::Number(0.0, 1.0),
        default: "0",
        example: "",
        comment: "Only facts of which it is at least this sure that they are one, 0 to 1, as --min-confidence.",
    },
    Key {
        table: "output",
        name: "formats",
        kind: Kind::Formats,
        default: "",
        example: "[\"html\", \"csv\"]",
        comment: "The formats that -o FOLDER/ writes where --format names none.",
    },
    Key {
        table: "output",
        name: "rows",
        kind: Kind::Choice(&["claims", "pairs"]),
        default: "\"claims\"",
        example: "",
        comment: "What has one row in csv and jsonl, as --rows.",
    },
    Key {
        table: "output",
        name: "color",
        kind: Kind::Choice(&["auto", "always", "never"]),
        default: "\"auto\"",
        example: "",
        comment: "When to colour tables, as --color.",
    },
    Key {
        table: "output",
        name: "width",
        kind: Kind::Count(40, MOST),
        default: "",
        example: "100",
        comment: "Columns of tables, as --width; without it those of the terminal.",
    },
    Key {
        table: "limits",
        name: "threads",
        kind: Kind::Count(1, MOST),
        default: "",
        example: "2",
        comment: "Threads to use, as --threads; without it one per core.",
    },
    Key {
        table: "limits",
        name: "max_size",
        kind: Kind::Size,
        default: "\"256M\"",
        example: "",
        comment: "Largest document, record or member of an archive, as --max-size.",
    },
    Key {
        table: "limits",
        name: "max_unpacked",
        kind: Kind::Size,
        default: "\"8G\"",
        example: "",
        comment: "Most bytes that one archive may unpack to, as --max-unpacked.",
    },
    Key {
        table: "limits",
        name: "max_expansion",
        kind: Kind::Count(1, ANY),
        default: "100",
        example: "",
        comment: "How many times its size an archive may unpack to, as --max-expansion.",
    },
    Key {
        table: "limits",
        name: "max_nesting",
        kind: Kind::Count(0, ANY),
        default: "3",
        example: "",
        comment: "Archives within one another, as --max-nesting.",
    },
    Key {
        table: "limits",
        name: "max_depth",
        kind: Kind::Count(1, ANY),
        default: "512",
        example: "",
        comment: "Elements of HTML and XML within one another, as --max-depth.",
    },
    Key {
        table: "limits",
        name: "max_articles",
        kind: Kind::Count(1, ANY),
        default: "1000000",
        example: "",
        comment: "Articles of the whole run, as --max-articles.",
    },
    Key {
        table: "limits",
        name: "max_seconds",
        kind: Kind::Number(0.001, 86400.0),
        default: "60",
        example: "",
        comment: "Seconds to read one document, as --max-seconds.",
    },
    Key {
        table: "thresholds",
        name: "agree",
        kind: Kind::Number(-100.0, 100.0),
        default: "-0.6",
        example: "",
        comment: "Evidence (log-odds) that claims need to be one fact where their figures can all be right.",
    },
    Key {
        table: "thresholds",
        name: "conflict",
        kind: Kind::Number(-100.0, 100.0),
        default: "0.0",
        example: "",
        comment: "The same where some of them conflict. Higher: fewer conflicts, of which more are real.",
    },
    Key {
        table: "thresholds",
        name: "missing",
        kind: Kind::Number(-100.0, 100.0),
        default: "-2",
        example: "",
        comment: "What a pair of claims counts for that have nothing in common.",
    },
    Key {
        table: "thresholds",
        name: "best",
        kind: Kind::Number(0.0, 1.0),
        default: "0.4",
        example: "",
        comment: "How much the best pair of two groups counts beside the mean of all, 0 to 1.",
    },
    Key {
        table: "thresholds",
        name: "keep",
        kind: Kind::Number(-100.0, 100.0),
        default: "0",
        example: "",
        comment: "Evidence that a claim in conflict with some of its fact needs to stay in it.",
    },
    Key {
        table: "thresholds",
        name: "lone",
        kind: Kind::Number(-100.0, 100.0),
        default: "0.9",
        example: "",
        comment: "Evidence that two claims in conflict need to be one fact when no third claim stands with them.",
    },
];

/// The table of rates, whose keys are codes of currencies.
pub const RATES: &str = "rates";
/// The table of outlets, whose keys are their names.
pub const OUTLETS: &str = "outlets";
/// Other names of an outlet.
pub const NAMES: &str = "names";
/// The house that an outlet belongs to.
pub const GROUP: &str = "group";

/// The names of all tables.
pub fn tables() -> Vec<&'static str> {
    let mut tables: Vec<&str> = KEYS.iter().map(|key| key.table).collect();
    tables.dedup();
    tables.extend([RATES, OUTLETS, LEXICON]);
    tables
}
