//! What goes wrong around the program: disks, permissions, links, names, signals. Outputs are written whole or not at
//! all, messages name the file, exit codes tell trouble.
#![cfg(unix)]
#![allow(clippy::print_stdout)] // What was not run, and what is counted, is shown beside a failure.

mod support;

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use support::{claimdiff, code, folder, run, stderr, stdout, write};

const REPORT: &str = "At least 40 people were killed in Dorenna, the mayor said.\n";
const PROGRAM: &str = env!("CARGO_BIN_EXE_claimdiff");

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Articles whose report takes some hundred kilobytes.
fn many_articles(folder: &Path) {
    for n in 0..60 {
        let text = format!("A flood in Dorenna killed {} people and damaged {} homes.\n", n + 3, 7 * n + 5);
        write(folder, &format!("in/{n}.txt"), text.repeat(5));
    }
}

/// Runs a shell line where a file system of its own, of 64 KiB, is mounted over `disk`; `None` where the machine does
/// not allow that.
fn on_a_small_disk(folder: &Path, line: &str) -> Option<Output> {
    let mounted = format!("mount -t tmpfs -o size=64k none disk && {line}");
    let run = |line: &str| {
        Command::new("unshare")
            .args(["--mount", "sh", "-c", line])
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
    };
    fs::create_dir_all(folder.join("disk")).expect("a folder");
    let allowed = run("mount -t tmpfs -o size=64k none disk").is_ok_and(|output| output.status.success());
    if !allowed {
        println!("not run: file systems cannot be mounted here");
        return None;
    }
    Some(run(&mounted).expect("a shell"))
}

#[test]
fn a_disk_that_is_full_keeps_what_was_there_before() {
    let folder = folder("full-disk");
    many_articles(&folder);
    let line = format!(
        "echo before > disk/out.json; {PROGRAM} compare in --exit-zero -o disk/out.json; echo \"code $?\"; \
         cat disk/out.json; ls -A disk"
    );
    let Some(output) = on_a_small_disk(&folder, &line) else { return };
    assert_eq!(stdout(&output), "code 2\nbefore\nout.json\n");
    let said = stderr(&output);
    assert!(said.contains("disk/out.json: cannot be written: no space left on device"), "{said}");
}

#[test]
fn a_full_disk_does_not_keep_the_other_formats_from_being_written() {
    let folder = folder("full-disk-formats");
    many_articles(&folder);
    let line = format!(
        "{PROGRAM} compare in --exit-zero --format table,json -o disk/; echo \"code $?\"; ls -A disk"
    );
    let Some(output) = on_a_small_disk(&folder, &line) else { return };
    assert_eq!(stdout(&output), "code 2\nclaimdiff.txt\n");
    assert!(stderr(&output).contains("disk/claimdiff.json: cannot be written"), "{}", stderr(&output));
}

#[test]
fn a_decision_that_does_not_fit_leaves_the_decisions_as_they_were() {
    let folder = folder("full-disk-decisions");
    write(&folder, "in/a.txt", REPORT);
    write(&folder, "in/b.txt", "The flood in Dorenna killed 14 people, the mayor said.\n");
    let facts =
        claimdiff().current_dir(&folder).args(["compare", "in", "--format", "json"]).output().expect("a run");
    let document: serde_json::Value = serde_json::from_str(stdout(&facts)).expect("JSON");
    let fact = document["facts"][0]["id"].as_str().expect("a fact");
    let line = format!(
        "echo '# ours' > disk/d.toml; dd if=/dev/zero of=disk/fill bs=1k count=56 2>/dev/null; \
         cat /dev/zero > disk/rest 2>/dev/null; \
         {PROGRAM} dismiss {fact} in --decisions disk/d.toml --note \"$(head -c 6000 /dev/zero | tr '\\0' x)\"; \
         echo \"code $?\"; cat disk/d.toml"
    );
    let Some(output) = on_a_small_disk(&folder, &line) else { return };
    assert_eq!(stdout(&output), "code 2\n# ours\n", "{}", stderr(&output));
    assert!(stderr(&output).contains("d.toml"), "{}", stderr(&output));
}

/// The program as someone who may not do everything: root may read and write whatever the permissions say.
fn unprivileged(folder: &Path) -> Option<Command> {
    let output = Command::new("id").arg("-u").output().expect("a user");
    if stdout(&output).trim() != "0" {
        let mut command = claimdiff();
        command.current_dir(folder);
        return Some(command);
    }
    // Folders above may be closed to others: the program and what it reads are put where everyone can look.
    let program = folder.join("claimdiff");
    fs::copy(PROGRAM, &program).expect("a copy");
    let other = |program: &Path| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program).current_dir(folder);
        command
    };
    let usable = other(&program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !usable {
        println!("not run: the tests run as root, and the program cannot be started as somebody else");
    }
    usable.then(|| other(&program))
}

