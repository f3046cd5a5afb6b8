//! The cache of claims changes what a run takes, and nothing that it prints.

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use support::{code, folder, run, stderr, stdout, write};

const REPORTS: [(&str, &str); 3] = [
    (
        "a.txt",
        "A flood killed 14 people in Kelmara on Tuesday, the mayor said.\n\nIt cost about $2.5 million.",
    ),
    ("b.txt", "On Tuesday a flood killed 23 people in Kelmara. Some 300 homes were lost."),
    ("c.txt", "Nobody counted the boats."),
];

/// A folder with reports, and the place of a cache beside it.
fn reports(name: &str) -> (String, String) {
    let folder = folder(name);
    REPORTS.iter().for_each(|(file, text)| drop(write(&folder, &format!("reports/{file}"), text)));
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    (path("reports"), path("cache"))
}

fn same(one: &Output, other: &Output) {
    assert_eq!((code(one), stdout(one)), (code(other), stdout(other)));
}

fn packs(cache: &str) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(cache).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
fn a_run_with_a_cache_prints_what_one_without_prints() {
    let (reports, cache) = reports("cache-same");
    let draft = format!("{reports}/a.txt");
    for command in [
        &["extract", "--format", "jsonl", &reports][..],
        &["extract", "--format", "json", "--all", &reports],
        &["extract", &format!("{reports}/b.txt"), "--format", "jsonl"],
        &["compare", &reports, "--full"],
        &["explain", "f-", &reports],
        &["check", &draft, "--against", &reports],
    ] {
        let without = run(command);
        let with = || run(command.iter().copied().chain(["--cache", &cache]));
        let (first, second) = (with(), with());
        same(&without, &first);
        same(&without, &second);
        assert_eq!(stderr(&second), stderr(&without), "{command:?}");
    }
    assert_eq!(packs(&cache).len(), 1, "later runs had nothing to add");
}

#[test]
fn what_changed_is_read_again() {
    let (reports, cache) = reports("cache-changed");
    let extract = || run(["extract", "--format", "jsonl", &reports, "--cache", &cache]);
    extract();
    fs::write(Path::new(&reports).join("b.txt"), "On Tuesday a flood killed 24 people in Kelmara.")
        .expect("written");
    let changed = extract();
    assert!(stdout(&changed).contains("killed 24 people"), "{}", stdout(&changed));
    same(&changed, &run(["extract", "--format", "jsonl", &reports]));
}

#[test]
fn a_damaged_or_foreign_file_is_no_trouble() {
    let (reports, cache) = reports("cache-damaged");
    let extract = || run(["extract", "--format", "jsonl", &reports, "--cache", &cache]);
    let first = extract();
    fs::write(Path::new(&cache).join("notes.txt"), "not ours").expect("written");
    for pack in packs(&cache).iter().filter(|path| path.extension().is_some_and(|e| e == "pack")) {
        let bytes = fs::read(pack).expect("a pack");
        fs::write(pack, &bytes[..bytes.len() / 2]).expect("written");
    }
    let again = extract();
    same(&first, &again);
    assert!(stderr(&again).contains("not used, delete it"), "{}", stderr(&again));
}

#[test]
fn a_cache_that_cannot_be_kept_is_a_warning() {
    let (reports, _) = reports("cache-impossible");
    let file = format!("{reports}/a.txt");
    let output = run(["extract", "--format", "jsonl", &reports, "--cache", &file]);
    same(&output, &run(["extract", "--format", "jsonl", &reports]));
    assert!(stderr(&output).contains("warning") && stderr(&output).contains("no cache can be kept"));
}
