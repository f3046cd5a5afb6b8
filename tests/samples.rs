//! The sample sets as they are printed, at several widths, and what must hold of them whatever they say.
//!
//! `SNAPSHOTS=overwrite cargo test --test samples` writes the snapshots anew; read the difference before a commit.

mod support;

use std::path::Path;

use snapbox::{Data, assert_data_eq};
use support::{SAMPLES, claimdiff, code, run, stderr, stdout};

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn snapshot(arguments: &[&str], file: &str) {
    let output = run(arguments);
    assert_eq!(stderr(&output), "", "{arguments:?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/samples").join(file);
    assert_data_eq!(stdout(&output).to_owned(), Data::read_from(&path, None).raw());
}

#[test]
fn tables_at_several_widths() {
    for sample in SAMPLES {
        for width in ["60", "80", "200"] {
            let file = format!("{}-{width}.txt", name(sample));
            snapshot(&["compare", sample, "--width", width], &file);
        }
    }
}

#[test]
fn tables_of_each_part() {
    for sample in SAMPLES {
        for part in ["conflicts", "all", "unmatched"] {
            let file = format!("{}-{part}.txt", name(sample));
            snapshot(&["compare", sample, "--show", part], &file);
        }
        snapshot(&["compare", sample, "--show", "all", "--full"], &format!("{}-full.txt", name(sample)));
        snapshot(&["extract", sample], &format!("{}-extract.txt", name(sample)));
        snapshot(&["extract", sample, "--all"], &format!("{}-extract-all.txt", name(sample)));
    }
}

#[test]
fn reports_to_send_on_and_rows_to_work_with() {
    for sample in SAMPLES {
        for (arguments, file) in [
            (&["--format", "md"][..], "report.md"),
            (&["--format", "md", "--show", "unmatched"], "unmatched.md"),
            (&["--format", "csv"], "claims.csv"),
            (&["--format", "csv", "--rows", "pairs"], "pairs.csv"),
            (&["--format", "jsonl", "--rows", "pairs"], "pairs.jsonl"),
        ] {
            let all: Vec<&str> = ["compare", sample].iter().chain(arguments).copied().collect();
            snapshot(&all, &format!("{}-{file}", name(sample)));
        }
    }
}

#[test]
fn the_width_comes_from_the_environment_when_nothing_else_says_it() {
    for sample in SAMPLES {
        let wide = claimdiff().args(["compare", sample]).env("COLUMNS", "120").output().expect("it starts");
        assert_eq!(stdout(&wide), stdout(&run(["compare", sample, "--width", "120"])));
        assert_eq!(stdout(&run(["compare", sample])), stdout(&run(["compare", sample, "--width", "80"])));
    }
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    for sample in SAMPLES {
        let quiet = claimdiff().args(["compare", sample]).env("NO_COLOR", "1").output().expect("it starts");
        let plain = run(["compare", sample]);
        assert!(!stdout(&plain).contains('\u{1b}'));
        assert_eq!(stdout(&quiet), stdout(&plain));
        let colored = run(["compare", sample, "--color", "always"]);
        assert!(stdout(&colored).contains("\u{1b}["));
        let mut bare = String::new();
        for piece in stdout(&colored).split('\u{1b}') {
            bare.push_str(match piece.strip_prefix('[') {
                Some(code) => code.split_once('m').map_or("", |(_, text)| text),
                None => piece,
            });
        }
        assert_eq!(bare, stdout(&plain));
    }
}

#[test]
fn conflicts_end_with_1_unless_told_otherwise() {
    for sample in SAMPLES {
        let json = run(["compare", sample, "--format", "json"]);
        let document: serde_json::Value = serde_json::from_str(stdout(&json)).expect("JSON");
        let conflicts = document["summary"]["conflicts"].as_u64().expect("a number");
        assert_eq!(code(&json), i32::from(conflicts > 0));
        assert_eq!(code(&run(["compare", sample, "--about", "no such word"])), i32::from(conflicts > 0));
        assert_eq!(code(&run(["compare", sample, "--exit-zero"])), 0);
        assert_eq!(code(&run(["compare", sample, "no-such-file", "--exit-zero"])), 2);
    }
}

#[test]
fn the_output_does_not_depend_on_threads_or_chance() {
    for sample in SAMPLES {
        for arguments in [["compare", sample, "--format", "json"], ["extract", sample, "--format", "jsonl"]] {
            let first = run(arguments.into_iter().chain(["--threads", "1"]));
            for _ in 0..9 {
                let again = run(arguments.into_iter().chain(["--threads", "2"]));
                assert_eq!(stdout(&again), stdout(&first));
            }
        }
    }
}

#[test]
fn options_of_tables_do_not_thin_what_is_for_programs() {
    let thinned = ["--show", "conflicts", "--about", "x", "--min-confidence", "1", "--outlet", "y"];
    for sample in SAMPLES {
        for format in ["json", "jsonl", "csv", "html"] {
            let all = run(["compare", sample, "--format", format]);
            let asked = run(["compare", sample, "--format", format].into_iter().chain(thinned));
            assert_eq!(stdout(&asked), stdout(&all), "{format}");
        }
        let report = run(["compare", sample, "--format", "md"].into_iter().chain(thinned));
        assert!(!stdout(&report).contains("## "), "{}", stdout(&report));
    }
}
