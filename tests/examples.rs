//! The examples of the library run, and give what they say.

use std::fs;
use std::path::Path;

#[path = "../examples/check_draft.rs"]
mod check_draft;
#[path = "../examples/compare_articles.rs"]
mod compare_articles;
#[path = "../examples/keep_decisions.rs"]
mod keep_decisions;
#[path = "../examples/write_report.rs"]
mod write_report;

/// Programs for those who work on claimdiff; they need data or take their time.
const TOOLS: [&str; 6] =
    ["common_words", "compare_alone", "fit_weights", "generate", "hostile_inputs", "read_throughput"];

#[test]
fn two_texts_are_compared_step_by_step() {
    let expected = "\
wire:1:29 \"14 people\" says mayor
daily:1:36 \"at least 23 people\" says police
people killed, Kelmara: Conflict
  exactly 14 against at least 23
";
    assert_eq!(compare_articles::run().expect("it runs"), expected);
}

#[test]
fn a_draft_is_checked() {
    let printed = check_draft::run().expect("it runs");
    let mut lines = printed.lines();
    let head = lines.next().expect("a line");
    let number = |line: &str| line.split(' ').find_map(|word| word.parse::<usize>().ok()).expect("a number");
    assert!(head.starts_with("recruits-draft: ") || head.starts_with("samples/recruits-draft"), "{head}");
    assert_eq!(lines.map(number).sum::<usize>(), number(head), "{printed}");
}

#[test]
fn a_report_is_written_from_what_was_kept() {
    let table = write_report::run().expect("it runs");
    assert!(table.starts_with("CONFLICT  salary: "), "{table}");
    assert!(table.contains("by your filters"), "{table}");
}

#[test]
fn a_decision_holds_until_there_is_a_new_figure() {
    assert_eq!(
        keep_decisions::run().expect("it runs"),
        "with the decision: decided true, new figures 0\nwith a new article: decided false, new figures 1\n"
    );
}

#[test]
fn every_example_is_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let tests = include_str!("examples.rs");
    for entry in fs::read_dir(folder).expect("the examples") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        assert!(
            TOOLS.contains(&name.as_str()) || tests.contains(&format!("mod {name};")),
            "{name} is not run"
        );
    }
}
