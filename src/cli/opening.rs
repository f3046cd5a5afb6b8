//! `--open`: a report shown by the program that the system has for it.

use super::Outcome;
use super::destination::Report;
use super::inputs::complain;
use super::options::Display;

/// Opens the first of the reports that were written, if `--open` asks for it; that it cannot be opened is said on
/// standard error, with the place of the file.
pub fn open(display: &Display, reports: &[Report], written: Outcome) -> Outcome {
    let file = reports.iter().find_map(|report| report.path.as_deref());
    let (true, Outcome::Quiet, Some(file)) = (display.open, written, file) else {
        return Outcome::Quiet;
    };
    if open::that_detached(file).is_ok() {
        return Outcome::Quiet;
    }
    complain(
        "error",
        &format!("{}: is written, but no program of this system opens it; open it by hand", file.display()),
    );
    Outcome::Trouble
}
