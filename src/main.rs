//! The command line: parse it, call the command, turn the outcome into an exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::Cli::try_parse() {
        Ok(command_line) => cli::run(command_line),
        Err(answer) => cli::answer(&answer),
    }
    .into()
}
