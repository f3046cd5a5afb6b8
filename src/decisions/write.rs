//! A decision as text. Each line has something that no other decision has, so that two sides of a merge can stand below
//! each other without becoming one.

use toml_writer::{ToTomlKey, TomlStringBuilder, WriteTomlValue};

use super::{Action, DecidedClaim, Decision};
use crate::comparator::hash_bytes;
use crate::report::visible;

/// The table, with a blank line in front.
pub(super) fn table(decision: &Decision, known: &str) -> String {
    let mut out = format!("\n[decision.{}]\n{}\n", name(decision, known), what(decision));
    for (list, claims) in [("claims", &decision.claims), ("others", &decision.others)] {
        claims.iter().for_each(|claim| out.push_str(&line(list, claim)));
    }
    out
}

/// A name for the table that `known` does not have.
fn name(decision: &Decision, known: &str) -> String {
    let content = format!("{decision:?}");
    let of = |round: u32| format!("{:08x}", hash_bytes(format!("{round}{content}").bytes()) >> 32);
    (0..).map(of).find(|name| !known.contains(&format!("[decision.{name}]"))).unwrap_or_default()
}

/// `accept = { figure = "600", fact = "...", date = 2020-06-08T10:00:00Z, by = "...", note = "..." }`
fn what(decision: &Decision) -> String {
    let figure = match &decision.action {
        Action::Accept { figure } => Some(figure),
        _ => None,
    };
    let mut parts: Vec<String> = Vec::new();
    let mut add = |name: &str, value: Option<&String>| {
        parts.extend(value.map(|value| format!("{name} = {}", quoted(value))));
    };
    add("figure", figure);
    add("fact", decision.fact.as_ref());
    parts.push(format!("date = {}", decision.date));
    let mut add = |name: &str, value: Option<&String>| {
        parts.extend(value.map(|value| format!("{name} = {}", quoted(value))));
    };
    add("by", decision.by.as_ref());
    add("note", decision.note.as_ref());
    format!("{} = {{ {} }}", decision.action.word(), parts.join(", "))
}

/// `claims.0f5fd7ad9a12 = { figure = "600", text = "600 residents" }`
fn line(list: &str, claim: &DecidedClaim) -> String {
    let print = claim.fingerprint.to_string();
    let (figure, text) = (quoted(&claim.figure), quoted(&claim.text));
    format!("{list}.{} = {{ figure = {figure}, text = {text} }}\n", print.to_toml_key())
}

/// A string in one line; what is hostile in it is made visible.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    // Writing to a string never fails.
    let _ = TomlStringBuilder::new(&visible::line(text)).as_basic().write_toml_value(&mut out);
    out
}
