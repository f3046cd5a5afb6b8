//! `claimdiff explain` and `--rate`: the reasons behind a fact, and what the user knows beside the articles.
//!
//! `SNAPSHOTS=overwrite cargo test --test explain` writes the snapshot anew.

mod support;

use serde_json::Value;
use snapbox::{assert_data_eq, file};
use support::{code, folder, run, stderr, stdout, write};

/// The facts of `paths` as `compare` prints them.
fn facts(arguments: &[&str]) -> Vec<Value> {
    let output = run(["compare", "--format", "json", "--exit-zero"].iter().chain(arguments));
    let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    document["facts"].as_array().expect("facts").clone()
}

fn id(fact: &Value) -> &str {
    fact["id"].as_str().expect("an id")
}

#[test]
fn a_fact_is_explained_with_its_quotes_and_its_evidence() {
    let facts = facts(&["samples/earthquake"]);
    let output = run(["explain", id(&facts[0]), "samples/earthquake"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    assert_data_eq!(stdout(&output), file!["snapshots/explain/earthquake.txt"].raw());
}

#[test]
fn the_beginning_of_an_id_is_enough_and_json_has_every_link() {
    let facts = facts(&["samples/recruits"]);
    let short = &id(&facts[0])["f-".len()..8];
    let output = run(["explain", short, "samples/recruits", "--format", "json"]);
    let document: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(document["fact"], facts[0]);
    let links = document["links"].as_array().expect("links");
    let claims = document["claims"].as_array().expect("claims");
    assert!(links.len() >= claims.len() - 1, "{} links between {} claims", links.len(), claims.len());
    let known = |link: &Value| claims.iter().any(|claim| claim["id"] == link["a"]);
    assert!(links.iter().all(known));
}

#[test]
fn an_id_that_is_no_facts_names_those_that_are() {
    let known = facts(&["samples/recruits"]);
    let output = run(["explain", "f-zzzz", "samples/recruits"]);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("no fact of these articles has the id f-zzzz"), "{}", stderr(&output));
    assert!(stderr(&output).contains(id(&known[0])), "{}", stderr(&output));
    let output = run(["explain", "f-", "samples/recruits"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("several facts"), "{}", stderr(&output));
}

#[test]
fn a_rate_of_the_user_brings_two_currencies_together() {
    let folder = folder("rate");
    write(
        &folder,
        "a.txt",
        "The new bridge over the Dorenna will cost 200 million euros, the ministry said.\n",
    );
    write(&folder, "b.txt", "The new bridge over the Dorenna will cost $290 million, the ministry said.\n");
    let path = folder.to_str().expect("UTF-8");
    let verdict = |rates: &[&str]| {
        let facts = facts(&[&[path], rates].concat());
        facts.first().map(|fact| fact["verdict"].as_str().expect("a verdict").to_owned())
    };
    assert_eq!(verdict(&["--rate", "EUR=1.45USD"]).as_deref(), Some("compatible"));
    assert_eq!(verdict(&["--rate", "USD=0.95EUR"]).as_deref(), Some("conflict"));
}

#[test]
fn a_rate_that_cannot_be_read_says_how_one_looks() {
    for (rate, says) in [("EUR", "EUR=1.09USD"), ("EUX=1.1USD", "EUX"), ("EUR=0USD", "above zero")] {
        let output = run(["compare", "samples/recruits", "--rate", rate]);
        assert_eq!((code(&output), stdout(&output)), (2, ""));
        assert!(stderr(&output).contains(says), "{}", stderr(&output));
    }
}