/// A folder below the system's folder for temporary files, where everybody may go.
fn open_folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("claimdiff-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    set_mode(&folder, 0o755);
    folder
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_compared() {
    let folder = open_folder("unreadable");
    write(&folder, "in/a.txt", REPORT);
    write(&folder, "in/closed/b.txt", REPORT);
    write(&folder, "in/secret.txt", REPORT);
    set_mode(&folder.join("in/closed"), 0o000);
    set_mode(&folder.join("in/secret.txt"), 0o000);
    if let Some(mut program) = unprivileged(&folder) {
        let output = program.args(["extract", "in", "--format", "json"]).output().expect("a run");
        assert_eq!(code(&output), 2);
        let said = stderr(&output);
        assert!(said.contains("in/closed: cannot be read: permission denied"), "{said}");
        assert!(said.contains("in/secret.txt: cannot be read: permission denied"), "{said}");
        assert!(stdout(&output).contains("40 people"), "{}", stdout(&output));
    }
    set_mode(&folder.join("in/closed"), 0o755);
    fs::remove_dir_all(&folder).expect("an own folder");
}

#[test]
fn what_may_not_be_written_is_named_and_left_as_it_was() {
    let folder = open_folder("unwritable");
    write(&folder, "a.txt", REPORT);
    write(&folder, "out/report.json", "before");
    write(&folder, "claimdiff.decisions.toml", "# ours\n");
    for (path, mode) in [("out", 0o555), ("claimdiff.decisions.toml", 0o444), (".", 0o555)] {
        set_mode(&folder.join(path), mode);
    }
    set_mode(&folder, 0o755);
    let program = unprivileged(&folder);
    set_mode(&folder, 0o555);
    if let Some(mut program) = program {
        let output = program.args(["compare", "a.txt", "-o", "out/report.json"]).output().expect("a run");
        assert_eq!(code(&output), 2);
        let said = stderr(&output);
        assert!(said.contains("out/report.json: cannot be written: permission denied"), "{said}");
        assert_eq!(names(&folder.join("out")), ["report.json"]);
        assert_eq!(fs::read_to_string(folder.join("out/report.json")).expect("the file"), "before");
        let mut program = unprivileged_again(&folder);
        let output = program.arg("init").output().expect("a run");
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("claimdiff.toml: cannot be written"), "{}", stderr(&output));
    }
    set_mode(&folder, 0o755);
    set_mode(&folder.join("out"), 0o755);
    fs::remove_dir_all(&folder).expect("an own folder");
}

/// As [`unprivileged`], where the program has been copied before.
fn unprivileged_again(folder: &Path) -> Command {
    if !folder.join("claimdiff").exists() {
        let mut command = claimdiff();
        command.current_dir(folder);
        return command;
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(folder.join("claimdiff")).current_dir(folder);
    command
}

#[test]
fn links_are_followed_once_and_loops_end() {
    let folder = folder("links");
    write(&folder, "in/a.txt", REPORT);
    write(&folder, "elsewhere/b.txt", "The flood in Dorenna killed 14 people.\n");
    symlink(".", folder.join("in/self")).expect("a link");
    symlink("../../in", folder.join("elsewhere/back")).expect("a link");
    symlink("../elsewhere", folder.join("in/linked")).expect("a link");
    symlink("../elsewhere", folder.join("in/linked-again")).expect("a link");
    let output =
        claimdiff().current_dir(&folder).args(["extract", "in", "--format", "json"]).output().expect("a run");
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    let document: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
    let paths: Vec<_> =
        document["articles"].as_array().expect("articles").iter().map(|a| a["path"].clone()).collect();
    assert_eq!(paths, ["in/a.txt", "in/linked/b.txt"]);
    symlink("y.txt", folder.join("in/x.txt")).expect("a link");
    symlink("x.txt", folder.join("in/y.txt")).expect("a link");
    let output =
        claimdiff().current_dir(&folder).args(["extract", "in", "--format", "json"]).output().expect("a run");
    assert_eq!(code(&output), 2);
    for name in ["in/x.txt: cannot be read", "in/y.txt: cannot be read"] {
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
    }
    assert!(stdout(&output).contains("14 people"), "the others are read: {}", stdout(&output));
}

#[test]
fn names_that_are_no_utf8_are_read_written_and_named() {
    let folder = folder("names");
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    let made = fs::write(folder.join(name), REPORT);
    if made.is_err() {
        return println!("not run: the file system takes no such names");
    }
    let target = OsStr::from_bytes(b"r\xe9sum\xe9.json");
    let output = claimdiff()
        .current_dir(&folder)
        .args([OsStr::new("extract"), name, OsStr::new("-o"), target])
        .output()
        .expect("a run");
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    let written: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join(target)).expect("the report")).expect("JSON");
    assert_eq!(written["articles"][0]["path"], "caf\u{fffd}.txt");
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 2);
    let missing = claimdiff().arg("extract").arg(OsStr::from_bytes(b"no\xff.txt")).output().expect("a run");
    assert_eq!(code(&missing), 2);
    assert!(stderr(&missing).contains("no\u{fffd}.txt: no such file"), "{}", stderr(&missing));
}

