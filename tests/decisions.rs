//! Decisions: what a desk has decided stays decided while articles come and go, and comes back with a new figure.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use claimdiff::decisions::Decisions;
use serde_json::Value;
use support::{claimdiff, code, folder, stderr, stdout, write};

/// 12 March 2024, nine in the morning.
const DATE: &str = "1710234000";

const FIRST: &str = "\
---
outlet: Kelmara Daily
published: 2024-03-12
---
The flood in Kelmara killed 14 people on Tuesday, the mayor said.

It injured 60 people, according to the hospital in Kelmara.

The water destroyed 120 homes along the Dorenna river.

Soldiers evacuated 900 residents of Kelmara by boat.

Repairs of the Kelmara dam will cost $3.2 million, the ministry said.
";

const SECOND: &str = "\
---
outlet: Harbour Post
published: 2024-03-13
---
Tuesday's flood in Kelmara killed 23 people, police said.

At the hospital in Kelmara doctors counted 75 people injured by the flood.

Along the Dorenna river the flood destroyed 150 homes, a fire officer said.

By boat and bus soldiers evacuated 1,100 residents of Kelmara.

The ministry said that repairs of the Kelmara dam will cost $5.1 million.
";

/// A new toll, and a number of injured that is known.
const THIRD: &str = "\
---
outlet: Northern Wire
published: 2024-03-14
---
The death toll has risen: the flood in Kelmara killed 31 people, the mayor said.

Doctors at the hospital said that the Kelmara flood injured 60 people.
";

/// A number of homes that is known, and a new one of those who were evacuated.
const FOURTH: &str = "\
---
outlet: Sarvik Times
published: 2024-03-15
---
Along the Dorenna river the flood in Kelmara destroyed 150 homes.

Soldiers evacuated 1,400 residents of Kelmara, the governor said.
";

/// A folder with `desk/a.txt` and `desk/b.txt`, in which the two reports conflict on five facts.
fn desk(name: &str) -> PathBuf {
    let folder = folder(name);
    write(&folder, "desk/a.txt", FIRST);
    write(&folder, "desk/b.txt", SECOND);
    folder
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    claimdiff()
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", DATE)
        .args(arguments)
        .output()
        .expect("it starts")
}

