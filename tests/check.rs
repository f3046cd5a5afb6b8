//! `claimdiff check`: the figures of a draft against what its sources say.
//!
//! `SNAPSHOTS=overwrite cargo test --test check` writes the snapshots anew.

mod support;

use serde_json::Value;
use snapbox::{assert_data_eq, file};
use support::{code, folder, run, stderr, stdout, write};

const DRAFT: &str = "samples/recruits-draft.md";

fn check(more: &[&str]) -> std::process::Output {
    run(["check", DRAFT, "--against", "samples/recruits"].iter().chain(more))
}

#[test]
fn a_table_of_all_figures_of_the_draft() {
    let output = check(&["--full"]);
    assert_eq!((code(&output), stderr(&output)), (1, ""));
    assert_data_eq!(stdout(&output), file!["snapshots/check/full.txt"].raw());
}

#[test]
fn a_mark_under_each_figure_that_needs_a_look() {
    let output = check(&["--annotate", "--exit-zero"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    assert_data_eq!(stdout(&output), file!["snapshots/check/annotated.txt"].raw());
}

#[test]
fn each_finding_names_the_claims_it_rests_on() {
    let output = check(&["--format", "json"]);
    let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let claims = document["claims"].as_array().expect("claims");
    let claim = |id: &Value| claims.iter().find(|claim| claim["id"] == *id).expect("a claim of the document");
    let findings = document["findings"].as_array().expect("findings");
    let of = |text: &str| {
        let is = |finding: &&Value| claim(&finding["claim"])["text"] == text;
        findings.iter().find(is).unwrap_or_else(|| panic!("no finding for {text}"))
    };
    let articles = |finding: &Value, side: &str| -> Vec<String> {
        let ids = finding[side].as_array().expect("ids");
        ids.iter().map(|id| claim(id)["article"].as_str().expect("an article").to_owned()).collect()
    };
    assert_eq!(of("400 men")["status"], "supported");
    assert_eq!(articles(of("400 men"), "supported_by"), ["2021-05-18-al-araby-al-jadeed"]);
    assert_eq!(of("$900")["status"], "contradicted");
    assert_eq!(articles(of("$900"), "contradicted_by"), ["2021-05-18-al-araby-al-jadeed"]);
    assert_eq!(of("600 residents")["status"], "outdated");
    assert_eq!(of("about 1,150 people")["status"], "supported_within_rounding");
    assert_eq!(of("four hours")["status"], "unsupported");
    assert!(findings.iter().all(|finding| claim(&finding["claim"])["article"] == document["draft"]));
}

#[test]
fn a_draft_among_its_sources_is_no_source_of_its_own() {
    let folder = folder("draft-among-sources");
    let draft = write(&folder, "draft.txt", "The flood in Kelmara killed 14 people.\n");
    write(&folder, "wire.txt", "A flood killed 23 people in Kelmara, the mayor said.\n");
    let arguments = ["check".as_ref(), draft.as_os_str(), "--against".as_ref(), folder.as_os_str()];
    let output = run(arguments);
    assert_eq!((code(&output), stderr(&output)), (1, ""));
    assert!(stdout(&output).contains("contradicted"), "{}", stdout(&output));
}

#[test]
fn what_is_no_draft_or_has_no_sources_is_said() {
    let folder = folder("no-draft");
    let draft = write(&folder, "draft.txt", "The flood in Kelmara killed 14 people.\n");
    let two = write(&folder, "two.jsonl", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    let missing = folder.join("missing.txt");
    let says = |draft: &std::path::Path, source: &std::path::Path, message: &str| {
        let output = run(["check".as_ref(), draft.as_os_str(), "--against".as_ref(), source.as_os_str()]);
        assert_eq!((code(&output), stdout(&output)), (2, ""));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    };
    says(&missing, &draft, "missing.txt");
    says(&two, &draft, "holds 2 articles; a draft is one");
    says(&draft, &draft, "there are no sources");
}
