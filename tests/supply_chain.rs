//! Where the dependencies come from and under which licences, as `deny.toml` has it; without network and without
//! another program to install, so that it is checked wherever the tests run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a file of the repository")
}

/// The list of strings that `deny.toml` has under `table` and `key`.
fn allowed(table: &str, key: &str) -> BTreeSet<String> {
    let text = read("deny.toml");
    let document: toml::Table = text.parse().expect("TOML");
    let list = document[table][key].as_array().expect("a list");
    list.iter().map(|one| one.as_str().expect("a string").to_owned()).collect()
}

/// Every package that is compiled here, by what `cargo` itself says.
fn packages() -> Vec<Value> {
    let rustc = Command::new("rustc").arg("-vV").output().expect("the compiler");
    let said = String::from_utf8(rustc.stdout).expect("UTF-8");
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--all-features"])
        .args(["--filter-platform", &host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    document["packages"].as_array().expect("packages").clone()
}

/// Whether an SPDX expression can be met with the licences in `allowed`: one of each `AND`.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let parts = |text: &str, word: &str| -> Vec<String> {
        let (mut parts, mut depth, mut part) = (Vec::new(), 0_usize, Vec::new());
        let spaced = text.replace('(', " ( ").replace(')', " ) ");
        for token in spaced.split_whitespace() {
            depth = match token {
                "(" => depth + 1,
                ")" => depth - 1,
                _ => depth,
            };
            if token == word && depth == 0 {
                parts.push(part.join(" "));
                part.clear();
            } else {
                part.push(token);
            }
        }
        parts.push(part.join(" "));
        parts
    };
    let expression = expression.trim();
    let both = parts(expression, "AND");
    if both.len() > 1 {
        return both.iter().all(|part| is_met(part, allowed));
    }
    let either = parts(expression, "OR");
    if either.len() > 1 {
        return either.iter().any(|part| is_met(part, allowed));
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_met(inner, allowed),
        None => allowed.contains(expression),
    }
}

#[test]
fn licences_are_among_those_that_are_allowed() {
    let allowed = allowed("licenses", "allow");
    let packages = packages();
    assert!(packages.len() > 50, "{}", packages.len());
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_else(|| panic!("{name} names no licence"));
        // Before SPDX expressions a slash stood for "or".
        assert!(is_met(&licence.replace('/', " OR "), &allowed), "{name}: {licence}");
    }
}

#[test]
fn expressions_of_licences_are_read_as_they_are_meant() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Unicode-3.0".to_owned()]);
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(GPL-3.0 OR MIT) AND Unicode-3.0", true),
        ("(GPL-3.0 OR Zlib) AND Unicode-3.0", false),
        ("MIT AND (Unicode-3.0 OR Zlib)", true),
    ] {
        assert_eq!(is_met(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn everything_comes_from_crates_io_with_its_checksum() {
    let registries = allowed("sources", "allow-registry");
    let lock: toml::Table = read("Cargo.lock").parse().expect("TOML");
    let banned: BTreeSet<String> = {
        let document: toml::Table = read("deny.toml").parse().expect("TOML");
        let list = document["bans"]["deny"].as_array().expect("a list").clone();
        list.iter().map(|one| one["crate"].as_str().expect("a name").to_owned()).collect()
    };
    let packages = lock["package"].as_array().expect("packages");
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        assert!(!banned.contains(name), "{name} is banned");
        if name == env!("CARGO_PKG_NAME") {
            continue;
        }
        let source = package.get("source").and_then(|source| source.as_str()).unwrap_or_default();
        let registry = source.strip_prefix("registry+").unwrap_or_default();
        assert!(registries.contains(registry), "{name} comes from {source:?}");
        assert!(package.get("checksum").is_some(), "{name} has no checksum");
    }
    assert!(packages.len() > 50);
}

/// What this crate promises of itself.
#[test]
fn no_code_of_ours_is_unsafe() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}
