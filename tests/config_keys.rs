//! Every key of `claimdiff.toml`: that it has an effect, and that a mistake in it is said with its line and a way out.
//!
//! The keys are those of the file that `claimdiff init` writes. A key that is added there fails here until it has a row
//! in [`KEYS`].

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use support::{claimdiff, code, folder, stderr, stdout, write};

/// One key: what shows that it has an effect, and a mistake in it.
struct Key {
    /// Table and name, as `claimdiff init` has them.
    name: &'static str,
    /// What else the file says, with and without the key.
    beside: &'static str,
    /// A line that sets it.
    line: &'static str,
    /// The run whose output or exit code it changes.
    arguments: &'static [&'static str],
    /// A line that sets it wrongly.
    wrong: &'static str,
    /// What is said then, behind the place of the line.
    message: &'static str,
}

const COMPARE: &[&str] =
    &["compare", "samples/recruits", "samples/earthquake", "--format", "json", "--exit-zero"];
const TABLE: &[&str] = &["compare", "samples/recruits", "--exit-zero"];
const HELP: &[&str] = &["compare", "--help"];

/// A key whose effect shows in what the program prints.
const fn key(
    name: &'static str,
    line: &'static str,
    arguments: &'static [&'static str],
    (wrong, message): (&'static str, &'static str),
) -> Key {
    Key { name, beside: "", line, arguments, wrong, message }
}

const EVIDENCE: &str = "a number from -100 to 100 is needed";

const KEYS: &[Key] = &[
    key(
        "compare.show",
        "show = \"conflicts\"",
        TABLE,
        ("show = \"conflict\"", "did you mean \"conflicts\"?"),
    ),
    key(
        "compare.min_confidence",
        "min_confidence = 0.9",
        TABLE,
        ("min_confidence = 2", "a number from 0 to 1 is needed"),
    ),
    key(
        "output.formats",
        "formats = [\"md\"]",
        &["compare", "samples/recruits", "-o", "out/"],
        ("formats = [\"htlm\"]", "unknown format \"htlm\"; did you mean \"html\"?"),
    ),
    key(
        "output.rows",
        "rows = \"pairs\"",
        &["compare", "samples/recruits", "--format", "csv"],
        ("rows = \"pair\"", "did you mean \"pairs\"?"),
    ),
    key(
        "output.color",
        "color = \"always\"",
        TABLE,
        ("color = \"on\"", "unknown value \"on\"; known are auto, always, never"),
    ),
    key("output.width", "width = 60", TABLE, ("width = \"60\"", "a whole number from 40 to 65535 is needed")),
    // The output does not depend on the number of threads.
    key("limits.threads", "threads = 3", HELP, ("threads = 0", "a whole number from 1 to 65535 is needed")),
    key(
        "limits.max_size",
        "max_size = \"1K\"",
        &["compare", "set.zip"],
        ("max_size = \"1 K B\"", "such as \"500K\", \"256M\" or \"8G\""),
    ),
    key(
        "limits.max_unpacked",
        "max_unpacked = \"1K\"",
        &["compare", "set.zip"],
        ("max_unpacked = 1", "a number of bytes in quotation marks is needed"),
    ),
    key(
        "limits.max_expansion",
        "max_expansion = 100000",
        &["compare", "bomb.zip"],
        ("max_expansion = -1", "a whole number from 1 to 4294967295 is needed"),
    ),
    key(
        "limits.max_nesting",
        "max_nesting = 0",
        &["compare", "nested.zip"],
        ("max_nesting = 0.5", "a whole number from 0 to 4294967295 is needed"),
    ),
    key(
        "limits.max_depth",
        "max_depth = 3",
        &["compare", "deep.html"],
        ("max_depth = 0", "a whole number from 1 to 4294967295 is needed"),
    ),
    key(
        "limits.max_articles",
        "max_articles = 1",
        TABLE,
        ("max_articles = \"1\"", "a whole number from 1 to 4294967295 is needed"),
    ),
    // How long a run takes is nothing that a test can rely on.
    key(
        "limits.max_seconds",
        "max_seconds = 1.5",
        HELP,
        ("max_seconds = 0", "a number from 0.001 to 86400 is needed"),
    ),
    key("thresholds.agree", "agree = 100", COMPARE, ("agree = \"much\"", EVIDENCE)),
    key("thresholds.conflict", "conflict = 100", COMPARE, ("conflict = 101", EVIDENCE)),
    key("thresholds.missing", "missing = -100", &["compare", "many.jsonl"], ("missing = true", EVIDENCE)),
    Key {
        beside: "agree = 2\nconflict = 2",
        ..key("thresholds.best", "best = 1", COMPARE, ("best = 2", "a number from 0 to 1 is needed"))
    },
    key("thresholds.keep", "keep = 100", COMPARE, ("keep = [0]", EVIDENCE)),
    key("thresholds.lone", "lone = 100", COMPARE, ("lone = -101", EVIDENCE)),
    key(
        "rates.EUR",
        "EUR = \"1.1USD\"",
        &["compare", "fines"],
        ("EUR = \"1.1USX\"", "USX is no currency code of ISO 4217; a rate looks like EUR = \"1.09USD\""),
    ),
    key(
        "outlets.Reuters.names",
        "names = [\"The Sarvik Times\", \"Kelmara Daily\"]",
        &["compare", "fines", "--show", "all"],
        ("names = \"Times\"", "a list of names is needed: [\"...\"]"),
    ),
    Key {
        beside: "names = [\"The Sarvik Times\"]\n[outlets.\"Kelmara Daily\"]\ngroup = \"House\"",
        ..key(
            "outlets.Reuters.group",
            "group = \"House\"",
            &["compare", "fines", "--show", "all", "--format", "json"],
            ("group = [\"House\"]", "a name in quotation marks is needed"),
        )
    },
    key(
        "lexicon.nouns.mujahideen",
        "mujahideen = \"mujahid\"",
        WORDS,
        ("mujahideen = 1", "a noun looks like children = \"child\""),
    ),
    key(
        "lexicon.aspects.killed",
        "killed = [\"neutralise\"]",
        WORDS,
        ("killed = \"neutralise\"", "a list of words is needed: [\"...\"]"),
    ),
    key(
        "lexicon.units.ardeb.is",
        "is = \"198 litres\"",
        WORDS,
        ("is = \"198 lites\"", "unknown unit \"lites\"; did you mean \"liters\"?"),
    ),
    Key {
        beside: ARDEB,
        ..key(
            "lexicon.units.ardeb.words",
            "words = [\"ardabb\"]",
            WORDS,
            ("words = \"ardabb\"", "a list of words is needed: [\"...\"]"),
        )
    },
    Key {
        beside: ARDEB,
        ..key(
            "lexicon.units.ardeb.symbols",
            "symbols = [\"ard.\"]",
            WORDS,
            ("symbols = [1]", "a list of words is needed: [\"...\"]"),
        )
    },
    Key {
        beside: ARDEB,
        ..key(
            "lexicon.units.ardeb.code",
            "code = \"[ard]\"",
            WORDS,
            ("code = 1", "a code in quotation marks is needed"),
        )
    },
];

