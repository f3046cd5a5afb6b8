//! Corrections of the alignment: claims that are separated stay apart and claims that are joined stand together, in
//! every later run, in archives too.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use claimdiff::comparator::{Correction, Corrections, Options, compare_with};
use claimdiff::fingerprint::fingerprints;
use claimdiff::{Article, Claim, Fact, extract};
use serde_json::Value;
use support::{claimdiff, code, folder, stderr, stdout, write};

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    claimdiff().current_dir(folder).args(arguments).output().expect("it starts")
}

/// Two reports of one flood, in which the homes are the same thing and the ages are not, and a report of another event.
fn desk(name: &str) -> PathBuf {
    let folder = folder(name);
    write(
        &folder,
        "desk/a.txt",
        "The flood in Kelmara destroyed 120 homes along the Dorenna river.\n\nPolice hold 7 men in Kelmara.\n",
    );
    write(
        &folder,
        "desk/b.txt",
        "Along the Dorenna river the flood in Kelmara destroyed 150 homes, a fire officer said.\n",
    );
    write(
        &folder,
        "desk/c.txt",
        "The fire officer of Sarvik found that some 300 houses had gone, in all of the valley of the Tavora.\n",
    );
    folder
}

fn facts(folder: &Path) -> Vec<Value> {
    let output = run_in(folder, &["compare", "desk", "--format", "json", "--exit-zero"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    document["facts"].as_array().expect("facts").clone()
}

/// The texts of the figures of each fact.
fn figures(folder: &Path) -> Vec<Vec<String>> {
    let texts = |fact: &Value| {
        let figures = fact["figures"].as_array().expect("figures").iter();
        figures.map(|figure| figure["text"].as_str().expect("a text").to_owned()).collect()
    };
    let mut all: Vec<Vec<String>> = facts(folder).iter().map(texts).collect();
    all.sort();
    all
}

fn correct(folder: &Path, arguments: &[&str]) -> String {
    let output = run_in(folder, arguments);
    assert_eq!((code(&output), stderr(&output)), (0, ""), "{arguments:?}");
    stdout(&output).to_owned()
}

#[test]
fn what_is_separated_stays_apart_until_it_is_joined_again() {
    let folder = desk("corrections-separated");
    assert_eq!(figures(&folder), [["120 homes", "150 homes"]]);
    let id = facts(&folder)[0]["id"].as_str().expect("an id").to_owned();
    let said = correct(&folder, &["separate", &id, "120 homes", "desk", "--note", "two rivers"]);
    assert!(
        said.ends_with("120 homes separated from the rest; written to claimdiff.decisions.toml\n"),
        "{said}"
    );
    assert!(figures(&folder).is_empty());
    // It holds for the claims, wherever they stand.
    let text = fs::read_to_string(folder.join("desk/a.txt")).expect("the article");
    write(&folder, "desk/z.txt", format!("A first paragraph.\n\n{text}"));
    fs::remove_file(folder.join("desk/a.txt")).expect("the article");
    assert!(figures(&folder).is_empty());
    correct(&folder, &["join", "desk/z.txt:3:32", "desk/b.txt:1:56", "desk"]);
    assert_eq!(figures(&folder), [["120 homes", "150 homes"]]);
}

#[test]
fn a_fact_of_which_all_is_separated_is_none() {
    let folder = desk("corrections-all");
    let id = facts(&folder)[0]["id"].as_str().expect("an id").to_owned();
    let said = correct(&folder, &["separate", &id, "120 homes", "b.txt:1:56", "desk"]);
    assert!(said.contains("120 homes, b.txt:1:56 separated from each other"), "{said}");
    assert!(figures(&folder).is_empty());
}

#[test]
fn what_is_joined_stands_together_whatever_its_words_and_its_event_are() {
    let folder = desk("corrections-joined");
    let said = correct(&folder, &["join", "120 homes", "some 300 houses", "desk", "--by", "Vera"]);
    assert_eq!(said, "joined: 120 homes, some 300 houses; written to claimdiff.decisions.toml\n");
    assert_eq!(figures(&folder), [["120 homes", "150 homes", "some 300 houses"]]);
    let fact = &facts(&folder)[0];
    assert_eq!(fact["verdict"], "conflict");
    let explained = run_in(&folder, &["explain", fact["id"].as_str().expect("an id"), "desk"]);
    assert_eq!((code(&explained), stderr(&explained)), (0, ""));
    assert!(stdout(&explained).contains("joined by a decision"), "{}", stdout(&explained));
}

#[test]
fn a_draft_is_checked_with_the_corrections() {
    let folder = desk("corrections-draft");
    write(
        &folder,
        "draft.txt",
        "The flood in Kelmara destroyed 310 homes along the Dorenna river, we learned.\n",
    );
    let status = || {
        let output = run_in(
            &folder,
            &[
                "check",
                "draft.txt",
                "--against",
                "desk/b.txt",
                "desk/c.txt",
                "--format",
                "json",
                "--exit-zero",
            ],
        );
        let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
        document["findings"][0]["status"].as_str().expect("a status").to_owned()
    };
    assert_eq!(status(), "contradicted");
    let sources = ["desk/b.txt", "desk/c.txt", "draft.txt"];
    let join = ["join", "draft.txt:1:32", "c.txt:1:44"];
    correct(&folder, &[&join[..], &sources].concat());
    assert_eq!(status(), "supported_within_rounding");
    let id = |sources: &[&str]| {
        let output = run_in(&folder, &[&["compare", "--format", "json", "--exit-zero"], sources].concat());
        let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
        document["facts"][0]["id"].as_str().expect("an id").to_owned()
    };
    correct(&folder, &[&["separate", &id(&sources), "draft.txt:1:32"], &sources[..]].concat());
    assert_eq!(status(), "unsupported");
}

#[test]
fn what_cannot_be_corrected_says_why() {
    let folder = desk("corrections-wrong");
    let id = facts(&folder)[0]["id"].as_str().expect("an id").to_owned();
    write(&folder, "desk/d.txt", "Repairs of the Kelmara dam will cost $3.2 million, the ministry said.\n");
    for (arguments, expected) in [
        (&["separate", &id, "desk"][..], "no claim is named; a claim is PATH:LINE:COLUMN"),
        (&["separate", &id, "120 homes"], "name the articles of the comparison as well"),
        (&["separate", &id, "12 homes", "desk"], "12 homes is no file and no claim of"),
        (&["separate", &id, "120 homes", "dsek", "desk"], "dsek is no file and no claim of"),
        (&["join", "120 homes", "desk"], "two claims are needed to join them"),
        (&["join", "120 homes", "120 homes", "desk"], "two claims are needed to join them"),
        (
            &["join", "120 homes", "$3.2 million", "desk"],
            "120 homes (count) and $3.2 million (money) are figures of two kinds",
        ),
        (
            &["join", "120 homes", "desk/a.txt:9:9", "desk"],
            "desk/a.txt:9:9 is no file and no claim of these articles",
        ),
    ] {
        let output = run_in(&folder, arguments);
        assert_eq!((code(&output), stdout(&output)), (2, ""), "{arguments:?}");
        assert!(stderr(&output).contains(expected), "{arguments:?}\n{}", stderr(&output));
        assert!(!folder.join("claimdiff.decisions.toml").exists(), "{arguments:?}");
    }
}

/// Reports of 40 storms, each by eight papers, in an order in which neighbours are of different storms: more than are
/// compared as one block.
fn archive() -> (Vec<Article>, Vec<Claim>) {
    let towns = ["Kel", "Dor", "Mar", "Tav", "Bren", "Sol", "Ash", "Vel"];
    let ends = ["burg", "vik", "rova", "holm", "bay"];
    let name = |n: usize| format!("{}{}", towns[n % 8], ends[n / 8 % 5]);
    let report = |i: usize| {
        let (event, paper) = (i % 40, i / 40);
        let (town, river) = (name(event), format!("{}ava", name(39 - event)));
        let homes = 100 + event;
        let destroyed = if paper == 0 { homes + 50 } else { homes };
        let text = format!(
            "A storm hit the town of {town} and the valley of the {river} at night. It destroyed {destroyed} homes in \
             {town}, wrote paper number {paper}. The mayor of {town} said that boats on the {river} broke loose."
        );
        Article::new(format!("e{event}-{paper}"), text)
    };
    let articles: Vec<Article> = (0..320).map(report).collect();
    let claims = articles.iter().flat_map(extract).collect();
    (articles, claims)
}

#[test]
fn corrections_hold_in_an_archive_that_is_compared_in_blocks() {
    let (articles, claims) = archive();
    let prints = fingerprints(&claims);
    let print = |article: &str, figure: &str| {
        let mut found = claims.iter().zip(&prints).filter(|(claim, _)| claim.article == article);
        *found.find(|(claim, _)| claim.text.contains(figure)).expect("the claim").1
    };
    let compare = |corrections: Vec<Correction>| {
        let options = Options { corrections: Corrections(corrections), ..Options::default() };
        compare_with(&articles, &claims, &options).facts
    };
    let plain = compare(Vec::new());
    let with = |facts: &[Fact], parts: [&str; 2]| {
        let has = |fact: &Fact, part: &str| {
            fact.figures.iter().flat_map(|figure| &figure.claims).any(|claim| claim.starts_with(part))
        };
        facts.iter().filter(|fact| parts.iter().all(|part| has(fact, part))).count()
    };
    assert_eq!(with(&plain, ["e3-0#", "e3-1#"]), 1, "one storm, one fact");
    assert_eq!(with(&plain, ["e3-0#", "e4-0#"]), 0, "two storms");

    let others = (1..8).map(|paper| print(&format!("e3-{paper}"), "103 homes")).collect();
    let separated = compare(vec![Correction::Separate(vec![print("e3-0", "153 homes")], others)]);
    assert_eq!(with(&separated, ["e3-0#", "e3-1#"]), 0);
    assert_eq!(with(&separated, ["e3-2#", "e3-1#"]), 1);

    let joined =
        compare(vec![Correction::Join(vec![print("e3-0", "153 homes"), print("e4-0", "154 homes")])]);
    assert_eq!(with(&joined, ["e3-0#", "e4-0#"]), 1);
    assert_eq!(with(&joined, ["e3-1#", "e4-1#"]), 1, "with those that stand with them");
    assert_eq!(joined.len(), plain.len() - 1, "and nothing else");
}
