//! Where output goes: standard output, or a file that is written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use claimdiff::error::reason;
use claimdiff::report::{Format, ReportError};

use super::Outcome;
use super::destination::Report;
use super::inputs::complain;
use super::unfinished;

/// An open destination; nothing appears under a file's name before [`Output::finish`].
pub enum Output {
    /// Standard output.
    Terminal(BufWriter<Stdout>),
    /// A file that is replaced at the end.
    Replaced {
        /// The open temporary file.
        writer: BufWriter<File>,
        /// Its path, beside the target; empty once it was renamed.
        temporary: PathBuf,
        /// The file that it becomes.
        target: PathBuf,
    },
    /// A device or a pipe, which cannot be replaced.
    Direct(BufWriter<File>),
}

impl Output {
    /// Opens `path`, or standard output.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else {
            return Ok(Output::Terminal(BufWriter::new(io::stdout())));
        };
        // Through links, so that the file that they lead to is replaced and not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let present = fs::metadata(&target).ok();
        match &present {
            Some(data) if data.is_dir() => return Err(io::Error::other("is a folder")),
            Some(data) if !data.is_file() => {
                return Ok(Output::Direct(BufWriter::new(OpenOptions::new().write(true).open(&target)?)));
            }
            Some(data) if data.permissions().readonly() => {
                return Err(io::Error::other("the file is write-protected"));
            }
            _ => {}
        }
        let temporary = beside(&target)?;
        let file = unfinished::create(&temporary)?;
        let permissions = present.map(|data| data.permissions());
        let output = Output::Replaced { writer: BufWriter::new(file), temporary, target };
        if let (Some(permissions), Output::Replaced { writer, .. }) = (permissions, &output) {
            writer.get_ref().set_permissions(permissions)?;
        }
        Ok(output)
    }

    /// Writes what is left and puts a file into its place.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Output::Replaced { writer, temporary, target } = &mut self {
            // A disk that is full may say so only here; what was there before is replaced by nothing less than all.
            writer.get_ref().sync_all()?;
            unfinished::rename(temporary, target)?;
            *temporary = PathBuf::new();
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Terminal(writer) => writer.write(bytes),
            Output::Replaced { writer, .. } | Output::Direct(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Terminal(writer) => writer.flush(),
            Output::Replaced { writer, .. } | Output::Direct(writer) => writer.flush(),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Output::Replaced { temporary, .. } = self
            && !temporary.as_os_str().is_empty()
        {
            unfinished::remove(temporary);
        }
    }
}

/// A name in the folder of `target` that no other run uses.
fn beside(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or_else(|| io::Error::other("is not the name of a file"))?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", std::process::id()));
    Ok(target.with_file_name(hidden))
}

/// Opens the destination and lets `write` fill it; a reader that has gone away is fine.
pub fn deliver(path: Option<&Path>, write: impl FnOnce(&mut Output) -> io::Result<()>) -> Outcome {
    let written = Output::open(path).and_then(|mut output| {
        write(&mut output)?;
        output.finish()
    });
    outcome(path, written)
}

/// Writes each of `reports` to its place, as `render` makes it in its format; the folders that they need are made.
/// One that cannot be written does not keep the others from being written.
pub fn deliver_all(reports: &[Report], render: impl Fn(Format) -> Result<Vec<u8>, ReportError>) -> Outcome {
    let write = |report: &Report| {
        let path = report.path.as_deref();
        let bytes = match render(report.format).map_err(io::Error::other) {
            Ok(bytes) => bytes,
            Err(error) => return outcome(path, Err(error)),
        };
        if let Err(error) = report.folder.as_deref().map_or(Ok(()), fs::create_dir_all) {
            return outcome(path, Err(error));
        }
        deliver(path, |out| out.write_all(&bytes))
    };
    reports.iter().map(write).max().unwrap_or(Outcome::Quiet)
}

/// How writing to `path` ended; what went wrong is said on standard error.
pub fn outcome(path: Option<&Path>, written: io::Result<()>) -> Outcome {
    match written {
        Ok(()) => Outcome::Quiet,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Quiet,
        Err(error) => {
            let name = path.map_or_else(|| "standard output".into(), |path| path.display().to_string());
            complain("error", &format!("{name}: cannot be written: {}", reason(&error)));
            Outcome::Trouble
        }
    }
}