#[test]
fn a_pipe_that_is_closed_while_it_is_written_ends_the_program_quietly() {
    let folder = folder("closed-pipe");
    many_articles(&folder);
    let child = claimdiff()
        .current_dir(&folder)
        .args(["extract", "in", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.expect("the program starts");
    let mut first = String::new();
    let mut reader = BufReader::with_capacity(64, child.stdout.take().expect("a pipe"));
    reader.read_line(&mut first).expect("a line");
    drop(reader);
    let output = child.wait_with_output().expect("the program ends");
    assert!(first.starts_with('{'), "{first}");
    assert_eq!((code(&output), stderr(&output)), (0, ""));
}

/// Lines of JSON that fill the pipe many times over, so that the program waits for whoever reads it.
fn endless_lines(folder: &Path) -> std::path::PathBuf {
    let line = format!("{{\"text\": \"{}\"}}\n", REPORT.trim());
    write(folder, "many.jsonl", line.repeat(60_000))
}

#[test]
fn a_file_that_shrinks_while_it_is_read_is_trouble() {
    let folder = folder("shrinking");
    let path = endless_lines(&folder);
    let mut child = claimdiff()
        .current_dir(&folder)
        .args(["extract", "many.jsonl", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut reader = BufReader::with_capacity(64, child.stdout.take().expect("a pipe"));
    reader.read_line(&mut String::new()).expect("a line");
    // The program has far more to read, and cannot go on before this reads on.
    fs::File::options().write(true).open(&path).and_then(|file| file.set_len(1000)).expect("a shorter file");
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).expect("what was read before");
    let output = child.wait_with_output().expect("the program ends");
    let said = stderr(&output);
    assert_eq!(code(&output), 2, "{said}");
    assert!(said.contains("many.jsonl: cannot be read: became shorter while it was read"), "{said}");
    assert!(rest.ends_with(b"}\n"), "whole lines");
}

#[test]
fn an_interruption_leaves_no_unfinished_file_and_the_old_one_as_it_was() {
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        let folder = folder(&format!("interrupted-{signal}"));
        endless_lines(&folder);
        write(&folder, "out/report.jsonl", "before");
        // A pipe as the input: the program waits for what never comes, with its output open.
        let mut child = claimdiff()
            .current_dir(&folder)
            .args(["extract", "-", "--format", "jsonl", "-o", "out/report.jsonl"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = child.stdin.take().expect("a pipe");
        let unfinished = || names(&folder.join("out")).iter().any(|name| name.ends_with(".part"));
        while !unfinished() && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        assert!(unfinished(), "{signal}: the output is open");
        let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status();
        assert!(sent.expect("a shell").success());
        let output = child.wait_with_output().expect("the program ends");
        drop(input);
        assert_eq!(output.status.signal(), Some(number), "{signal}: {}", stderr(&output));
        assert_eq!(names(&folder.join("out")), ["report.jsonl"], "{signal}");
        assert_eq!(fs::read_to_string(folder.join("out/report.jsonl")).expect("the file"), "before");
    }
}

#[test]
fn output_into_a_file_of_input_replaces_it_only_when_all_is_read() {
    let folder = folder("own-input");
    let path = write(&folder, "a.jsonl", format!("{{\"text\": \"{}\"}}\n", REPORT.trim()));
    let output = run(["extract".as_ref(), path.as_os_str(), "-o".as_ref(), path.as_os_str()]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    assert!(fs::read_to_string(&path).expect("the file").contains("number_span"));
}