fn comparison(folder: &Path) -> Value {
    let output = run_in(folder, &["compare", "desk", "--format", "json", "--exit-zero"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    serde_json::from_str(stdout(&output)).expect("JSON")
}

/// The fact of this aspect.
fn fact(folder: &Path, aspect: &str) -> Value {
    let comparison = comparison(folder);
    let facts = comparison["facts"].as_array().expect("facts");
    facts
        .iter()
        .find(|fact| fact["aspect"] == aspect)
        .unwrap_or_else(|| panic!("{aspect}: {facts:#?}"))
        .clone()
}

fn id(folder: &Path, aspect: &str) -> String {
    fact(folder, aspect)["id"].as_str().expect("an id").to_owned()
}

/// Runs a command on the fact of an aspect; what is said on standard output.
fn decide(folder: &Path, command: &str, aspect: &str, options: &[&str]) -> String {
    let id = id(folder, aspect);
    let output = run_in(folder, &[&[command, &id, "desk"], options].concat());
    assert_eq!((code(&output), stderr(&output)), (0, ""), "{command} {aspect}");
    stdout(&output).to_owned()
}

/// The five facts, decided.
fn decided(name: &str) -> PathBuf {
    let folder = desk(name);
    decide(
        &folder,
        "accept",
        "killed",
        &["--figure", "23 people", "--note", "the police count", "--by", "Vera"],
    );
    decide(&folder, "accept", "injured", &["--figure", "desk/a.txt:7:12", "--by", "Vera"]);
    decide(&folder, "dismiss", "destroyed", &["--note", "two days, two counts"]);
    decide(&folder, "accept", "evacuated", &["--figure", "1,100 Residents"]);
    decide(&folder, "dismiss", "cost", &[]);
    folder
}

/// By aspect whether the decision holds, and which figures are new.
fn standing(folder: &Path) -> Vec<(String, bool, Vec<String>)> {
    let comparison = comparison(folder);
    let of_fact = |fact: &Value| {
        let figures = fact["figures"].as_array().expect("figures").iter();
        let new = fact["decision"]["new"].as_array().expect("a decision");
        let new = figures.filter(|figure| new.contains(&figure["id"]));
        (
            fact["aspect"].as_str().expect("an aspect").to_owned(),
            fact["decision"]["in_force"] == true,
            new.map(|figure| figure["text"].as_str().expect("a text").to_owned()).collect(),
        )
    };
    let mut all: Vec<_> = comparison["facts"].as_array().expect("facts").iter().map(of_fact).collect();
    all.sort();
    all
}

fn held(aspect: &str) -> (String, bool, Vec<String>) {
    (aspect.to_owned(), true, Vec::new())
}

fn back(aspect: &str, new: &str) -> (String, bool, Vec<String>) {
    (aspect.to_owned(), false, vec![new.to_owned()])
}

#[test]
fn decisions_hold_while_articles_come_and_go_and_come_back_with_a_new_figure() {
    let folder = decided("decisions-days");
    let all = ["cost", "destroyed", "evacuated", "injured", "killed"];
    assert_eq!(standing(&folder), all.map(held));
    let output = run_in(&folder, &["compare", "desk"]);
    assert_eq!(code(&output), 0, "all conflicts are decided");

    // A line above, another name: the same claims at another place in another article.
    let above =
        FIRST.replacen("---\nThe flood", "---\nBy our own reporters, with 3 updates.\n\nThe flood", 1);
    write(&folder, "desk/a.txt", above);
    fs::rename(folder.join("desk/b.txt"), folder.join("desk/0-harbour-post.md")).expect("a new name");
    assert_eq!(standing(&folder), all.map(held));

    write(&folder, "desk/c.txt", THIRD);
    write(&folder, "desk/d.txt", FOURTH);
    assert_eq!(
        standing(&folder),
        [
            held("cost"),
            held("destroyed"),
            back("evacuated", "1,400 residents"),
            held("injured"),
            back("killed", "31 people")
        ]
    );
    let output = run_in(&folder, &["compare", "desk"]);
    assert_eq!(code(&output), 1, "two are open again");
    let table = stdout(&output);
    assert!(
        table.contains("new: 31 people · before that, 23 people accepted by Vera on 2024-03-12"),
        "{table}"
    );
    assert!(table.contains("dismissed on 2024-03-12: two days, two counts"), "{table}");
    assert!(table.contains("3 decided)"), "{table}");
    assert!(
        table.find("decided  ") > table.find("31 people"),
        "what is decided comes behind what is open\n{table}"
    );

    // Decided anew it holds again, and an article that goes takes nothing with it.
    decide(&folder, "accept", "killed", &["--figure", "31 people"]);
    fs::remove_file(folder.join("desk/d.txt")).expect("the file");
    assert_eq!(standing(&folder), all.map(held));
    let accepted = fact(&folder, "killed")["decision"]["accepted"].clone();
    let figures = fact(&folder, "killed")["figures"].clone();
    let figure = figures.as_array().expect("figures").iter().find(|figure| figure["id"] == accepted);
    assert_eq!(figure.expect("the accepted figure")["text"], "31 people");
}

#[test]
fn a_figure_that_an_article_changes_brings_the_fact_back() {
    let folder = decided("decisions-corrected");
    write(&folder, "desk/b.txt", SECOND.replace("$5.1 million", "$5.7 million"));
    assert_eq!(standing(&folder)[0], back("cost", "$5.7 million"));
}

#[test]
fn what_is_opened_again_is_as_if_nothing_had_been_decided() {
    let folder = decided("decisions-reopened");
    let said = decide(&folder, "reopen", "cost", &["--note", "the ministry corrects itself"]);
    assert!(said.contains(": open again; written to claimdiff.decisions.toml"), "{said}");
    assert_eq!(fact(&folder, "cost")["decision"], Value::Null);
    let output = run_in(&folder, &["compare", "desk"]);
    assert_eq!(code(&output), 1);
    let output = run_in(&folder, &["reopen", &id(&folder, "cost"), "desk"]);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("nothing was decided about"), "{}", stderr(&output));
}

#[test]
fn reports_say_who_decided_what_when_and_why() {
    let folder = decided("decisions-reports");
    let render = |options: &[&str]| {
        let output = run_in(&folder, &[&["compare", "desk"], options].concat());
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{options:?}");
        stdout(&output).to_owned()
    };
    let said = "23 people accepted by Vera on 2024-03-12: the police count";
    for options in
        [&[][..], &["--full"], &["--format", "html"], &["--format", "md"], &["--format", "md", "--full"]]
    {
        let report = render(options);
        assert!(report.contains(said) || report.replace('\\', "").contains(said), "{options:?}\n{report}");
    }
    let table = render(&[]);
    assert!(!table.contains('≠'), "what is decided is folded\n{table}");
    assert!(render(&["--full"]).contains('≠'));
    assert!(table.contains("5 in conflict (4 explained, 5 decided)"), "{table}");
    let explained = run_in(&folder, &["explain", &id(&folder, "killed"), "desk"]);
    assert!(stdout(&explained).contains(said), "{}", stdout(&explained));
}

#[test]
fn the_file_grows_at_its_end_and_nothing_in_it_is_rewritten() {
    let folder = desk("decisions-appended");
    let path = write(&folder, "claimdiff.decisions.toml", "# Ours: ask Vera first.\n[decision]");
    let output = run_in(&folder, &["compare", "desk"]);
    assert_eq!(code(&output), 1, "no decision is a decision file, too");
    let said = decide(&folder, "dismiss", "cost", &[]);
    assert!(said.contains("dismissed; written to claimdiff.decisions.toml"), "{said}");
    let once = fs::read_to_string(&path).expect("the file");
    assert!(once.starts_with("# Ours: ask Vera first.\n[decision]\n\n[decision."), "{once}");
    decide(
        &folder,
        "accept",
        "killed",
        &["--figure", "14 people", "--note", "\"quoted\" \\ and\nbroken\u{1b}[2J"],
    );
    let twice = fs::read_to_string(&path).expect("the file");
    assert!(twice.starts_with(&once), "{twice}");
    assert!(!twice.contains('\u{1b}'), "what a terminal would act on does not reach the file");
    assert_eq!(standing_count(&folder), 2);
}

fn standing_count(folder: &Path) -> usize {
    comparison(folder)["summary"]["decided"].as_u64().expect("a number") as usize
}

#[test]
fn two_branches_can_be_kept_one_below_the_other() {
    let folder = desk("decisions-merged");
    let path = folder.join("claimdiff.decisions.toml");
    let branch = |command: &str, aspect: &str, options: &[&str]| {
        let _ = fs::remove_file(&path);
        decide(&folder, command, aspect, options);
        let text = fs::read_to_string(&path).expect("the file");
        let at = text.find("\n[decision.").expect("a decision");
        (text[..at].to_owned(), text[at..].to_owned())
    };
    let note = ["--note", "as yesterday", "--by", "Vera"];
    let (head, one) = branch("dismiss", "cost", &note);
    let (_, other) = branch("dismiss", "destroyed", &note);
    let shared = |line: &&str| !line.is_empty() && other.lines().any(|of_other| of_other == *line);
    assert_eq!(one.lines().find(shared), None, "no line that a merge could take for the same");
    fs::write(&path, format!("{head}{one}{other}")).expect("the file");
    assert_eq!(standing_count(&folder), 2);
}

#[test]
fn of_two_decisions_on_a_fact_the_later_holds() {
    let folder = desk("decisions-later");
    let path = folder.join("claimdiff.decisions.toml");
    decide(&folder, "accept", "killed", &["--figure", "14 people"]);
    decide(&folder, "accept", "killed", &["--figure", "23 people"]);
    let figure = || fact(&folder, "killed")["decision"]["figure"].as_str().map(str::to_owned);
    assert_eq!(figure().as_deref(), Some("23 people"), "on one day the lower in the file");
    let text = fs::read_to_string(&path).expect("the file");
    // A day on its own is its beginning.
    fs::write(&path, text.replacen("date = 2024-03-12T09:00:00Z", "date = 2024-03-13", 1)).expect("the file");
    assert_eq!(figure().as_deref(), Some("14 people"), "else the one with the later date");
    decide(&folder, "dismiss", "killed", &[]);
    fs::write(&path, text.replace("date = 2024-03-12T09:00:00Z", "date = 2024-03-12T11:00:00+05:00"))
        .expect("the file");
    decide(&folder, "dismiss", "killed", &[]);
    assert_eq!(fact(&folder, "killed")["decision"]["outcome"], "dismissed");
}

#[test]
fn the_file_lies_beside_the_settings_or_where_the_command_line_says() {
    let folder = desk("decisions-place");
    write(&folder, "claimdiff.toml", "");
    fs::create_dir_all(folder.join("deep")).expect("a folder");
    let killed = id(&folder, "killed");
    let output = run_in(&folder.join("deep"), &["dismiss", &killed, "../desk"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(folder.join("claimdiff.decisions.toml").is_file());
    assert_eq!(standing_count(&folder), 1, "it is found upwards");
    let output = run_in(&folder, &["dismiss", &id(&folder, "cost"), "desk", "--decisions", "other.toml"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).ends_with("written to other.toml\n"), "{}", stdout(&output));
    assert_eq!(standing_count(&folder), 1);
    let output = run_in(&folder, &["compare", "desk", "--decisions", "other.toml"]);
    assert!(stdout(&output).contains("1 decided"), "{}", stdout(&output));
    let output = run_in(&folder, &["compare", "desk", "--decisions", "none.toml"]);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("none.toml: no such file of decisions"), "{}", stderr(&output));
}

#[test]
fn a_file_that_is_broken_says_where_and_what_would_be_right() {
    const CLAIMS: &str = "claims.0123456789ab = { figure = \"3\" }\n";
    let folder = desk("decisions-broken");
    for (text, expected) in [
        ("[decision", "1: "),
        ("[decision.a]\n<<<<<<< HEAD\n", "2: "),
        ("[decisions.a]\n", "1: unknown table \"decisions\"; did you mean \"decision\"?"),
        ("[decision]\na = 1\n", "2: a is a table"),
        (
            "[decision.a]\naccpet = { date = 2024-03-12 }\n",
            "2: unknown key \"accpet\"; did you mean \"accept\"?",
        ),
        ("[decision.a]\ndismiss = true\n", "2: dismiss looks like dismiss = { date = 2024-03-12"),
        (
            "[decision.a]\ndismiss = { note = \"x\" }\n",
            "2: dismiss has no date; it looks like date = 2024-03-12",
        ),
        (
            "[decision.a]\ndismiss = { date = \"today\" }\n",
            "2: date: a day or a time is needed, such as 2024-03-12",
        ),
        ("[decision.a]\ndismiss = { date = 12:00:00 }\n", "2: date: a day or a time is needed"),
        (
            "[decision.a]\ndismiss = { date = 2024-03-12, by = 3 }\n",
            "2: by: words in quotation marks are needed",
        ),
        (
            "[decision.a]\ndismiss = { dat = 2024-03-12, date = 2024-03-12 }\n",
            "2: unknown key \"dat\"; did you mean \"date\"?",
        ),
        (
            "[decision.a]\naccept = { date = 2024-03-12 }\n",
            "2: accept names no figure; it looks like figure = \"600\"",
        ),
        (
            "[decision.a]\ndismiss = { date = 2024-03-12 }\n",
            "1: decision.a names too few claims to be recognised",
        ),
        (
            "[decision.a]\nclaims.0123456789ab = { figure = \"3\" }\n",
            "1: decision.a decides nothing: one of accept, dismiss",
        ),
        (
            "[decision.a]\ndismiss = { date = 2024-03-12 }\nreopen = { date = 2024-03-12 }\n",
            "3: dismiss and reopen in one decision: give each a table of its own",
        ),
        (
            "[decision.a]\ndismiss = { date = 2024-03-12 }\nclaims.xyz = { figure = \"3\" }\n",
            "3: xyz: a fingerprint of a claim has 12 digits from 0 to 9 and a to f",
        ),
        (
            "[decision.a]\ndismiss = { date = 2024-03-12 }\nclaims.0123456789ab = { text = \"3\" }\n",
            "3: 0123456789ab has no figure; it looks like { figure = \"600\" }",
        ),
        (
            "[decision.a]\ndismiss = { date = 2024-03-12 }\nclaims.0123456789ab = { figur = \"3\", figure = \"3\" }\n",
            "3: unknown key \"figur\"; did you mean \"figure\"?",
        ),
        (
            &format!("[decision.a]\njoin = {{ date = 2024-03-12 }}\n{CLAIMS}"),
            "1: decision.a names too few claims",
        ),
        (&format!("[decision.a]\ndismiss = {{ date = 2024-03-12 }}\n{CLAIMS}[decision.a]\n"), "4: "),
    ] {
        write(&folder, "claimdiff.decisions.toml", text);
        for arguments in [
            &["compare", "desk"][..],
            &["dismiss", "f-1", "desk"],
            &["check", "desk/a.txt", "--against", "desk"],
        ] {
            let output = run_in(&folder, arguments);
            assert_eq!((code(&output), stdout(&output)), (2, ""), "{text}");
            let message = stderr(&output);
            assert!(message.contains(&format!("claimdiff.decisions.toml:{expected}")), "{text}\n{message}");
            assert_eq!(message.lines().count(), 1, "{message}");
        }
    }
    let marked = "[decision.a]\ndismiss = { date = 2024-03-12 }\nclaims.0123456789ab = { figure = \"3\" }\n\n<<<<<<< HEAD\n";
    write(&folder, "claimdiff.decisions.toml", marked);
    let output = run_in(&folder, &["compare", "desk"]);
    assert!(
        stderr(&output).contains("take the marks out and keep the decisions of both sides"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_figure_or_a_fact_that_is_not_there_names_those_that_are() {
    let folder = desk("decisions-unknown");
    let killed = id(&folder, "killed");
    let output = run_in(&folder, &["accept", &killed, "--figure", "15 people", "desk"]);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    let message = stderr(&output);
    assert!(message.contains("has no figure 15 people; its figures are:"), "{message}");
    assert!(message.contains("23 people desk/b.txt:5:35"), "{message}");
    let output = run_in(&folder, &["dismiss", "f-zzz", "desk"]);
    assert!(stderr(&output).contains("no fact of these articles has the id f-zzz"), "{}", stderr(&output));
    assert!(!folder.join("claimdiff.decisions.toml").exists(), "nothing was decided");
}

#[test]
fn a_file_with_anything_missing_is_read_or_refused() {
    let folder = decided("decisions-torn");
    let text = fs::read_to_string(folder.join("claimdiff.decisions.toml")).expect("the file");
    let whole = text.lines().count();
    for missing in 0..whole {
        let lines: Vec<&str> =
            text.lines().enumerate().filter(|(i, _)| *i != missing).map(|(_, line)| line).collect();
        for error in Decisions::parse(&lines.join("\n")).err().unwrap_or_default() {
            assert!((1..=whole).contains(&error.line) && !error.message.is_empty(), "{error}");
        }
    }
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        for error in Decisions::parse(&text[..end]).err().unwrap_or_default() {
            assert!((1..=whole).contains(&error.line), "{error}");
        }
    }
}

#[test]
fn what_is_written_is_read_the_same() {
    let folder = decided("decisions-read");
    let text = fs::read_to_string(folder.join("claimdiff.decisions.toml")).expect("the file");
    let decisions = Decisions::parse(&text).expect("no mistakes");
    let mut again = String::new();
    for decision in decisions.iter() {
        again.push_str(&decision.to_toml(&again));
    }
    assert_eq!(Decisions::parse(&again).expect("no mistakes"), decisions);
    assert_eq!(decisions.iter().count(), 5);
}
