//! Options that set what one input may ask of the machine.

use std::time::Duration;

use clap::{Args, value_parser};

use claimdiff::article::Limits;

/// Limits against hostile and broken input.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits on input")]
pub struct LimitOptions {
    /// Largest document, record or member of an archive [default: 256M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_size: Option<u64>,
    /// Most bytes that one archive may unpack to [default: 8G]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_unpacked: Option<u64>,
    /// How many times its size an archive may unpack to, beyond 16M [default: 100]
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..))]
    max_expansion: Option<u64>,
    /// Archives within one another [default: 3]
    #[arg(long, value_name = "N")]
    max_nesting: Option<usize>,
    /// Elements of HTML and XML within one another [default: 512]
    #[arg(long, value_name = "N")]
    max_depth: Option<usize>,
    /// Articles of the whole run [default: 1000000]
    #[arg(long, value_name = "N")]
    max_articles: Option<usize>,
    /// Seconds to read one document [default: 60]
    #[arg(long, value_name = "N", value_parser = seconds)]
    max_seconds: Option<Duration>,
}

impl LimitOptions {
    /// The limits: those given, the usual ones for the rest.
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        let set = |limit: &mut u64, given: Option<u64>| *limit = given.unwrap_or(*limit);
        set(&mut limits.size, self.max_size);
        set(&mut limits.unpacked, self.max_unpacked);
        set(&mut limits.expansion, self.max_expansion);
        let set = |limit: &mut usize, given: Option<usize>| *limit = given.unwrap_or(*limit);
        set(&mut limits.nesting, self.max_nesting);
        set(&mut limits.depth, self.max_depth);
        set(&mut limits.articles, self.max_articles);
        limits.time = self.max_seconds.unwrap_or(limits.time);
        limits
    }
}

/// A number of bytes: "500", "64K", "256M", "8G".
pub fn size(text: &str) -> Result<u64, String> {
    let text = text.trim().trim_end_matches(['b', 'B']).trim_end_matches(['i', 'I']);
    let (digits, unit) = match text.chars().last().map(|last| last.to_ascii_uppercase()) {
        Some('K') => (&text[..text.len() - 1], 1 << 10),
        Some('M') => (&text[..text.len() - 1], 1 << 20),
        Some('G') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    let number: Option<u64> = digits.trim().parse().ok();
    let bytes = number.and_then(|number| number.checked_mul(unit));
    bytes.ok_or_else(|| "a number of bytes is needed, such as 500K, 256M or 8G".into())
}

/// A number of seconds, with decimals.
fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok().and_then(|number| Duration::try_from_secs_f64(number).ok());
    number.filter(|time| !time.is_zero()).ok_or_else(|| "a number of seconds above 0 is needed".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, expected) in [
            ("500", Ok(500)),
            ("64K", Ok(65536)),
            ("256M", Ok(256 << 20)),
            ("8GiB", Ok(8 << 30)),
            ("1kb", Ok(1024)),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
        for text in ["", "M", "-1", "1.5G", "99999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn seconds_are_above_zero() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "x", "inf"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
