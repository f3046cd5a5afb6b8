//! `claimdiff check` against drafts of which a reader has judged every figure: what the sources say, not what the
//! program prints. `tests/check_tables/*.tsv` hold figure, finding and reason, in the order of the draft.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::Value;
use support::{run, stderr, stdout};

/// Figure and finding of each row.
fn expected(table: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_tables").join(table);
    let text = fs::read_to_string(path).expect("the table");
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        Some((cells.next()?, cells.next()?))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// Figure and finding as `check` prints them.
fn found(draft: &str) -> Vec<(String, String)> {
    let output = run(["check", draft, "--against", "samples/recruits", "--format", "json"]);
    assert_eq!(stderr(&output), "");
    let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let claims = document["claims"].as_array().expect("claims");
    let text = |id: &Value| {
        let claim = claims.iter().find(|claim| claim["id"] == *id).expect("a claim of the document");
        claim["text"].as_str().expect("text").to_owned()
    };
    let some = |finding: &Value, key: &str| !finding[key].as_array().expect("ids").is_empty();
    let word = |finding: &Value| {
        match finding["status"].as_str().expect("a status") {
            "supported" | "supported_within_rounding" if some(finding, "contradicted_by") => "disputed",
            "supported_within_rounding" => "within rounding",
            status => status,
        }
        .to_owned()
    };
    let findings = document["findings"].as_array().expect("findings");
    findings.iter().map(|finding| (text(&finding["claim"]), word(finding))).collect()
}

/// Says of each figure whether the finding is right, and gives how many are.
fn right(draft: &str, table: &str) -> (usize, usize) {
    let (expected, found) = (expected(table), found(draft));
    let figures = |rows: &[(String, String)]| rows.iter().map(|row| row.0.clone()).collect::<Vec<_>>();
    assert_eq!(figures(&expected), figures(&found), "the table has the figures of the draft");
    let mut right = 0;
    for ((figure, expected), (_, found)) in expected.iter().zip(&found) {
        if expected == found {
            right += 1;
        } else {
            // Past the capture of the test runner, so that it is read although the test passes.
            let _ = writeln!(std::io::stderr(), "{draft}: {figure}: {found}, but is {expected}");
        }
    }
    (right, expected.len())
}

#[test]
fn each_kind_of_finding_is_asked_for_three_times() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (_, kind) in expected("recruiters.tsv") {
        *kinds.entry(kind).or_default() += 1;
    }
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert!(kinds.values().all(|count| *count >= 3), "{kinds:?}");
}

#[test]
fn eighteen_of_twenty_figures_are_judged_as_a_reader_does() {
    let (right, all) = right("tests/check_tables/recruiters.md", "recruiters.tsv");
    assert_eq!(all, 20);
    assert!(right >= 18, "{right} of {all} are right");
}

#[test]
fn the_draft_of_the_samples_is_judged_as_a_reader_does() {
    let (right, all) = right("samples/recruits-draft.md", "recruits-draft.tsv");
    assert!(right + 1 >= all, "{right} of {all} are right");
}
