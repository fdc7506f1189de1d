use std::{collections::HashMap, sync::Arc};

use serde::Serialize;

/// A version of the changing part of a page, in pieces: each row of a table is one, and each bar of a chart,
/// and what is between them is a few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version(Arc<[Box<str>]>);

/// One step in making a version from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Step<'a> {
    /// A piece that is new.
    New(&'a str),
    /// The pieces that had these numbers, from the first to the one before the second.
    Kept(usize, usize),
}

impl Version {
    pub fn new(content: &str) -> Self {
        const ENDS: [&str; 5] = ["</dl>", "</g>", "</ul>", "<tbody role=\"rowgroup\">", "</tr>"];

        let mut pieces = vec![content];
        for end in ENDS {
            pieces = pieces.into_iter().flat_map(|piece| piece.split_inclusive(end)).collect();
        }
        Self(pieces.into_iter().map(Box::from).collect())
    }

    /// Returns how this version is made from the one that was shown.
    pub fn since(&self, shown: &Self) -> Vec<Step<'_>> {
        let places: HashMap<&str, usize> = shown.0.iter().enumerate().map(|(place, piece)| (&**piece, place)).collect();
        let mut steps: Vec<Step<'_>> = Vec::new();
        for piece in &*self.0 {
            if let Some(Step::Kept(_, end)) = steps.last_mut()
                && shown.0.get(*end) == Some(piece)
            {
                *end += 1;
                continue;
            }
            steps.push(match places.get(&**piece) {
                Some(&place) => Step::Kept(place, place + 1),
                None => Step::New(piece),
            });
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    /// What the page does with an update.
    fn apply(shown: &[String], steps: &[Step<'_>]) -> Vec<String> {
        let pieces = |step: &Step<'_>| match *step {
            Step::New(piece) => vec![piece.to_owned()],
            Step::Kept(start, end) => shown[start..end].to_vec(),
        };
        steps.iter().flat_map(pieces).collect()
    }

    #[test]
    fn any_version_is_made_from_any_other() {
        let mut rng = Rng::with_seed(1);
        let mut shown = Vec::new();
        let mut version = Version::default();
        for _ in 0..500 {
            let rows: Vec<String> = (0..rng.usize(..12)).map(|_| format!("<tr>{}</tr>", rng.u8(..8))).collect();
            let content = format!("<dl>{}</dl><table><tbody role=\"rowgroup\">{}</table>", rng.u8(..2), rows.concat());
            let next = Version::new(&content);
            shown = apply(&shown, &next.since(&version));
            assert_eq!(shown.concat(), content);
            version = next;
        }
    }

    #[test]
    fn only_what_differs_is_sent() {
        let page = |rows: &[&str]| {
            let rows: Vec<String> = rows.iter().map(|row| format!("<tr>{row}</tr>")).collect();
            Version::new(&format!("<dl></dl>{}<p></p>", rows.concat()))
        };
        let [first, second] = [page(&["a", "b", "c"]), page(&["c2", "a", "b"])];
        let steps = second.since(&first);
        assert_eq!(steps, [Step::Kept(0, 1), Step::New("<tr>c2</tr>"), Step::Kept(1, 3), Step::Kept(4, 5)]);
        assert_eq!(serde_json::to_string(&steps).unwrap(), r#"[[0,1],"<tr>c2</tr>",[1,3],[4,5]]"#);
        assert_eq!(second.since(&second), [Step::Kept(0, 5)]);
    }
}
