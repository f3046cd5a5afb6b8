//! Text of articles made safe to print: what a terminal would act on is shown as a visible escape.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` on one line: white space is a single space each, control and bidirectional characters are visible.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains("  ") && text.trim() == text {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            push(&mut out, character);
        }
    }
    Cow::Owned(out)
}

/// `text` with its line breaks and blanks; control and bidirectional characters are visible.
pub fn prose(text: &str) -> Cow<'_, str> {
    let kept = |character: char| matches!(character, '\n' | '\t');
    if !text.chars().any(|character| is_hostile(character) && !kept(character)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\r' => {}
            _ if kept(character) => out.push(character),
            _ => push(&mut out, character),
        }
    }
    Cow::Owned(out)
}

fn push(out: &mut String, character: char) {
    match character {
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + character as u32).unwrap_or('\u{2426}')),
        '\u{7f}' => out.push('\u{2421}'),
        _ if is_hostile(character) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", character as u32);
        }
        _ => out.push(character),
    }
}

/// Whether a terminal may act on the character, or a reader be misled by it: controls, marks that turn the reading
/// direction, characters without width and tags. (The joiners that some scripts need are kept.)
pub fn is_hostile(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_kept() {
        assert_eq!(line("more than 800 homes"), "more than 800 homes");
        assert_eq!(line("Zaman Al-Wasl: „350 Männer“ — نعم"), "Zaman Al-Wasl: „350 Männer“ — نعم");
    }

    #[test]
    fn white_space_is_folded() {
        assert_eq!(line(" a\r\n\tb\u{a0}c  d "), "a b c d");
    }

    #[test]
    fn prose_keeps_its_lines_and_blanks() {
        assert_eq!(prose(" a \r\n b "), " a \n b ");
        assert_eq!(prose("a\u{202e}b\u{1b}c"), "a\\u{202e}b\u{241b}c");
    }

    #[test]
    fn escapes_and_direction_marks_are_visible() {
        assert_eq!(line("\u{1b}[31mred"), "\u{241b}[31mred");
        assert_eq!(line("a\u{202e}b\u{9b}c\u{7f}\u{200b}"), "a\\u{202e}b\\u{9b}c\u{2421}\\u{200b}");
    }
}
