//! The help of each command, as it is printed at 80 columns.
//!
//! `SNAPSHOTS=overwrite cargo test --test help` writes the snapshots anew. They list the formats of a full build.

#![cfg(feature = "xlsx")]

mod support;

use std::path::Path;

use snapbox::{Data, assert_data_eq};
use support::{code, run, stdout};

#[test]
fn each_command_explains_itself() {
    for command in [
        "accept", "check", "compare", "diff", "dismiss", "explain", "extract", "join", "reopen", "separate",
        "timeline",
    ] {
        let output = run([command, "--help"]);
        assert_eq!(code(&output), 0);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/help/{command}.txt"));
        assert_data_eq!(stdout(&output).to_owned(), Data::read_from(&path, None).raw());
    }
}

#[test]
fn a_format_that_is_not_there_is_named_with_those_that_are() {
    let output = run(["compare", "samples/recruits", "--format", "pdf"]);
    let message = support::stderr(&output);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(message.contains("'pdf'") && message.contains("json, jsonl, csv"), "{message}");
}
