//! Limits that keep a hostile or broken input from taking the machine: how large, how deep, how many, how long.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::time::Duration;

/// What one run may be asked to take; each limit that is hit is said with the name of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one document, record or member of an archive, after unpacking.
    pub size: u64,
    /// How many times its own size an archive may unpack to; the first 16 MiB are free.
    pub expansion: u64,
    /// Bytes that one archive may unpack to, all its members together, nested ones too.
    pub unpacked: u64,
    /// Archives within archives, the outermost counted as 1.
    pub nesting: usize,
    /// Elements of HTML or XML within one another.
    pub depth: usize,
    /// Articles of the whole run.
    pub articles: usize,
    /// Time to read one document.
    pub time: Duration,
}

/// Small archives may hold text that repeats itself: what they unpack to is no danger below this many bytes.
const FREE: u64 = 16 << 20;

impl Default for Limits {
    /// Far above what newsrooms have, far below what a machine of 8 GiB has: text packs to a third or a tenth, HTML
    /// in crawls to a twentieth; pages nest some 40 deep, and browsers stop at 512.
    fn default() -> Self {
        Limits {
            size: 256 << 20,
            expansion: 100,
            unpacked: 8 << 30,
            nesting: 3,
            depth: 512,
            articles: 1_000_000,
            time: Duration::from_secs(60),
        }
    }
}

impl Limits {
    /// Bytes that the parts of one document of `size` bytes may unpack to: it is held in memory as a whole.
    #[cfg(feature = "pdf")]
    pub(super) fn unpacked_document(&self, size: usize) -> u64 {
        self.expansion
            .saturating_mul(size as u64)
            .max(FREE)
            .min(self.unpacked)
            .min(self.size.saturating_mul(4))
    }
}

/// A limit that an input has hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// A document is larger than this many bytes.
    Size(u64),
    /// An archive unpacks to more than this many times its size.
    Expansion(u64),
    /// An archive unpacks to more than this many bytes.
    Unpacked(u64),
    /// Archives lie deeper in one another than this.
    Nesting(usize),
    /// Elements lie deeper in one another than this.
    Depth(usize),
    /// There are more articles than this.
    Articles(usize),
    /// Reading takes longer than this.
    Time(Duration),
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Size(bytes) => write!(f, "larger than {} (--max-size)", bytes_in_words(*bytes)),
            Limit::Expansion(times) => {
                write!(f, "unpacks to more than {times} times its size (--max-expansion)")
            }
            Limit::Unpacked(bytes) => {
                write!(f, "unpacks to more than {} (--max-unpacked)", bytes_in_words(*bytes))
            }
            Limit::Nesting(depth) => {
                write!(f, "archives more than {depth} deep in one another (--max-nesting)")
            }
            Limit::Depth(depth) => write!(f, "elements more than {depth} deep in one another (--max-depth)"),
            Limit::Articles(count) => write!(f, "more than {count} articles (--max-articles)"),
            Limit::Time(time) => {
                write!(f, "takes longer than {} seconds to read (--max-seconds)", time.as_secs_f64())
            }
        }
    }
}

impl std::error::Error for Limit {}

/// `bytes` with the largest unit of which there is at least one.
fn bytes_in_words(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) if bytes.is_multiple_of(*unit) => format!("{} {name}", bytes / unit),
        Some((unit, name)) => format!("{:.1} {name}", bytes as f64 / *unit as f64),
        None => format!("{bytes} bytes"),
    }
}

/// What one input given on the command line may still unpack to.
#[derive(Debug)]
pub(super) struct Budget {
    allowed: u64,
    limit: Limit,
    used: Cell<u64>,
}

impl Budget {
    /// For an input of `size` bytes.
    pub fn new(limits: &Limits, size: u64) -> Self {
        let by_expansion = limits.expansion.saturating_mul(size).max(FREE);
        let (allowed, limit) = if by_expansion < limits.unpacked {
            (by_expansion, Limit::Expansion(limits.expansion))
        } else {
            (limits.unpacked, Limit::Unpacked(limits.unpacked))
        };
        Budget { allowed, limit, used: Cell::new(0) }
    }

    /// Takes note of `bytes` more.
    ///
    /// # Errors
    /// The limit that they exceed.
    pub fn spend(&self, bytes: u64) -> Result<(), Limit> {
        self.used.set(self.used.get().saturating_add(bytes));
        if self.used.get() > self.allowed { Err(self.limit) } else { Ok(()) }
    }

    /// Bytes that are not spent.
    fn left(&self) -> u64 {
        self.allowed.saturating_sub(self.used.get())
    }

    /// Whether the input has hit the limit.
    pub fn exhausted(&self) -> Option<Limit> {
        (self.used.get() > self.allowed).then_some(self.limit)
    }
}

