use common::reason::Reason;

use crate::unreadable::{Place, Unreadable};

#[test]
fn what_threads_list_is_what_one_would_list() {
    for limit in 0..8 {
        let mut whole = Unreadable::new(limit);
        let mut parts = [Unreadable::new(limit), Unreadable::new(limit), Unreadable::new(limit)];
        for line in 0..20 {
            whole.add("a", Place::Line(line), Reason::TooLong, "x");
            // As threads take turns.
            parts[usize::try_from(line * 7 / 3 % 3).unwrap()].add("a", Place::Line(line), Reason::TooLong, "x");
        }
        let mut all = Unreadable::new(limit);
        all.extend(parts);
        assert_eq!(format!("{all:?}"), format!("{whole:?}"));
    }
}
