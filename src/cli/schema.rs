//! `claimdiff schema`: the JSON Schema of the JSON output.

use claimdiff::report::json;

use super::{Outcome, output};

/// Prints the schema.
pub fn run() -> Outcome {
    output::deliver(None, |out| json::write_document(&json::schema(), out))
}
