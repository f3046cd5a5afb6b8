//! Where output goes: pipes that close, files that cannot be written, colours and widths.

mod support;

use std::fs;
use std::process::Stdio;

use support::{claimdiff, code, folder, run, stderr, stdout, write};

const REPORT: &str = "At least 40 people were killed, the mayor said.\n";

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    for arguments in [
        &["compare", "-", "--format", "json"][..],
        &["compare", "-"],
        &["extract", "-", "--format", "jsonl"],
        &["extract", "-"],
    ] {
        let mut child = claimdiff()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // The program writes only after its input has ended: by then nobody reads.
        drop(child.stdout.take());
        drop(child.stdin.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(code(&output), 0, "{arguments:?}");
        assert!(!stderr(&output).contains("error"), "{}", stderr(&output));
        assert!(!stderr(&output).contains("panic"), "{}", stderr(&output));
    }
}

#[test]
fn output_goes_to_a_file_whole() {
    let folder = folder("whole");
    let article = write(&folder, "in/a.txt", REPORT);
    let target = write(&folder, "out.json", "what was there before");
    let arguments =
        ["extract".as_ref(), article.as_os_str(), "--format".as_ref(), "json".as_ref(), "-o".as_ref()];
    let output = run(arguments.into_iter().chain([target.as_os_str()]));
    assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""));
    let printed = run(&arguments[..4]);
    assert_eq!(fs::read_to_string(&target).expect("the file"), stdout(&printed));
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 2, "no temporary file stays");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let folder = folder("unwritable");
    let article = write(&folder, "a.txt", REPORT);
    let targets = [folder.join("no/such/out.json"), article.join("out.json"), folder.clone()];
    for target in &targets {
        let output = run(["compare".as_ref(), article.as_os_str(), "-o".as_ref(), target.as_os_str()]);
        assert_eq!((code(&output), stdout(&output)), (2, ""));
        let message = stderr(&output);
        assert!(message.contains(&format!("{}: cannot be written: ", target.display())), "{message}");
    }
    assert_eq!(fs::read_to_string(&article).expect("the article"), REPORT);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_write_protected_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("protected");
    let article = write(&folder, "a.txt", REPORT);
    let target = write(&folder, "out/there.json", "before");
    let out = folder.join("out");
    let protect = |mode| fs::set_permissions(&out, fs::Permissions::from_mode(mode)).expect("permissions");
    protect(0o555);
    let output = run(["compare".as_ref(), article.as_os_str(), "-o".as_ref(), target.as_os_str()]);
    protect(0o755);
    // To root nothing is protected.
    if code(&output) == 2 {
        assert!(
            stderr(&output).contains("there.json: cannot be written: permission denied"),
            "{}",
            stderr(&output)
        );
        assert_eq!(fs::read_to_string(&target).expect("the file"), "before");
    }
    assert_eq!(fs::read_dir(&out).expect("the folder").count(), 1, "no temporary file stays");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_trouble_and_is_not_replaced() {
    let folder = folder("full");
    let article = write(&folder, "a.txt", REPORT);
    let output = run(["compare".as_ref(), article.as_os_str(), "-o".as_ref(), "/dev/full".as_ref()]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("/dev/full: cannot be written: no space left on device"),
        "{}",
        stderr(&output)
    );
    assert!(!fs::metadata("/dev/full").expect("the device").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_trouble() {
    for arguments in [&["--help"][..], &["--version"], &["compare", "--help"], &["schema"]] {
        let full = fs::File::options().write(true).open("/dev/full").expect("the device");
        let output = claimdiff().args(arguments).stdout(full).output().expect("the program starts");
        let message = stderr(&output);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(message.contains("standard output: cannot be written: no space left"), "{message}");
    }
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(["completions", shell]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("compare"), "{shell}");
    }
}
