//! What the fuzz targets do with their bytes, and what must hold then. `tests/fuzz.rs` of claimdiff takes this in as
//! a module and replays the seeds, so that the targets are checked wherever the tests run.

pub mod articles;
pub mod laws;
pub mod targets;
