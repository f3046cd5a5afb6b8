//! From the places of characters to words, lines, paragraphs and pages.

use std::collections::HashMap;

use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, Transform};

/// A gap wider than this share of the size of the type parts two words.
const WORD_GAP: f64 = 0.15;
/// Characters whose base lines differ by no more than this share of the size of the type stand on one line.
const SAME_LINE: f64 = 0.45;
/// A gap between lines that is wider than the usual one by this factor parts two paragraphs.
const PARAGRAPH_GAP: f64 = 1.3;
/// A line that ends this share of the width of the text before its right edge is the last of its paragraph.
const SHORT_LINE: f64 = 0.15;
/// How many lines at the top and the bottom of a page may be repeated on each page.
const MARGIN_LINES: usize = 2;

/// Characters on one base line.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

/// Collects the text of pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pages: Vec<Vec<Line>>,
}

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.pages.push(Vec::new());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        character: &str,
    ) -> Result<(), OutputError> {
        let size = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt() * font_size.abs();
        let (left, base) = (place.m31, place.m32);
        if ![left, base, size, width].iter().all(|number| number.is_finite()) {
            return Ok(());
        }
        let right = left + width * size;
        let lines = match self.pages.last_mut() {
            Some(lines) => lines,
            None => return Ok(()),
        };
        let goes_on = lines.last().is_some_and(|line| line.goes_on(left, base, size));
        if !goes_on {
            lines.push(Line { left, right: left, base, size, ..Line::default() });
        }
        if let Some(line) = lines.last_mut() {
            line.push(character, left, right, size);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        Ok(())
    }

    fn fill(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Line {
    /// Whether a character at this place stands on the line: not far above or below, and not back to the left.
    fn goes_on(&self, left: f64, base: f64, size: f64) -> bool {
        let size = self.size.max(size);
        (base - self.base).abs() <= SAME_LINE * size && left >= self.right - size
    }

    fn push(&mut self, character: &str, left: f64, right: f64, size: f64) {
        let gap = left - self.right > WORD_GAP * size;
        let blank = character.chars().all(char::is_whitespace);
        if (gap || blank) && !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        if !blank {
            self.text.extend(character.chars().flat_map(unligated));
        }
        self.right = self.right.max(right);
        self.size = self.size.max(size);
    }
}

/// The letters of a ligature, which fonts have and words do not.
fn unligated(c: char) -> impl Iterator<Item = char> {
    let letters: &[char] = match c {
        '\u{fb00}' => &['f', 'f'],
        '\u{fb01}' => &['f', 'i'],
        '\u{fb02}' => &['f', 'l'],
        '\u{fb03}' => &['f', 'f', 'i'],
        '\u{fb04}' => &['f', 'f', 'l'],
        _ => &[],
    };
    let own = letters.is_empty().then_some(c).filter(|c| !c.is_control());
    letters.iter().copied().chain(own)
}

impl Pages {
    /// The text of all pages, and where each begins in it.
    pub fn text(mut self) -> (String, Vec<usize>) {
        for lines in &mut self.pages {
            lines.iter_mut().for_each(|line| line.text.truncate(line.text.trim_end().len()));
            lines.retain(|line| !line.text.trim().is_empty());
        }
        self.drop_margins();
        let mut out = String::new();
        let mut starts = Vec::new();
        for lines in &self.pages {
            let breaks = !ends_in_mid_sentence(&out);
            let separator = if breaks { "\n\n" } else { "\n" };
            starts.push(if out.is_empty() || lines.is_empty() {
                out.len()
            } else {
                out.len() + separator.len()
            });
            add_page(&mut out, lines, separator);
        }
        (out, starts)
    }

    /// Drops the numbers of pages, and what stands at the top or the bottom of most pages.
    fn drop_margins(&mut self) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for lines in &self.pages {
            for line in margins(lines).iter().map(|at| &lines[*at]) {
                *counts.entry(without_digits(&line.text)).or_default() += 1;
            }
        }
        let many = self.pages.len();
        for lines in &mut self.pages {
            let repeated = |line: &Line| {
                let count = counts.get(&without_digits(&line.text)).copied().unwrap_or(0);
                is_page_number(&line.text) || (many >= 3 && count * 2 > many)
            };
            let dropped: Vec<usize> = margins(lines).into_iter().filter(|at| repeated(&lines[*at])).collect();
            let mut index = 0;
            lines.retain(|_| {
                index += 1;
                !dropped.contains(&(index - 1))
            });
        }
    }
}

/// The places of the uppermost and lowermost lines of a page.
fn margins(lines: &[Line]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..lines.len()).collect();
    by_height.sort_by(|a, b| lines[*b].base.total_cmp(&lines[*a].base));
    let bottom = by_height.iter().rev().take(MARGIN_LINES);
    let mut margins: Vec<usize> = by_height.iter().take(MARGIN_LINES).chain(bottom).copied().collect();
    margins.sort_unstable();
    margins.dedup();
    margins
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// "3", "- 3 -", "3/7", "Page 3 of 7"
fn is_page_number(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    let rest: String = plain
        .strip_prefix("page")
        .unwrap_or(&plain)
        .replace("of", "")
        .chars()
        .filter(|c| !c.is_whitespace() && !"-–—/|.".contains(*c))
        .collect();
    (1..=8).contains(&rest.len()) && rest.chars().all(|c| c.is_ascii_digit())
}

/// Adds the lines of a page, as paragraphs.
fn add_page(out: &mut String, lines: &[Line], separator: &str) {
    let usual = usual_gap(lines);
    let right = lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let left = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let mut before: Option<&Line> = None;
    for line in lines {
        match before {
            None if out.is_empty() => out.push_str(line.text.trim_start()),
            None => {
                out.push_str(separator);
                out.push_str(line.text.trim_start());
            }
            Some(last) => {
                let gap = (last.base - line.base).abs();
                let moved = line.base > last.base + last.size || gap > PARAGRAPH_GAP * usual;
                let ended = right - last.right > SHORT_LINE * (right - left) && !ends_in_mid_sentence(out);
                let resized = (line.size - last.size).abs() > 0.1 * last.size;
                if gap <= SAME_LINE * last.size {
                    // Further along on the same line, as in a table.
                    out.push(' ');
                    out.push_str(line.text.trim_start());
                } else if moved || ended || resized {
                    out.push_str("\n\n");
                    out.push_str(line.text.trim_start());
                } else {
                    join(out, line.text.trim_start());
                }
            }
        }
        before = Some(line);
    }
}

/// The middle one of the gaps between lines.
fn usual_gap(lines: &[Line]) -> f64 {
    let gaps = lines.windows(2).map(|pair| (pair[0].base - pair[1].base).abs());
    let mut gaps: Vec<f64> = gaps.filter(|gap| *gap > 1.0).collect();
    gaps.sort_by(f64::total_cmp);
    // The lower third: a page of short paragraphs has as many gaps between them as within.
    gaps.get(gaps.len() / 3).copied().unwrap_or(f64::MAX)
}

/// Adds the next line of a paragraph; a word that was parted at the end of the line is joined.
fn join(out: &mut String, line: &str) {
    let starts_small = line.starts_with(char::is_lowercase);
    let word = out.rsplit(char::is_whitespace).next().unwrap_or_default();
    if let Some(stem) = word.strip_suffix(['\u{ad}', '\u{2010}', '-']) {
        let compound = stem.contains('-') || stem.contains(|c: char| c.is_ascii_digit());
        if stem.ends_with(char::is_alphanumeric) {
            if starts_small && !compound || word.ends_with('\u{ad}') {
                out.pop();
            }
            out.push_str(line);
            return;
        }
    }
    out.push('\n');
    out.push_str(line);
}

/// Whether more must follow: no full stop, question mark or closing quote ends it.
fn ends_in_mid_sentence(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_alphanumeric() || ",;-–—(".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f64, right: f64) -> Line {
        Line { text: text.into(), left: 50.0, right, base, size: 10.0 }
    }

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let lines = vec![
            line("Forty people were kil-", 700.0, 550.0),
            line("led, and 15-", 688.0, 545.0),
            line("year-old Ann was hurt.", 676.0, 300.0),
            line("Next paragraph begins", 664.0, 550.0),
            line("here.", 652.0, 90.0),
            line("Far below.", 600.0, 120.0),
        ];
        let (text, starts) = Pages { pages: vec![lines] }.text();
        assert_eq!(
            text,
            "Forty people were killed, and 15-year-old Ann was hurt.\n\nNext paragraph begins\nhere.\n\nFar below."
        );
        assert_eq!(starts, [0]);
    }

    #[test]
    fn sentences_go_on_across_pages_without_their_margins() {
        let page = |first: &str, number: usize| {
            vec![
                line("The Agency, 12 March", 800.0, 200.0),
                line(first, 700.0, 550.0),
                line(&format!("second line of {first}"), 688.0, 540.0),
                line(&format!("Page {number} of 3"), 20.0, 100.0),
            ]
        };
        let (text, starts) = Pages { pages: vec![page("a", 1), page("b", 2), page("c", 3)] }.text();
        assert_eq!(text, "a\nsecond line of a\nb\nsecond line of b\nc\nsecond line of c");
        assert_eq!(starts, [0, 19, 38]);
    }
}
