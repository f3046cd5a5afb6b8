//! What the sentence of a claim says beside it: other figures of a kind of their own, and times of the clock. A tremor
//! of magnitude 5.9 at 1:14 p.m. is not the quake of magnitude 6.4 at 4:52 a.m., however alike their distances are told.

use rust_decimal::Decimal;

use super::features::{Feature, Values};
use super::origins::hash_bytes;
use super::profile::Profile;
use super::rivals::figure;
use super::siblings::behind;
use crate::claim::Claim;

/// By claim, what its sentence says beside it.
pub(crate) struct Companions {
    /// The other figures: their kind, and how much.
    figures: Vec<Vec<(u64, Decimal)>>,
    /// Minutes past twelve.
    clocks: Vec<Vec<u16>>,
}

/// A sentence of more figures is a table.
const FIGURES: usize = 8;

impl Companions {
    /// Reads the sentences of the claims.
    pub(crate) fn read(profiles: &[Profile], claims: &[Claim]) -> Companions {
        let mut figures = vec![Vec::new(); profiles.len()];
        for (i, p) in profiles.iter().enumerate() {
            let x = &claims[p.claim];
            for (j, q) in behind(profiles, claims, i, FIGURES) {
                let y = &claims[q.claim];
                let (kind_x, kind_y) = (kind(p, x), kind(q, y));
                if kind_x == kind_y {
                    continue;
                }
                if !q.listed.grows {
                    figures[i].push((kind_y, figure(y)));
                }
                if !p.listed.grows {
                    figures[j].push((kind_x, figure(x)));
                }
            }
        }
        Companions { figures, clocks: clocks(profiles, claims) }
    }

    /// Adds what they say of a pair to its features.
    pub(crate) fn mark(&self, profiles: &[Profile], (a, b): (u32, u32), values: &mut Values) {
        let (a, b) = (a as usize, b as usize);
        if profiles[a].doc == profiles[b].doc {
            return;
        }
        let (mut same, mut differs) = (false, false);
        for (kind, figure) in &self.figures[a] {
            for (_, other) in self.figures[b].iter().filter(|(other, _)| other == kind) {
                same |= figure == other;
                differs |= figure != other;
            }
        }
        values[Feature::companion_same as usize] = f32::from(same);
        values[Feature::companion_differs as usize] = f32::from(differs && !same);
        let (times, others) = (&self.clocks[a], &self.clocks[b]);
        let same = times.iter().any(|time| others.contains(time));
        values[Feature::clock_same as usize] = f32::from(same);
        values[Feature::clock_differs as usize] = f32::from(!times.is_empty() && !others.is_empty() && !same);
    }
}

/// By claim: the times of the clock in its sentence, which is read once for all its claims.
fn clocks(profiles: &[Profile], claims: &[Claim]) -> Vec<Vec<u16>> {
    let mut clocks: Vec<Vec<u16>> = Vec::with_capacity(profiles.len());
    for (i, p) in profiles.iter().enumerate() {
        let before = i.checked_sub(1).map(|k| &profiles[k]);
        let same =
            before.is_some_and(|q| q.doc == p.doc && claims[q.claim].sentence == claims[p.claim].sentence);
        let times = if same { clocks[i - 1].clone() } else { clock_times(&claims[p.claim].context) };
        clocks.push(times);
    }
    clocks
}

/// What a figure is of: measures and sums by their aspect, counts by their noun as well.
fn kind(profile: &Profile, claim: &Claim) -> u64 {
    let quantity = &claim.quantity;
    let aspect = claim.aspect.as_deref().unwrap_or("").bytes();
    let head = profile.head.map_or(0, |head| head + 1).to_le_bytes();
    hash_bytes(quantity.dimension.bytes().chain([0]).chain(aspect).chain(head))
}

/// The times of the clock in a text, in minutes past twelve: "4:52 a.m.", "7.48am", "0152 GMT".
fn clock_times(text: &str) -> Vec<u16> {
    let mut times = Vec::new();
    for (at, _) in text.match_indices([':', '.']) {
        let before = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let minutes = text.get(at + 1..at + 3).and_then(number);
        let hours = number(&text[at - before..at]);
        let behind = text.get(at + 3..).unwrap_or("");
        let closes = !behind.starts_with(|c: char| c.is_ascii_digit());
        if let (1..=2, Some(minutes @ 0..60), Some(hours @ 0..24)) = (before, minutes, hours)
            && closes
            && (text[at..].starts_with(':') || is_half_of_day(behind))
        {
            times.push(hours % 12 * 60 + minutes);
        }
    }
    for zone in ["GMT", "UTC"] {
        for (at, _) in text.match_indices(zone) {
            let digits = text[..at].trim_end();
            let four = digits.len().checked_sub(4).and_then(|from| digits.get(from..)).and_then(number);
            if let Some(time) = four.filter(|time| time / 100 < 24 && time % 100 < 60) {
                times.push(time / 100 % 12 * 60 + time % 100);
            }
        }
    }
    times
}

fn is_half_of_day(text: &str) -> bool {
    let mut letters =
        text.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).map(|c| c.to_ascii_lowercase());
    matches!(letters.next(), Some('a' | 'p')) && letters.next() == Some('m')
}

/// A number of digits alone.
fn number(text: &str) -> Option<u16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_clock_are_read_in_every_writing() {
        assert_eq!(clock_times("at 4:52 a.m. (0152 GMT) on Tuesday"), [292, 112]);
        assert_eq!(clock_times("at 7.48am"), [468]);
        assert_eq!(clock_times("at 19:48"), [468]);
    }

    #[test]
    fn other_figures_are_no_times() {
        assert!(clock_times("rose 6.30 percent to 12:99 and 4.15 a share, 1:100, 2590 GMT").is_empty());
        assert!(clock_times("é:30, :, 5:").is_empty());
    }
}
