//! The README shows what the program prints.
//!
//! Between `<!-- begin output: ARGUMENTS -->` and `<!-- end output -->` stands what `claimdiff ARGUMENTS` prints at
//! 80 columns. `SNAPSHOTS=overwrite cargo test --test readme` writes these blocks anew.

mod support;

use std::fs;
use std::path::Path;

use support::{run, stdout};

const BEGIN: &str = "<!-- begin output: ";
const END: &str = "<!-- end output -->";

/// The README with every block as the program prints it now, and how many blocks there are.
fn renewed(readme: &str) -> (String, usize) {
    let mut out = String::new();
    let mut rest = readme;
    let mut blocks = 0;
    while let Some(begin) = rest.find(BEGIN) {
        let after = &rest[begin + BEGIN.len()..];
        let (arguments, after) = after.split_once(" -->\n").expect("a begin marker ends its line");
        let end = after.find(END).unwrap_or_else(|| panic!("no end marker for {arguments:?}"));
        let printed = run(arguments.split_whitespace());
        out.push_str(&rest[..begin]);
        out.push_str(&format!("{BEGIN}{arguments} -->\n```text\n{}\n```\n", stdout(&printed).trim_end()));
        rest = &after[end..];
        blocks += 1;
    }
    (out + rest, blocks)
}

#[test]
fn outputs_are_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (renewed, blocks) = renewed(&readme);
    assert!(blocks >= 2, "the README shows a run and the usage");
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        fs::write(&path, renewed).expect("the README can be written");
    } else {
        snapbox::assert_data_eq!(readme, snapbox::Data::text(renewed).raw());
    }
}

#[test]
fn the_two_commands_are_named() {
    let readme = include_str!("../README.md");
    for command in ["cargo run --release -- compare samples/recruits", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
}
