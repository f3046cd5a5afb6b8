//! `claimdiff check`: the figures of a draft against what its sources say.
//!
//! `SNAPSHOTS=overwrite cargo test --test check` writes the snapshots anew.

mod support;

use std::fs;

use claimdiff::report::Format;
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
    assert_eq!(articles(of("600 residents"), "contradicted_by"), ["2020-06-07-reuters"]);
    assert_eq!(of("about 1,150 people")["status"], "supported_within_rounding");
    // The draft gives both lengths itself.
    assert_eq!(articles(of("three months"), "contradicted_by"), [""; 0]);
    assert_eq!(of("four hours")["status"], "unsupported");
    assert!(findings.iter().all(|finding| claim(&finding["claim"])["article"] == document["draft"]));
}

#[test]
fn every_format_is_written() {
    let folder = folder("check-formats").join("out/");
    let formats = Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(",");
    let output = check(&["--format", &formats, "-o", folder.to_str().expect("UTF-8")]);
    assert_eq!((code(&output), stderr(&output)), (1, ""));
    for format in Format::ALL {
        assert!(
            fs::metadata(folder.join(format.file_name())).is_ok_and(|file| file.len() > 500),
            "{}",
            format.name()
        );
    }
    assert_data_eq!(stdout(&check(&["--format", "md"])), file!["snapshots/check/report.md"].raw());
    assert_data_eq!(stdout(&check(&["--format", "csv"])), file!["snapshots/check/findings.csv"].raw());
    let rows = stdout(&check(&["--format", "jsonl"])).lines().count();
    assert_eq!(rows, stdout(&check(&["--format", "csv"])).lines().count() - 1);
}

#[test]
fn a_conflict_between_sources_is_told_unless_the_draft_does() {
    let folder = folder("check-disputed");
    let report =
        |toll: &str| format!("A flood in Kelmara killed {toll} people on Thursday, the mayor said.\n");
    write(&folder, "sources/a.txt", report("14"));
    write(&folder, "sources/b.txt", report("23"));
    let silent = write(&folder, "silent.txt", report("14"));
    let telling = write(
        &folder,
        "telling.txt",
        report("14") + "\nAnother report says that the flood in Kelmara killed 23 people on Thursday.\n",
    );
    let findings = |draft: &std::path::Path| -> Vec<(Value, usize, usize)> {
        let sources = folder.join("sources");
        let arguments = ["check".as_ref(), draft.as_os_str(), "--against".as_ref(), sources.as_os_str()];
        let output = run(arguments.into_iter().chain(["--format".as_ref(), "json".as_ref()]));
        let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
        let count = |finding: &Value, key: &str| finding[key].as_array().expect("ids").len();
        let findings = document["findings"].as_array().expect("findings");
        findings
            .iter()
            .map(|f| (f["status"].clone(), count(f, "contradicted_by"), count(f, "told")))
            .collect()
    };
    assert_eq!(findings(&silent), [("supported".into(), 1, 0)]);
    assert_eq!(findings(&telling), [("supported".into(), 0, 1), ("supported".into(), 0, 1)]);
}

#[test]
fn a_telling_figure_is_supported_whatever_stands_around_it() {
    // The draft says it of men who are to be sent, the source of men who were recruited.
    let draft = "tests/check_tables/recruiters.md";
    let output = run(["check", draft, "--against", "samples/recruits", "--full"]);
    let table = stdout(&output);
    assert!(table.lines().any(|line| line.contains("20 to 45") && line.contains(" supported ")), "{table}");
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
