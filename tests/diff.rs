//! `claimdiff diff`: two versions of an article, and folders of them.
//!
//! `SNAPSHOTS=overwrite cargo test --test diff` writes the snapshots anew.

mod support;

use serde_json::Value;
use snapbox::{assert_data_eq, file};
use support::{code, folder, run, stderr, stdout, write};

const OLD: &str = "samples/versions/old.txt";
const NEW: &str = "samples/versions/new.txt";

fn diff(more: &[&str]) -> std::process::Output {
    run(["diff", OLD, NEW].iter().chain(more))
}

/// The changes between two texts, as "KIND OLD > NEW (PARTS)".
fn changes(name: &str, old: &str, new: &str) -> Vec<String> {
    let folder = folder(name);
    let (old, new) = (write(&folder, "old.txt", old), write(&folder, "new.txt", new));
    let output =
        run(["diff".as_ref(), old.as_os_str(), new.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    assert_eq!(stderr(&output), "");
    let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let changes = document["articles"][0]["changes"].as_array().expect("changes").clone();
    assert_eq!(code(&output), i32::from(!changes.is_empty()));
    let side = |change: &Value, side: &str| change[side]["text"].as_str().unwrap_or("-").to_owned();
    let parts = |change: &Value| -> Vec<String> {
        let parts = change["parts"].as_array().expect("parts");
        parts.iter().map(|part| part.as_str().expect("a word").to_owned()).collect()
    };
    let line = |change: &Value| {
        let kind = change["kind"].as_str().expect("a kind");
        format!("{kind} {} > {} ({})", side(change, "old"), side(change, "new"), parts(change).join(", "))
    };
    changes.iter().map(line).collect()
}

#[test]
fn a_table_of_what_was_changed() {
    let output = diff(&[]);
    assert_eq!((code(&output), stderr(&output)), (1, ""));
    assert_data_eq!(stdout(&output), file!["snapshots/diff/table.txt"].raw());
}

#[test]
fn each_change_with_its_sentences() {
    let output = diff(&["--full", "--exit-zero"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    assert_data_eq!(stdout(&output), file!["snapshots/diff/full.txt"].raw());
}

#[test]
fn one_line_a_change_with_its_place_first() {
    assert_data_eq!(stdout(&diff(&["--lines"])), file!["snapshots/diff/lines.txt"].raw());
}

#[test]
fn a_report_to_send_on_and_rows_to_work_with() {
    assert_data_eq!(stdout(&diff(&["--format", "md"])), file!["snapshots/diff/report.md"].raw());
    assert_data_eq!(stdout(&diff(&["--format", "csv"])), file!["snapshots/diff/changes.csv"].raw());
    let lines = diff(&["--format", "jsonl"]);
    assert_eq!(stdout(&lines).lines().count(), stdout(&diff(&["--format", "csv"])).lines().count() - 1);
}

#[test]
fn a_version_against_itself_has_no_change() {
    for arguments in [["diff", OLD, OLD], ["diff", "samples/recruits", "samples/recruits"]] {
        let output = run(arguments);
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{arguments:?}");
        assert!(stdout(&output).contains("no change"), "{}", stdout(&output));
    }
}

#[test]
fn the_way_back_has_the_same_changes() {
    let forth = diff(&["--format", "csv"]);
    let back = run(["diff", NEW, OLD, "--format", "csv"]);
    let kinds = |text: &str| {
        let mut kinds: Vec<String> =
            text.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default().to_owned()).collect();
        kinds.sort();
        kinds
    };
    let swapped =
        stdout(&back).replace("added,", "x,").replace("removed,", "added,").replace("x,", "removed,");
    assert_eq!(kinds(stdout(&forth)), kinds(&swapped));
}

#[test]
fn what_is_only_put_otherwise_is_no_change() {
    for (name, old, new) in [
        (
            "reworded",
            "The flood killed 14 people, the mayor said.\n",
            "According to the mayor, 14 people were killed in the flood.\n",
        ),
        (
            "moved",
            "The flood killed 14 people.\n\nThe dam is 40 metres high.\n\nSome 200 houses were destroyed.\n",
            "Some 200 houses were destroyed.\n\nThe flood killed 14 people.\n\nThe dam is 40 metres high.\n",
        ),
        (
            "wrapped",
            "The flood killed 14\npeople in “Kelmara”.\n",
            "The flood killed 14 people in \"Kelmara\".\n",
        ),
        (
            "written",
            "The fund has $14 million. Twelve boats sank.\n",
            "The fund has $14,000,000. 12 boats sank.\n",
        ),
        ("synonym", "A quake killed 14 people.\n", "An earthquake killed 14 people.\n"),
    ] {
        assert_eq!(changes(name, old, new), [""; 0], "{name}");
    }
}

#[test]
fn each_part_of_a_figure_can_change() {
    for (name, old, new, expected) in [
        (
            "figure",
            "The flood killed 14 people.",
            "The flood killed 16 people.",
            "14 people > 16 people (figure)",
        ),
        (
            "bound",
            "The flood killed at least 14 people.",
            "The flood killed 14 people.",
            "at least 14 people > 14 people (bound)",
        ),
        (
            "hedge",
            "The flood destroyed 200 houses.",
            "The flood destroyed about 200 houses.",
            "200 houses > about 200 houses (hedge)",
        ),
        ("unit", "It lies 30 miles from the sea.", "It lies 30 km from the sea.", "30 miles > 30 km (unit)"),
        (
            "currency",
            "The bridge cost $3 million.",
            "The bridge cost €3 million.",
            "$3 million > €3 million (unit)",
        ),
        (
            "rate",
            "The guards are paid $500 a month.",
            "The guards are paid $500 a week.",
            "$500 a month > $500 a week (rate)",
        ),
        (
            "attribution",
            "The flood killed 14 people, the mayor said.",
            "The flood killed 14 people.",
            "14 people > 14 people (attribution)",
        ),
        (
            "another-speaker",
            "The flood killed 14 people, the mayor said.",
            "The flood killed 14 people, police said.",
            "14 people > 14 people (attribution)",
        ),
        (
            "aspect",
            "The flood killed 14 people.",
            "The flood injured 14 people.",
            "14 people > 14 people (aspect)",
        ),
        (
            "modality",
            "The town will buy 12 boats.",
            "The town bought 12 boats.",
            "12 boats > 12 boats (modality)",
        ),
    ] {
        assert_eq!(changes(name, old, new), [format!("changed {expected}")], "{name}");
    }
}

#[test]
fn a_correction_note_speaks_of_the_old_version() {
    let old = "The mayor said that work on the bridge would take 18 months.\n";
    let new = "Work on the bridge will take two years, the mayor said.\n\nCorrection: An earlier version of this \
               article said that work would take 18 months.\n";
    assert_eq!(changes("noted", old, new), ["changed 18 months > two years (figure, unit)"]);
    let folder = folder("diff-noted");
    let (old, new) = (write(&folder, "old.txt", old), write(&folder, "new.txt", new));
    let output = run(["diff".as_ref(), old.as_os_str(), new.as_os_str()]);
    assert!(stdout(&output).contains("a correction note says so of 1"), "{}", stdout(&output));
}

#[test]
fn folders_are_paired_by_the_names_in_them() {
    let folder = folder("diff-folders");
    write(&folder, "old/a.txt", "The flood killed 14 people.\n");
    write(&folder, "new/a.txt", "The flood killed 16 people.\n");
    write(&folder, "old/b.txt", "The dam is 40 metres high.\n");
    write(&folder, "new/b.txt", "The dam is 40 metres high.\n");
    write(&folder, "old/gone.txt", "It cost $3 million.\n");
    write(&folder, "new/come.txt", "It took 12 hours.\n");
    let output = run(["diff".as_ref(), folder.join("old").as_os_str(), folder.join("new").as_os_str()]);
    assert_eq!((code(&output), stderr(&output)), (1, ""));
    let table = stdout(&output);
    assert!(table.contains("2 figures in 1 of 2 articles: 1 changed, 1 as they were."), "{table}");
    assert!(table.contains("gone.txt") && table.contains("come.txt"), "{table}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = folder("diff-nothing");
    let a = write(&folder, "x/a.txt", "The flood killed 14 people.\n");
    write(&folder, "x/b.txt", "The flood killed 14 people.\n");
    write(&folder, "y/c.txt", "The flood killed 14 people.\n");
    let says = |old: &std::path::Path, new: &std::path::Path, message: &str| {
        let output = run(["diff".as_ref(), old.as_os_str(), new.as_os_str()]);
        assert_eq!((code(&output), stdout(&output)), (2, ""));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    };
    says(&folder.join("x"), &folder.join("y"), "have no article in common");
    says(&a, &folder.join("missing.txt"), "missing.txt");
}
