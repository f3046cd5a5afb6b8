//! A parser at arm's length: in a thread of its own, with a deep stack, a limit of time, and a net for panics.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Stack of the thread; only what is used of it takes memory.
const STACK: usize = 64 << 20;
/// Name of the thread, by which the panic hook knows it.
const NAME: &str = "document";

/// Why nothing came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It took longer than allowed; the thread is left behind and ends with the program.
    Time,
    /// It panicked.
    Panic,
}

/// What `work` gives, if it does so within `time`.
///
/// Code of other crates that takes documents apart is not ours to trust with the run: what it does with one document
/// must not keep the others from being compared.
pub(super) fn within<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    silence_panics();
    let (send, receive) = mpsc::sync_channel(1);
    let job = move || {
        let outcome = panic::catch_unwind(AssertUnwindSafe(work));
        // The receiver is gone when the time was up.
        let _ = send.send(outcome.map_err(|_| Failure::Panic));
    };
    let thread: io::Result<_> = thread::Builder::new().name(NAME.into()).stack_size(STACK).spawn(job);
    if thread.is_err() {
        return Err(Failure::Panic);
    }
    match receive.recv_timeout(time) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => Err(Failure::Time),
        Err(RecvTimeoutError::Disconnected) => Err(Failure::Panic),
    }
}

/// Keeps the panics of these threads, which are reported as errors of their input, off standard error.
fn silence_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                usual(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_ends_gives_its_result() {
        assert_eq!(within(Duration::from_secs(60), || 40), Ok(40));
    }

    #[test]
    fn a_panic_is_a_failure() {
        assert_eq!(within(Duration::from_secs(60), || -> u8 { panic!("no") }), Err(Failure::Panic));
    }

    #[test]
    fn work_that_never_ends_is_left_behind() {
        let endless = || thread::sleep(Duration::from_secs(3600));
        assert_eq!(within(Duration::from_millis(1), endless), Err(Failure::Time));
    }
}
