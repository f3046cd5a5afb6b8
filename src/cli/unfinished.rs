//! Files that are being written: a run that is interrupted takes them with it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// The temporary files that exist, whoever writes them.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The list; while it is held, no file is made or renamed, and none is taken away.
fn list() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a temporary file, which an interruption will remove.
///
/// # Errors
/// What the operating system says.
pub fn create(path: &Path) -> io::Result<File> {
    watch();
    let mut list = list();
    let file = OpenOptions::new().write(true).create_new(true).open(path)?;
    list.push(path.to_owned());
    Ok(file)
}

/// Gives a temporary file the name of what it becomes.
///
/// # Errors
/// What the operating system says; the file is unfinished still.
pub fn rename(temporary: &Path, target: &Path) -> io::Result<()> {
    let mut list = list();
    fs::rename(temporary, target)?;
    list.retain(|path| path != temporary);
    Ok(())
}

/// Removes a temporary file that will not be finished.
pub fn remove(temporary: &Path) {
    let mut list = list();
    // That it stays behind is no second trouble worth a message.
    let _ = fs::remove_file(temporary);
    list.retain(|path| path != temporary);
}

/// From now on an interruption removes what is unfinished, and then ends the program as it would have done anyway.
fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        #[cfg(unix)]
        on_signals();
    });
}

/// Waits for signals in a thread of its own. A terminal that is closed is left out: who starts the program with
/// `nohup` has the signal ignored, and to listen for it would end that.
#[cfg(unix)]
fn on_signals() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    // Where signals cannot be listened for, they end the program as before.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Held to the end, so that nothing is made any more.
            let list = list();
            list.iter().for_each(|path| {
                let _ = fs::remove_file(path);
            });
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}