/// A decompressing reader that counts what it gives against a budget.
pub(super) struct Metered<'a, R> {
    inner: R,
    budget: &'a Budget,
}

impl<'a, R: Read> Metered<'a, R> {
    /// `inner` on the account of `budget`.
    pub fn new(inner: R, budget: &'a Budget) -> Self {
        Metered { inner, budget }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // What is allowed is given, however much is asked for at once; one byte more shows that there is more.
        let most = self.budget.left().max(1);
        let most = usize::try_from(most).map_or(buffer.len(), |most| most.min(buffer.len()));
        let count = self.inner.read(&mut buffer[..most])?;
        self.budget.spend(count as u64).map_err(io::Error::other)?;
        Ok(count)
    }
}

/// A reader of a file that is as long as it was when it was opened; what is cut off meanwhile is not dropped silently.
pub(super) struct Whole<R> {
    inner: R,
    at: u64,
    size: u64,
}

impl<R> Whole<R> {
    /// `inner` of at least `size` bytes.
    pub fn new(inner: R, size: u64) -> Self {
        Whole { inner, at: 0, size }
    }
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if count == 0 && !buffer.is_empty() && self.at < self.size {
            return Err(io::Error::other(
                "became shorter while it was read; try again when it is no longer written",
            ));
        }
        self.at = self.at.saturating_add(count as u64);
        Ok(count)
    }
}

impl<R: Seek> Seek for Whole<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}

/// The limit that made reading fail, if it was one.
pub(super) fn limit_of(error: &io::Error) -> Option<Limit> {
    error.get_ref()?.downcast_ref().copied()
}

/// All of `reader`, if it is no larger than `size` bytes.
///
/// # Errors
/// What reading says; [`Limit::Size`] as an error of its own.
pub(super) fn read_whole(reader: &mut dyn Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(size.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > size { Err(io::Error::other(Limit::Size(size))) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_say_what_was_exceeded_and_how_to_raise_it() {
        assert_eq!(Limit::Size(256 << 20).to_string(), "larger than 256 MiB (--max-size)");
        assert_eq!(Limit::Size(1536).to_string(), "larger than 1.5 KiB (--max-size)");
        assert_eq!(Limit::Size(10).to_string(), "larger than 10 bytes (--max-size)");
        assert!(Limit::Time(Duration::from_millis(500)).to_string().contains("0.5 seconds"));
    }

    #[test]
    fn a_budget_is_the_tighter_of_two_limits() {
        let limits = Limits { unpacked: 100 << 20, ..Limits::default() };
        let small = Budget::new(&limits, 10);
        assert_eq!(small.spend(FREE), Ok(()));
        assert_eq!(small.spend(1), Err(Limit::Expansion(100)));
        let large = Budget::new(&limits, 50 << 20);
        assert_eq!(large.spend(101 << 20), Err(Limit::Unpacked(100 << 20)));
        assert_eq!(large.exhausted(), Some(Limit::Unpacked(100 << 20)));
    }

    #[test]
    fn what_a_budget_allows_is_given_however_much_is_asked_for() {
        let limits = Limits { unpacked: 10, ..Limits::default() };
        for (text, error) in [("0123456789abc", true), ("0123456789", false)] {
            for at_once in [1, 4, 64] {
                let budget = Budget::new(&limits, 1);
                let mut metered = Metered::new(text.as_bytes(), &budget);
                let (mut given, mut buffer) = (0, vec![0; at_once]);
                let ended = loop {
                    match metered.read(&mut buffer) {
                        Ok(0) => break Ok(()),
                        Ok(count) => given += count,
                        Err(error) => break Err(error),
                    }
                };
                assert_eq!((given, ended.is_err()), (10, error), "{text} {at_once}");
            }
        }
    }

    #[test]
    fn a_file_that_ends_before_its_size_is_no_whole_file() {
        let read = |size| {
            let mut bytes = Vec::new();
            Whole::new(&b"abc"[..], size).read_to_end(&mut bytes).map(|count| (count, bytes))
        };
        assert_eq!(read(3).expect("whole"), (3, b"abc".to_vec()));
        assert_eq!(read(0).expect("of a size that is not known").0, 3);
        assert!(read(4).expect_err("cut off").to_string().starts_with("became shorter"));
    }

    #[test]
    fn a_reader_is_taken_whole_or_not_at_all() {
        assert_eq!(read_whole(&mut &b"abc"[..], 3).expect("fits"), b"abc");
        let error = read_whole(&mut &b"abcd"[..], 3).expect_err("too large");
        assert_eq!(limit_of(&error), Some(Limit::Size(3)));
    }
}
