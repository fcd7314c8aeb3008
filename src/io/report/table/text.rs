//! Text measured in terminal columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::io::wording::clean;

/// Between the parts of a line.
const SEPARATOR: &str = " · ";

/// How many terminal columns the text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `room` columns, cut with an ellipsis.
pub(super) fn cut(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept) + letter.width().unwrap_or(0) >= room {
            break;
        }
        kept.push(letter);
    }
    kept + "…"
}

/// The text cut or filled on the right to exactly `room` columns.
pub(super) fn left(text: &str, room: usize) -> String {
    let text = cut(text, room);
    let gap = room.saturating_sub(width(&text));
    text + &" ".repeat(gap)
}

/// The text filled on the left to at least `room` columns; never cut, for a cut number lies.
pub(super) fn right(text: &str, room: usize) -> String {
    " ".repeat(room.saturating_sub(width(text))) + text
}

/// The words in lines of at most `room` columns; a longer word stands alone, cut.
pub(crate) fn wrap(text: &str, room: usize) -> Vec<String> {
    let words: Vec<String> = clean(text).split_whitespace().map(str::to_owned).collect();
    fill(&words, " ", room)
}

/// The parts with dots between them, in lines of at most `room` columns.
pub(super) fn join<T: AsRef<str>>(parts: &[T], room: usize) -> Vec<String> {
    fill(parts, SEPARATOR, room)
}

fn fill<T: AsRef<str>>(parts: &[T], separator: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let part = cut(part.as_ref(), room);
        match lines.last_mut() {
            Some(line) if width(line) + width(separator) + width(&part) <= room => {
                line.push_str(separator);
                line.push_str(&part);
            }
            _ => lines.push(part),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(left("間部屋", 7), "間部屋 ");
        assert_eq!(cut("間部屋", 5), "間部…");
        assert_eq!(cut("間部屋", 4), "間…");
        assert_eq!(left("Kovács", 8), "Kovács  ");
        assert_eq!(right("12", 4), "  12");
    }

    #[test]
    fn lines_break_between_parts() {
        assert_eq!(join(&["one", "two", "three"], 9), ["one · two", "three"]);
        assert_eq!(wrap("a bb\u{1b}[2J ccc", 5), ["a bb", "[2J", "ccc"]);
    }
}
