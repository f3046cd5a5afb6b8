//! `claimdiff.toml`: found upwards, every key with its effect, what is wrong said with its line.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use support::{claimdiff, code, folder, stderr, stdout, write};

/// A sample set, whatever the working directory is.
fn sample(name: &str) -> String {
    format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program in a folder whose `claimdiff.toml` says `config`.
fn run_with(config: &str, arguments: &[&str]) -> Output {
    let hash = arguments.iter().fold(config.len(), |hash, part| hash * 31 + part.len());
    let folder = folder(&format!("config-{hash}-{:?}", std::thread::current().id()));
    write(&folder, "claimdiff.toml", config);
    run_in(&folder, arguments)
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    claimdiff().current_dir(folder).args(arguments).output().expect("the program starts")
}

fn json(output: &Output) -> Value {
    serde_json::from_str(stdout(output)).expect("JSON")
}

#[test]
fn each_setting_is_the_default_of_its_option_and_the_command_line_goes_first() {
    let recruits = sample("recruits");
    let compare = ["compare", recruits.as_str(), "--exit-zero"];
    for (config, option, other) in [
        ("[compare]\nshow = \"conflicts\"", &["--show", "conflicts"][..], &["--show", "all"][..]),
        ("[compare]\nmin_confidence = 0.9", &["--min-confidence", "0.9"], &["--min-confidence", "0.5"]),
        ("[compare]\nmin_confidence = 1", &["--min-confidence", "1"], &["--min-confidence", "0"]),
        (
            "[output]\nrows = \"pairs\"",
            &["--rows", "pairs", "--format", "csv"],
            &["--rows", "claims", "--format", "csv"],
        ),
        ("[output]\ncolor = \"always\"", &["--color", "always"], &["--color", "never"]),
        ("[output]\nwidth = 60", &["--width", "60"], &["--width", "120"]),
        ("[limits]\nthreads = 1", &["--threads", "1"], &["--threads", "2"]),
    ] {
        let run = |config: &str, options: &[&str]| {
            let output = run_with(config, &[&compare, options].concat());
            assert_eq!((code(&output), stderr(&output)), (0, ""), "{config}");
            stdout(&output).to_owned()
        };
        // What names the format does not stand in the file.
        let format = if option.contains(&"csv") { &["--format", "csv"][..] } else { &[] };
        let asked = run("", option);
        assert_eq!(run(config, format), asked, "{config}");
        assert_eq!(run(config, other), run("", other), "{config}");
        let changes_output = !config.contains("threads");
        assert_eq!(asked != run("", format), changes_output, "{config}");
    }
}

#[test]
fn limits_are_those_that_are_set() {
    let article = "At least 40 people were killed in the Sarvik quake, the mayor said.\n";
    let folder = folder("config-limits");
    write(&folder, "a.txt", article.repeat(20));
    write(&folder, "b.txt", article);
    let read = |config: &str, options: &[&str]| {
        write(&folder, "claimdiff.toml", config);
        let output = run_in(&folder, &[&["extract", "a.txt", "b.txt", "--format", "json"], options].concat());
        (code(&output), json(&output)["articles"].as_array().map(Vec::len))
    };
    assert_eq!(read("", &[]), (0, Some(2)));
    assert_eq!(read("[limits]\nmax_size = \"1K\"", &[]), (2, Some(1)));
    assert_eq!(read("[limits]\nmax_size = \"1K\"", &["--max-size", "1M"]), (0, Some(2)));
    assert_eq!(read("[limits]\nmax_articles = 1", &[]).1, Some(1));
    // The others show in help, and have the effect of their options.
    for (name, value) in [
        ("max_unpacked", "\"1G\""),
        ("max_expansion", "7"),
        ("max_nesting", "1"),
        ("max_depth", "9"),
        ("max_seconds", "1.5"),
    ] {
        let output = run_with(&format!("[limits]\n{name} = {value}"), &["compare", "--help"]);
        let shown = format!("[default: {}]", value.replace('"', ""));
        assert!(stdout(&output).contains(&shown), "{name}: {}", stdout(&output));
    }
}

#[test]
fn help_names_the_threads_that_are_set() {
    let output = run_with("[limits]\nthreads = 3", &["extract", "--help"]);
    assert!(stdout(&output).contains("[default: 3]"), "{}", stdout(&output));
}

#[test]
fn a_folder_gets_the_formats_that_are_set() {
    let config = "[output]\nformats = [\"md\", \"json\"]";
    let recruits = sample("recruits");
    let place = folder("config-formats");
    write(&place, "claimdiff.toml", config);
    let names = |folder: &str| {
        let files = fs::read_dir(place.join(folder)).expect("the folder");
        let mut names: Vec<String> =
            files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    run_in(&place, &["compare", &recruits, "-o", "a/"]);
    assert_eq!(names("a"), ["claimdiff.json", "claimdiff.md"]);
    run_in(&place, &["compare", &recruits, "-o", "b/", "--format", "csv"]);
    assert_eq!(names("b"), ["claimdiff.csv"]);
    run_in(&place, &["extract", &recruits, "-o", "c/"]);
    assert_eq!(names("c"), ["claimdiff.json"], "extract has no report in Markdown");
}

#[test]
fn each_threshold_changes_what_is_one_fact() {
    let both = [sample("recruits"), sample("earthquake")];
    let facts = |config: &str| {
        let output = run_with(config, &["compare", &both[0], &both[1], "--format", "json", "--exit-zero"]);
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{config}");
        json(&output)["facts"].clone()
    };
    // The others show in large events only; a unit test looks at them.
    for (name, default, other) in [
        ("agree", "-0.6", "100"),
        ("conflict", "0.0", "100"),
        ("keep", "0", "100"),
        ("lone", "0.9", "100"),
        ("missing", "-2", "-2"),
    ] {
        assert!(facts(&format!("[thresholds]\n{name} = {default}")) == facts(""), "{name}");
        assert_eq!(
            facts(&format!("[thresholds]\n{name} = {other}")) == facts(""),
            default == other,
            "{name}"
        );
    }
}

/// Two reports of one fine, in two currencies.
fn fines(name: &str) -> PathBuf {
    let folder = folder(name);
    write(
        &folder,
        "a.txt",
        "The court in Sarvik ordered the mill owner Kelmara to pay a fine of 200,000 euros.\n",
    );
    write(
        &folder,
        "b.txt",
        "The court in Sarvik ordered the mill owner Kelmara to pay a fine of $900,000.\n",
    );
    folder
}

#[test]
fn a_rate_holds_unless_the_command_line_states_another() {
    let folder = fines("config-rates");
    let compare = |config: &str, options: &[&str]| {
        write(&folder, "claimdiff.toml", config);
        let arguments = [&["compare", "a.txt", "b.txt", "--format", "json", "--exit-zero"], options].concat();
        json(&run_in(&folder, &arguments))["summary"].clone()
    };
    let conflicts = |summary: Value| summary["conflicts"].as_u64();
    assert_eq!(conflicts(compare("", &[])), Some(0), "no rate, no conflict");
    assert_eq!(conflicts(compare("[rates]\nEUR = \"1.1USD\"", &[])), Some(1));
    assert_eq!(compare("[rates]\nEUR = \"1.1USD\"", &[]), compare("", &["--rate", "EUR=1.1USD"]));
    assert_eq!(conflicts(compare("[rates]\nEUR = \"1.1USD\"", &["--rate", "EUR=4.5USD"])), Some(0));
    assert_eq!(conflicts(compare("[rates]\nUSD = \"0.9 EUR\"", &["--rate", "EUR=4.5USD"])), Some(0));
}

#[test]
fn outlets_have_one_name_and_those_of_one_house_are_one_source() {
    let folder = folder("config-outlets");
    for (name, outlet, text) in [
        (
            "a",
            "Sarvik Times Online",
            "At least 40 people were killed in the Sarvik earthquake, and roads are closed.",
        ),
        (
            "b",
            "the sarvik times",
            "Teams dug through the night: the earthquake in Sarvik killed at least 40 people.",
        ),
        (
            "c",
            "Kelmara Daily",
            "The Sarvik earthquake, which cut the railway to the coast, killed at least 40 people.",
        ),
    ] {
        write(&folder, &format!("{name}.txt"), format!("---\noutlet: {outlet}\n---\n{text}\n"));
    }
    let compare = |config: &str| {
        write(&folder, "claimdiff.toml", config);
        json(&run_in(&folder, &["compare", "a.txt", "b.txt", "c.txt", "--format", "json"]))
    };
    let outlets = |document: &Value| {
        let articles = document["articles"].as_array().expect("articles").iter();
        articles.map(|article| article["outlet"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let origins = |document: &Value| document["facts"][0]["figures"][0]["origins"].as_u64();
    let plain = compare("");
    assert_eq!(outlets(&plain), ["Sarvik Times Online", "the sarvik times", "Kelmara Daily"]);
    assert_eq!(origins(&plain), Some(3));
    let names = "[outlets.\"Sarvik Times\"]\nnames = [\"sarvik times online\", \"The Sarvik Times\"]\n";
    let named = compare(names);
    assert_eq!(outlets(&named), ["Sarvik Times", "Sarvik Times", "Kelmara Daily"]);
    assert_eq!(origins(&named), Some(2));
    let house = format!("{names}group = \"House\"\n[outlets.\"Kelmara Daily\"]\ngroup = \"House\"\n");
    assert_eq!(origins(&compare(&house)), Some(1));
}

#[test]
fn words_that_are_added_count_in_every_comparison() {
    let folder = folder("config-lexicon");
    write(&folder, "a.txt", "Troops neutralised 40 mujahideen in Sarvik on Tuesday, the army said.\n");
    write(&folder, "b.txt", "On Tuesday 52 mujahideen were killed in Sarvik, the rebels said.\n");
    let run = |config: &str, arguments: &[&str]| {
        write(&folder, "claimdiff.toml", config);
        json(&run_in(&folder, &[arguments, &["--format", "json", "--exit-zero"]].concat()))
    };
    let words = "[lexicon.nouns]\nmujahideen = \"mujahid\"\n[lexicon.aspects]\nkilled = [\"neutralise\"]\n";
    let (compare, check) = (["compare", "a.txt", "b.txt"], ["check", "a.txt", "--against", "b.txt"]);
    for arguments in [&compare[..], &check] {
        let (without, with) = (run("", arguments), run(words, arguments));
        let aspect = |document: &Value| document["claims"][0]["aspect"].clone();
        assert_eq!((aspect(&without), aspect(&with)), (Value::Null, "killed".into()), "{arguments:?}");
        assert_eq!(with["claims"][1]["quantity"]["unit"]["name"], "mujahid", "{arguments:?}");
    }
    let fact = run(words, &compare)["facts"][0].clone();
    assert_eq!((&fact["aspect"], &fact["verdict"]), (&"killed".into(), &"conflict".into()));
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_a_way_out() {
    for (config, expected) in [
        ("[compare]\nshwo = \"all\"", "2: unknown key \"shwo\"; did you mean \"show\"?"),
        ("[compare]\n\ncolour = \"auto\"", "3: unknown key \"colour\"; known are show, min_confidence"),
        ("\n[outptu]\nrows = \"pairs\"", "2: unknown table \"outptu\"; did you mean \"output\"?"),
        ("verbose = true", "1: unknown table \"verbose\"; known are compare, output, limits,"),
        ("compare = 1", "1: compare is a table: [compare]"),
        (
            "[compare]\nshow = \"conflict\"",
            "2: show: unknown value \"conflict\"; did you mean \"conflicts\"?",
        ),
        ("[compare]\nshow = 3", "2: show: one of conflicts, differences, all, unmatched is needed"),
        ("[compare]\nmin_confidence = 1.5", "2: min_confidence: a number from 0 to 1 is needed"),
        ("[compare]\nmin_confidence = \"high\"", "2: min_confidence: a number from 0 to 1 is needed"),
        ("[output]\nformats = [\"htlm\"]", "2: formats: unknown format \"htlm\"; did you mean \"html\"?"),
        ("[output]\nformats = \"html\"", "2: formats: a list of formats is needed: table,"),
        ("[output]\nrows = \"pair\"", "2: rows: unknown value \"pair\"; did you mean \"pairs\"?"),
        ("[output]\ncolor = true", "2: color: one of auto, always, never is needed"),
        ("[output]\nwidth = 10", "2: width: a whole number from 40 to 65535 is needed"),
        ("[limits]\nthreads = 0", "2: threads: a whole number from 1 to 65535 is needed"),
        ("[limits]\nthreads = 1.5", "2: threads: a whole number from 1 to 65535 is needed"),
        ("[limits]\nmax_size = 5", "2: max_size: a number of bytes in quotation marks is needed"),
        ("[limits]\nmax_size = \"5X\"", "2: max_size: a number of bytes in quotation marks is needed"),
        ("[limits]\nmax_dept = 5", "2: unknown key \"max_dept\"; did you mean \"max_depth\"?"),
        ("[limits]\nmax_seconds = 0", "2: max_seconds: a number from 0.001 to 86400 is needed"),
        ("[thresholds]\nagree = \"x\"", "2: agree: a number from -100 to 100 is needed"),
        ("[thresholds]\nbest = 2", "2: best: a number from 0 to 1 is needed"),
        ("[rates]\nEUR = 1.09", "2: EUR: a rate looks like EUR = \"1.09USD\""),
        ("[rates]\nEUX = \"1.09USD\"", "2: EUX: EUX is no currency code of ISO 4217"),
        ("[rates]\nEUR = \"-1USD\"", "2: EUR: a rate is above zero"),
        ("[outlets]\nReuters = 1", "2: Reuters is a table: [outlets.\"Reuters\"]"),
        ("[outlets.Reuters]\nname = [\"R\"]", "2: unknown key \"name\"; did you mean \"names\"?"),
        ("[outlets.Reuters]\nnames = \"R\"", "2: names: a list of names is needed"),
        ("[outlets.Reuters]\ngroup = [\"R\"]", "2: group: a name in quotation marks is needed"),
        ("[outlets.A]\nnames = [\"X\"]\n[outlets.B]\nnames = [\"x\"]", "3: x is a name of A and of B"),
        ("[lexicon]\nnoun = 1", "2: unknown table \"noun\"; did you mean \"nouns\"?"),
        ("[lexicon]\nnouns = 1", "2: nouns is a table: [lexicon.nouns]"),
        ("[lexicon.nouns]\n\"two words\" = \"word\"", "2: two words: \"two words\" is no single word"),
        (
            "[lexicon.aspects]\nkiled = [\"neutralise\"]",
            "2: unknown aspect \"kiled\"; did you mean \"killed\"?",
        ),
        ("[lexicon.aspects]\nkilled = [\"\"]", "2: killed: \"\" is no single word"),
        ("[lexicon.units]\nardeb = \"198 l\"", "2: ardeb is a table: [lexicon.units.ardeb]"),
        ("[lexicon.units.ardeb]\nwords = [\"ardeb\"]", "1: is: a number and a unit are needed"),
        ("[lexicon.units.warm]\nis = \"2 °C\"", "2: is: a unit cannot be made from degrees of temperature"),
        ("[compare\nshow = 1", "1: "),
        ("[compare]\nshow = \"all\"\nshow = \"all\"", "3: "),
    ] {
        let output = run_with(config, &["config"]);
        assert_eq!((code(&output), stdout(&output)), (2, ""), "{config}");
        let message = stderr(&output);
        assert!(message.contains(&format!("claimdiff.toml:{expected}")), "{config}\n{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_keeps_no_one_from_help() {
    let config = "[compare]\nshwo = 1\n[limits]\nthread = 1\n";
    let output = run_with(config, &["compare", &sample("recruits")]);
    assert_eq!((code(&output), stdout(&output)), (2, ""));
    assert_eq!(stderr(&output).lines().count(), 2, "{}", stderr(&output));
    for arguments in [&["compare", "--help"][..], &["--version"], &["schema"], &["completions", "bash"]] {
        let output = run_with(config, arguments);
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{arguments:?}");
    }
}

#[test]
fn the_nearest_file_upwards_holds() {
    let folder = folder("config-upwards");
    write(&folder, "claimdiff.toml", "[output]\nwidth = 60\n");
    write(&folder, "near/claimdiff.toml", "[compare]\nshow = \"all\"\n");
    for place in ["near/deep", "far/deep"] {
        fs::create_dir_all(folder.join(place)).expect("a folder");
    }
    let near = run_in(&folder.join("near/deep"), &["config"]);
    assert!(
        stdout(&near).contains("show = \"all\"                    # claimdiff.toml:2"),
        "{}",
        stdout(&near)
    );
    assert!(stdout(&near).contains("# width is not set"), "{}", stdout(&near));
    let far = run_in(&folder.join("far/deep"), &["config"]);
    assert!(stdout(&far).contains("width = 60                      # claimdiff.toml:2"), "{}", stdout(&far));
    assert!(stdout(&far).contains("show = \"differences\"            # default"), "{}", stdout(&far));
}

#[test]
fn what_config_prints_says_the_same_again() {
    let config = "[output]\nformats = [\"html\", \"csv\"]\n[rates]\nEUR = \"1.09USD\"\n[outlets.\"A \\\"B\\\"\"]\nnames = [\"C\"]\ngroup = \"D\"\n\
                  [lexicon.nouns]\nmujahideen = \"mujahid\"\n[lexicon.aspects]\nkilled = [\"neutralise\"]\n\
                  [lexicon.units.ardeb]\nis = \"198 litres\"\nwords = [\"ardeb\"]\nsymbols = [\"ard.\"]\ncode = \"[ard]\"\n";
    let printed = run_with(config, &["config"]);
    assert_eq!(code(&printed), 0, "{}", stderr(&printed));
    let again = run_with(stdout(&printed), &["config"]);
    let bare = |output: &Output| {
        let values =
            stdout(output).lines().map(|line| line.split("# ").next().unwrap_or_default().trim().to_owned());
        values.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(bare(&again), bare(&printed), "{}", stderr(&again));
    for line in [
        "EUR = \"1.09USD\"",
        "\"mujahideen\" = \"mujahid\"",
        "killed = [\"neutralise\"]",
        "is = \"198 litres\"",
    ] {
        assert!(bare(&printed).contains(&line.to_owned()), "{line}: {}", stdout(&printed));
    }
}

#[test]
fn init_writes_a_file_of_which_every_line_can_be_used() {
    let folder = folder("config-init");
    let output = run_in(&folder, &["init"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    assert!(stdout(&output).contains("claimdiff.toml: written"));
    let path = folder.join("claimdiff.toml");
    let text = fs::read_to_string(&path).expect("the file");
    assert_eq!(code(&run_in(&folder, &["config"])), 0, "nothing is set");
    let setting = |line: &str| {
        let bare = line.strip_prefix("# ")?;
        let known =
            bare.starts_with('[') || bare.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
        known.then(|| bare.to_owned())
    };
    let used: Vec<String> =
        text.lines().map(|line| setting(line).unwrap_or_else(|| line.to_owned())).collect();
    fs::write(&path, used.join("\n")).expect("the file");
    let all = run_in(&folder, &["config"]);
    assert_eq!((code(&all), stderr(&all)), (0, ""), "{}", used.join("\n"));
    assert!(!stdout(&all).contains("# default") && !stdout(&all).contains("not set"), "{}", stdout(&all));
    let again = run_in(&folder, &["init"]);
    assert_eq!(code(&again), 2);
    assert!(stderr(&again).contains("is there already"), "{}", stderr(&again));
    assert_eq!(fs::read_to_string(&path).expect("the file"), used.join("\n"));
}
