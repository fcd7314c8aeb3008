//! Text in its place: escaped for a page, for a script, and filled into the frame.

use crate::domain::Problem;
use crate::report::{Basis, Overview};

use super::words::Figures;

/// The frame with each `{{place}}` replaced. What is filled in is not looked at again: it may hold braces.
pub(in crate::io) fn fill(frame: &str, content: impl Fn(&str) -> String) -> String {
    let mut pieces = frame.split("{{");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (place, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        page.push_str(&content(place));
        page.push_str(rest);
    }
    page
}

/// Text as it stands between tags and in attributes.
pub(in crate::io) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// JSON as it stands in a script: `<` occurs in its strings alone, and there an escape means the same.
pub(super) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// The rows of the table for a reader whose program runs no scripts, on the basis that was asked for.
pub(super) fn rows(problem: &Problem, overview: &Overview) -> String {
    let asked = Basis::ALL.iter().position(|&basis| basis == overview.query.basis).unwrap_or_default();
    let mut rows = String::new();
    for row in &overview.reports[asked].rows {
        if !row.active && overview.query.hide_inactive {
            continue;
        }
        let resource = problem.resource(row.resource);
        let figures = Figures::new(problem, &row.usage);
        let cells = [&figures.booked, &figures.available, &figures.utilisation, &figures.revenue];
        let cells: String = cells.map(|cell| format!("<td>{}</td>", escaped(cell))).concat();
        rows.push_str(&format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", escaped(&resource.name)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let content = |place: &str| if place == "name" { "{{style}}".to_owned() } else { place.to_uppercase() };
        assert_eq!(fill("<{{name}}> {{style}}", content), "<{{style}}> STYLE");
    }

    #[test]
    fn names_become_no_markup() {
        assert_eq!(escaped("</b> & \"'"), "&lt;/b&gt; &amp; &quot;&#39;");
        assert_eq!(in_script(r#"["</script><!--"]"#), r#"["\u003c/script>\u003c!--"]"#);
    }
}
