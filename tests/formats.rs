//! Formats and places of reports: by name, by extension, several into a folder; and opening them.

mod support;

use std::fs;

use support::{claimdiff, code, folder, run, stderr, stdout, write};

const REPORTS: [&str; 2] =
    ["At least 40 people were killed, the mayor said.\n", "The quake killed 14 people.\n"];

#[test]
fn the_extension_of_a_file_says_its_format() {
    let folder = folder("extension");
    let sample = "samples/recruits";
    for command in ["compare", "extract"] {
        for (name, format) in [("r.json", "json"), ("r.JSON", "json"), ("r.txt", "table"), ("r", "table")] {
            let file = folder.join(name);
            let output = run([command.as_ref(), sample.as_ref(), "-o".as_ref(), file.as_os_str()]);
            assert_eq!((stdout(&output), stderr(&output)), ("", ""), "{command} {name}");
            let printed = run([command, sample, "--format", format]);
            assert_eq!(fs::read_to_string(&file).expect("the file"), stdout(&printed), "{command} {name}");
            assert_eq!(code(&output), code(&printed));
        }
    }
}

#[test]
fn an_extension_that_says_nothing_is_an_error_unless_a_format_is_named() {
    let folder = folder("unknown-extension");
    let article = write(&folder, "a.txt", REPORTS[0]);
    let target = folder.join("report.docx");
    let arguments = ["compare".as_ref(), article.as_os_str(), "-o".as_ref(), target.as_os_str()];
    let output = run(arguments);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("report.docx: no format goes by this extension"), "{}", stderr(&output));
    assert!(!target.exists());
    assert_eq!(code(&run(arguments.into_iter().chain(["--format".as_ref(), "json".as_ref()]))), 0);
    assert!(fs::read_to_string(&target).expect("the file").starts_with('{'));
}

#[test]
fn extract_writes_rows_too_and_says_where_exclusions_have_no_place() {
    let csv = run(["extract", "samples/recruits", "--format", "csv"]);
    let lines = run(["extract", "samples/recruits", "--format", "jsonl"]);
    assert_eq!(
        stdout(&csv).lines().count(),
        stdout(&lines).lines().count() + 1,
        "a heading, then a line a claim"
    );
    let all = run(["extract", "samples/recruits", "--all", "--format", "csv"]);
    assert_eq!((code(&all), stdout(&all)), (2, ""));
    assert!(stderr(&all).contains("take xlsx, jsonl or json"), "{}", stderr(&all));
    let page = run(["extract", "samples/recruits", "-o", "report.md"]);
    assert_eq!(code(&page), 2);
    assert!(stderr(&page).contains("does not write md"), "{}", stderr(&page));
}

#[test]
fn several_formats_go_into_a_folder_in_one_run() {
    let folder = folder("several");
    let sample = "samples/recruits";
    let target = folder.join("new/reports/");
    let arguments = ["compare".as_ref(), sample.as_ref(), "-o".as_ref(), target.as_os_str()];
    let formats = ["--format", "json,table", "--format", "json"].map(std::ffi::OsStr::new);
    let output = run(arguments.into_iter().chain(formats));
    assert_eq!((code(&output), stdout(&output), stderr(&output)), (1, "", ""));
    for (name, format) in [("claimdiff.json", "json"), ("claimdiff.txt", "table")] {
        let written = fs::read_to_string(target.join(name)).expect("the file");
        assert_eq!(written, stdout(&run(["compare", sample, "--format", format])));
    }
    assert_eq!(fs::read_dir(&target).expect("the folder").count(), 2, "no temporary file stays");
    let nowhere = run(["compare", sample, "--format", "json,table"]);
    assert_eq!((code(&nowhere), stdout(&nowhere)), (2, ""));
    assert!(stderr(&nowhere).contains("-o FOLDER/"), "{}", stderr(&nowhere));
}

#[test]
fn one_report_that_cannot_be_written_does_not_keep_the_others_back() {
    let folder = folder("one-of-two");
    fs::create_dir_all(folder.join("claimdiff.json")).expect("a folder in the way");
    let arguments = ["extract", "samples/recruits", "--format", "json,table", "-o"].map(std::ffi::OsStr::new);
    let output = run(arguments.into_iter().chain([folder.as_os_str()]));
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("claimdiff.json: cannot be written: is a folder"),
        "{}",
        stderr(&output)
    );
    assert!(folder.join("claimdiff.txt").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_is_opened_by_the_program_of_the_system() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("open");
    let report = folder.join("report.txt");
    // The launcher copies what it is given, and is thereby known to have run after the report was written.
    let launcher = write(&folder, "bin/xdg-open", "#!/bin/sh\n/bin/cp \"$1\" \"$1.opened\"\n");
    fs::set_permissions(&launcher, fs::Permissions::from_mode(0o755)).expect("permissions");
    let open = |path: &std::path::Path| {
        let mut command = claimdiff();
        command.args(["extract", "samples/recruits", "--open", "-o"]).arg(&report).env("PATH", path);
        command.output().expect("the program starts")
    };
    let output = open(&folder.join("bin"));
    assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""));
    let opened = folder.join("report.txt.opened");
    while !opened.is_file() {
        std::thread::yield_now();
    }
    let output = open(&folder.join("nothing-here"));
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("report.txt: is written, but no program"), "{}", stderr(&output));
    assert!(report.is_file());
}

#[test]
fn only_a_file_can_be_opened() {
    let output = run(["compare", "samples/recruits", "--open"]);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("--open opens a file; name it: -o FILE"), "{}", stderr(&output));
}
