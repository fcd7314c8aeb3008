//! What somebody may have meant by a name that is not known.

/// Longer lists are neither searched nor shown.
const LIST_LIMIT: usize = 1000;

/// As many names as a person reads.
const SHOWN: usize = 12;

/// What to write in place of `name`: the known name that is close to it, or else the known ones.
pub(crate) fn advice<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().take(LIST_LIMIT).filter(|one| !one.is_empty()).collect();
    match nearest(name, &known) {
        Some(close) => format!("write `{close}` if that is meant"),
        None if known.is_empty() => "there is none to name".to_owned(),
        None if known.len() > SHOWN => format!("name one of those there are, such as {}", list(&known[..SHOWN])),
        None => format!("name one of {}", list(&known)),
    }
}

fn list(names: &[&str]) -> String {
    let mut names = names.to_vec();
    names.dedup();
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The known name that differs in the fewest letters, if few enough do; capitals are no difference.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let letters = name.chars().count();
    let allowed = 1 + letters / 4;
    if allowed > 8 {
        return None;
    }
    let alike = known.iter().filter(|one| one.chars().count().abs_diff(letters) <= allowed);
    let distances = alike.map(|one| (distance(&name, &one.to_lowercase()), *one));
    distances.filter(|(letters, _)| *letters <= allowed).min_by_key(|(letters, _)| *letters).map(|(_, one)| one)
}

/// How many letters must be added, dropped or changed to make `two` of `one` (Levenshtein).
fn distance(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        for (above, other) in row.iter_mut().skip(1).zip(&two) {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = *above;
            left = changed.min(left + 1).min(diagonal + 1);
            *above = left;
        }
    }
    // The first place of the row is not kept up; it is asked for only where `two` is empty.
    if two.is_empty() { one.chars().count() } else { row[two.len()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_counted_by_hand() {
        for (one, two, letters) in
            [("", "", 0), ("abc", "", 3), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!(distance(one, two), letters, "{one} {two}");
        }
    }

    #[test]
    fn close_names_are_proposed_and_far_ones_listed() {
        assert_eq!(advice("no_show", ["noShow", "requested"]), "write `noShow` if that is meant");
        assert_eq!(advice("xyz", ["noShow", "requested"]), "name one of `noShow`, `requested`");
        assert_eq!(advice("xyz", []), "there is none to name");
    }
}
