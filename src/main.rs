//! The command line: parse it, call the command, turn the outcome into an exit code.

mod cli;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::Parser;

use cli::Outcome;

fn main() -> ExitCode {
    match cli::Cli::try_parse() {
        Ok(command_line) => cli::run(command_line).into(),
        Err(error) => match error.print() {
            // Help and version go to standard output and are no trouble; nor is a reader that has gone away.
            _ if error.use_stderr() => Outcome::Trouble.into(),
            Err(write) if write.kind() != ErrorKind::BrokenPipe => Outcome::Trouble.into(),
            _ => Outcome::Quiet.into(),
        },
    }
}
