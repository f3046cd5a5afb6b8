//! The command line: parse it, call the command, turn the outcome into an exit code.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