const WORDS: &[&str] = &["extract", "words", "--format", "json"];
const ARDEB: &str = "is = \"198 litres\"";

/// A folder with `samples/` and what else the runs read.
fn place(name: &str) -> PathBuf {
    let place = folder(name);
    for sample in ["recruits", "earthquake"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        for entry in fs::read_dir(from).expect("the samples") {
            let path = entry.expect("an entry").path();
            let file = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            write(&place, &format!("samples/{sample}/{file}"), fs::read(&path).expect("a sample"));
        }
    }
    let fine = |outlet: &str, sum: &str| {
        format!(
            "---\noutlet: {outlet}\n---\nThe court in Sarvik ordered the mill owner Kelmara to pay a fine of {sum}.\n"
        )
    };
    write(&place, "fines/a.txt", fine("The Sarvik Times", "200,000 euros"));
    let other = "Kelmara, the mill owner, has to pay a fine of 200,000 euros, a court in Sarvik ordered.";
    write(
        &place,
        "fines/b.txt",
        format!(
            "---
outlet: Kelmara Daily
---
{other}
"
        ),
    );
    write(&place, "fines/c.txt", fine("Harbour Post", "$900,000"));
    write(
        &place,
        "set.zip",
        archive(&[("a.txt", fine("The Sarvik Times", "200,000 euros").repeat(100).into_bytes())]),
    );
    write(&place, "bomb.zip", archive(&[("a.txt", vec![0; 20 << 20])]));
    let inner = archive(&[("a.txt", fine("The Sarvik Times", "200,000 euros").into_bytes())]);
    write(&place, "nested.zip", archive(&[("inner.zip", inner)]));
    let deep =
        format!("{}<p>The flood killed 14 people in Kelmara.</p>{}", "<div>".repeat(20), "</div>".repeat(20));
    write(&place, "deep.html", format!("<html><body>{deep}</body></html>"));
    let report = |i: usize| {
        let text = format!(
            "The flood in Kelmara killed 14 people on Tuesday, wrote paper number {i} of the valley. The water destroyed \
             {} homes along the Dorenna river.",
            120 + 10 * (i % 4)
        );
        serde_json::json!({"id": format!("a{i}"), "text": text}).to_string() + "\n"
    };
    write(&place, "many.jsonl", (0..230).map(report).collect::<String>());
    let words = "Officials said that 40 mujahideen were neutralised near Sarvik. Farmers in Dorenna sold 30 ardabb of rice, \
                 20 ard. of wheat and 10 ardebs of maize.\n";
    write(&place, "words/a.txt", words);
    place
}

fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

fn run_in(place: &Path, config: &str, arguments: &[&str]) -> Output {
    write(place, "claimdiff.toml", config);
    claimdiff().current_dir(place).args(arguments).output().expect("the program starts")
}

/// The table of a key, and its line below.
fn settings(key: &Key, line: &str) -> String {
    let table = key.name.rsplit_once('.').expect("a table").0;
    let table = table.replace("Reuters", "\"The Sarvik Times\"");
    let (before, after) = match key.beside.split_once("\n[") {
        Some((before, after)) => (before, format!("[{after}\n")),
        None => (key.beside, String::new()),
    };
    format!("[{table}]\n{line}\n{before}\n{after}")
}

/// All keys of the file that `claimdiff init` writes.
fn known() -> BTreeSet<String> {
    let folder = folder("config-known");
    let written = claimdiff().current_dir(&folder).arg("init").output().expect("the program starts");
    assert_eq!(code(&written), 0);
    let text = fs::read_to_string(folder.join("claimdiff.toml")).expect("the file");
    let mut table = String::new();
    let mut keys = BTreeSet::new();
    for line in text.lines().map(|line| line.trim_start_matches("# ")) {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_end_matches(']').to_owned();
        } else if let Some((name, _)) = line.split_once(" = ").filter(|(name, _)| !name.contains(' ')) {
            keys.insert(format!("{table}.{name}"));
        }
    }
    keys
}

#[test]
fn every_key_stands_in_the_table_of_this_test() {
    let tested: BTreeSet<String> = KEYS.iter().map(|key| key.name.to_owned()).collect();
    assert_eq!(tested, known());
}

#[test]
fn every_key_has_an_effect() {
    let place = place("config-effects");
    let all = |output: &Output, place: &Path| {
        let files = fs::read_dir(place.join("out")).map(|files| files.count()).unwrap_or_default();
        (code(output), stdout(output).to_owned(), stderr(output).to_owned(), files)
    };
    for key in KEYS {
        let run = |line: &str| all(&run_in(&place, &settings(key, line), key.arguments), &place);
        let (without, with) = (run(""), run(key.line));
        assert!(without != with, "{} changes nothing: {without:?}", key.name);
        assert!(!with.2.contains("claimdiff.toml"), "{}: {}", key.name, with.2);
    }
}

#[test]
fn a_mistake_in_every_key_is_said_with_its_line_and_a_way_out() {
    let place = place("config-mistakes");
    for key in KEYS {
        let output = run_in(&place, &settings(key, key.wrong), &["config"]);
        assert_eq!((code(&output), stdout(&output)), (2, ""), "{}", key.name);
        let message = stderr(&output);
        let name = key.name.rsplit('.').next().expect("a name");
        assert!(message.contains(&format!("claimdiff.toml:2: {name}: ")), "{}: {message}", key.name);
        assert!(message.contains(key.message), "{}: {message}", key.name);
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn a_slip_in_every_name_is_set_right() {
    let place = place("config-slips");
    // In these tables the names are the user's own.
    let own = |key: &&Key| {
        ["rates.", "lexicon.nouns.", "lexicon.aspects."].iter().any(|table| key.name.starts_with(table))
    };
    for key in KEYS.iter().filter(|key| !own(key)) {
        let name = key.name.rsplit('.').next().expect("a name");
        let slip = format!("{name}s");
        let output = run_in(&place, &settings(key, &key.line.replacen(name, &slip, 1)), &["config"]);
        let expected = format!("claimdiff.toml:2: unknown key \"{slip}\"; did you mean \"{name}\"?");
        assert_eq!(code(&output), 2, "{}", key.name);
        assert!(stderr(&output).contains(&expected), "{}: {}", key.name, stderr(&output));
    }
}
