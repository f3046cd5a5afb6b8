//! `claimdiff completions`: a completion script for a shell.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Outcome, output};

/// The command line of `completions`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell to complete for
    shell: Shell,
}

/// Prints the script.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "claimdiff", &mut script);
    output::deliver(None, |out| out.write_all(&script))
}
