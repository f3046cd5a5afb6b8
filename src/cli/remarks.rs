//! Remarks on the inputs, on standard error: the first of each kind one by one, the others as a number. A stream can give
//! rise to a million of them.

use std::mem::{Discriminant, discriminant};

use claimdiff::article::Notice;

use super::inputs::complain;

/// Remarks of one kind that are shown one by one.
const SHOWN: usize = 20;

/// What has been remarked in a run.
#[derive(Default)]
pub struct Remarks(Vec<Kind>);

/// Remarks of one kind.
struct Kind {
    of: Discriminant<Notice>,
    count: usize,
    /// The last one that was not shown.
    last: Option<Notice>,
}

impl Remarks {
    /// Shows a remark, or counts it when many of its kind were shown.
    pub fn add(&mut self, notice: &Notice) {
        let of = discriminant(notice);
        let at = self.0.iter().position(|kind| kind.of == of).unwrap_or_else(|| {
            self.0.push(Kind { of, count: 0, last: None });
            self.0.len() - 1
        });
        let kind = &mut self.0[at];
        kind.count += 1;
        if kind.count <= SHOWN {
            complain(level(notice), &notice.to_string());
        } else {
            kind.last = Some(notice.clone());
        }
    }

    /// Says how many were not shown.
    pub fn finish(self) {
        for Kind { count, last, .. } in self.0 {
            if let Some(last) = last {
                let more = count - SHOWN;
                complain(level(&last), &format!("{more} more of this kind, the last of them: {last}"));
            }
        }
    }
}

fn level(notice: &Notice) -> &'static str {
    if notice.is_warning() { "warning" } else { "note" }
}
