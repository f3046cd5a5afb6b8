//! `claimdiff config`: the values in force, and where each comes from.

use std::io::Write;
use std::path::Path;

use claimdiff::report::visible;

use super::keys::{GROUP, KEYS, NAMES, OUTLETS, RATES};
use super::{Config, FILE_NAME, words};
use crate::cli::{Outcome, output};

/// Prints the values as TOML, each with its origin in a comment.
pub fn run(config: &Config) -> Outcome {
    output::deliver(None, |out| out.write_all(document(config).as_bytes()))
}

fn document(config: &Config) -> String {
    let mut out = match &config.path {
        Some(path) => format!("# {}\n", visible::line(&path.display().to_string())),
        None => format!("# No {FILE_NAME} in this folder or above; claimdiff init writes one.\n"),
    };
    let mut table = "";
    for key in KEYS {
        if key.table != table {
            table = key.table;
            out.push_str(&format!("\n[{table}]\n"));
        }
        let line = match config.set(key.table, key.name) {
            Some(set) => setting(key.name, &set.toml, &origin(config, set.line)),
            None if key.default.is_empty() => format!("# {} is not set\n", key.name),
            None => setting(key.name, key.default, "default"),
        };
        out.push_str(&line);
    }
    if !config.rates.is_empty() {
        out.push_str(&format!("\n[{RATES}]\n"));
    }
    for (rate, line) in &config.rates {
        let value = format!("\"{}{}\"", rate.value, rate.to);
        out.push_str(&setting(&rate.from, &value, &origin(config, *line)));
    }
    for outlet in &config.outlets {
        out.push_str(&format!("\n[{OUTLETS}.{}]  # {}\n", quoted(&outlet.name), origin(config, outlet.line)));
        let names: Vec<String> = outlet.names.iter().map(|name| quoted(name)).collect();
        out.push_str(&format!("{NAMES} = [{}]\n", names.join(", ")));
        out.extend(outlet.group.iter().map(|group| format!("{GROUP} = {}\n", quoted(group))));
    }
    out + &words::document(config)
}

fn setting(name: &str, value: &str, origin: &str) -> String {
    let assignment = format!("{name} = {}", visible::line(value));
    format!("{assignment:<32}# {origin}\n")
}

/// Where a value comes from.
pub fn origin(config: &Config, line: usize) -> String {
    let path = config.path.as_deref().and_then(Path::file_name).unwrap_or_default();
    format!("{}:{line}", path.to_string_lossy())
}

/// A basic string of TOML; what is hostile in it is made visible.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", visible::line(text).replace('\\', "\\\\").replace('"', "\\\""))
}
