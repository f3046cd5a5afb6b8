//! `claimdiff schema`: the JSON Schema of the JSON output.

use std::io::Write;

use claimdiff::report::json;

use super::{Outcome, output};

/// Prints the schema.
pub fn run() -> Outcome {
    output::deliver(None, |out| out.write_all(json::document(&json::schema())?.as_bytes()))
}
