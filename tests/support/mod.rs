//! What the tests of the command line share: running the program, and folders to run it in.
#![allow(dead_code)] // Each test file uses a part of this.

pub mod hostile;
pub mod spelling;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use proptest::test_runner::RngSeed;

/// The sample sets, relative to the package.
pub const SAMPLES: [&str; 2] = ["samples/recruits", "samples/earthquake"];

/// The program, in an environment that says nothing about terminals.
pub fn claimdiff() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    let of_machine =
        ["COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "CLAIMDIFF_DATA", "USER", "LOGNAME", "USERNAME"];
    for name in of_machine.into_iter().chain(["SOURCE_DATE_EPOCH"]) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Runs the program with `arguments`.
pub fn run<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    claimdiff().args(arguments).output().expect("the program starts")
}

/// What the program printed, as text.
pub fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8 on standard output")
}

/// What the program said on standard error, as text.
pub fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8 on standard error")
}

/// The exit code.
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// A new folder for one test; what an earlier run left in it is gone.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Writes `content` to `name` in `folder`.
pub fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder can be made");
    fs::write(&path, content).expect("a file can be written");
    path
}

/// `text` with its blanks made line breaks where a line gets longer than `width`, as an editor wraps.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column > 0 {
            let fits = column + 1 + word.len() <= width;
            out.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        out.push_str(word);
        column += word.len();
    }
    out
}

/// How many cases a property is tried on: `usual`, or what `PROPTEST_CASES` says.
pub fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// What a property's cases are made from: always the same, or what `PROPTEST_RNG_SEED` says.
pub fn seed() -> RngSeed {
    let given = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok());
    RngSeed::Fixed(given.unwrap_or(9))
}

/// What lies in a folder, in order.
pub fn sorted_entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}
