//! The command line: parse it, call the command, turn the outcome into an exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::Cli::try_parse() {
        Ok(command_line) => cli::run(command_line).into(),
        Err(error) => {
            // Help and version go to standard output and are no trouble; a closed pipe is none either.
            let _ = error.print();
            if error.use_stderr() { cli::Outcome::Trouble.into() } else { cli::Outcome::Quiet.into() }
        }
    }
}
