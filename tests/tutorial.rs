//! The tutorial shows what its commands print.
//!
//! In a block that begins with ```` ```console ````, lines with `$ ` are commands, which a shell runs one after the
//! other in a folder that has `samples/`; the others are what they print. Ids of facts change with what claimdiff finds:
//! `<!-- fact: TEXT -->` before a block says that those in its commands are the id of the fact on the desk with that
//! figure. `SNAPSHOTS=overwrite cargo test --test tutorial` writes ids and output anew.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use support::{claimdiff, folder};

/// 7 July 2020, eight in the morning.
const DATE: &str = "1594108800";
const BEGIN: &str = "```console";
const END: &str = "```";
const FACT: &str = "<!-- fact: ";

/// Runs a command in a shell that finds the program; what it prints on both channels.
fn shell(place: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_claimdiff")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let template = claimdiff();
    let mut shell = Command::new("sh");
    for (name, value) in template.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    let output = shell
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(place)
        .env("PATH", path)
        .env("LC_ALL", "C")
        .env("SOURCE_DATE_EPOCH", DATE)
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The id of the fact on the desk that has this figure.
fn id(place: &Path, figure: &str) -> String {
    let output = claimdiff()
        .current_dir(place)
        .args(["compare", "desk", "--format", "json", "--exit-zero"])
        .output()
        .expect("the program starts");
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let facts = document["facts"].as_array().expect("facts");
    let has = |fact: &&Value| {
        fact["figures"].as_array().is_some_and(|figures| figures.iter().any(|f| f["text"] == figure))
    };
    let fact = facts.iter().find(has).unwrap_or_else(|| panic!("no fact has the figure {figure}"));
    fact["id"].as_str().expect("an id").to_owned()
}

/// `command` with `id` in place of the id that it has.
fn with_id(command: &str, id: &str) -> String {
    let is_id = |word: &&str| word.starts_with("f-") && word.len() == id.len();
    match command.split(' ').find(is_id) {
        Some(old) => command.replacen(old, id, 1),
        None => command.to_owned(),
    }
}

/// The tutorial as it is when every command is run now, and how many commands there are.
fn renewed(tutorial: &str, place: &Path) -> (String, usize) {
    let (mut out, mut commands) = (String::new(), 0);
    let mut fact: Option<&str> = None;
    let mut inside = false;
    for line in tutorial.lines() {
        if inside && line == END {
            inside = false;
            fact = None;
        }
        if inside {
            let Some(command) = line.strip_prefix("$ ") else { continue };
            let command = fact.map_or_else(|| command.to_owned(), |fact| with_id(command, &id(place, fact)));
            out.push_str(&format!("$ {command}\n{}", shell(place, &command)));
            commands += 1;
            continue;
        }
        if let Some(figure) = line.strip_prefix(FACT) {
            fact = figure.strip_suffix(" -->");
        }
        inside = line == BEGIN;
        out.push_str(line);
        out.push('\n');
    }
    (out, commands)
}

/// A folder with the samples in it.
fn place() -> PathBuf {
    let place = folder("tutorial");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"), &place.join("samples"));
    place
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the samples") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

#[test]
fn every_command_prints_what_stands_below_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md");
    let tutorial = fs::read_to_string(&path).expect("the tutorial");
    let (renewed, commands) = renewed(&tutorial, &place());
    assert!(commands >= 10, "the tutorial shows the work of a desk");
    for command in ["compare", "explain", "separate", "join", "dismiss", "accept", "check"] {
        assert!(renewed.contains(&format!("$ claimdiff {command} ")), "{command}");
    }
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        fs::write(&path, renewed).expect("the tutorial can be written");
    } else {
        snapbox::assert_data_eq!(tutorial, snapbox::Data::text(renewed).raw());
    }
}
