use fastrand::Rng;

use crate::{
    database::Database,
    reports::Callback,
    server::{Server, agent, folder},
};

/// A query callback of a message to a number.
fn query(number: u64, message: &str, code: u16, at: &str) -> String {
    let at = at.replace(' ', "+").replace(':', "%3A");
    format!("numero={number}&smsID={message}&statut={code}&date_reception={at}&refClient=news")
}

#[test]
fn a_number_is_listed_for_what_the_source_says_of_it_and_nothing_else() {
    const EARLY: &str = "2026-01-01 10:00:00";
    const LATE: &str = "2026-02-01 10:00:00";
    let cases = [
        // A number, the reports on it, and the lists that it is on.
        (33_600_000_001, vec![("a", 3522, EARLY)], [true, false]),
        (33_600_000_002, vec![("a", 3523, EARLY)], [true, false]),
        (33_600_000_003, vec![("a", 3999, EARLY)], [false, true]),
        // Anything else is no reason, whatever it is.
        (
            33_600_000_004,
            vec![("a", 3998, EARLY), ("b", 34, EARLY), ("c", 3526, LATE), ("d", 7777, LATE)],
            [false, false],
        ),
        // Received later: the number lives.
        (33_600_000_005, vec![("a", 3522, EARLY), ("b", 11, LATE)], [false, false]),
        (33_600_000_006, vec![("a", 3522, EARLY), ("b", 11, EARLY)], [false, false]),
        // Received before.
        (33_600_000_007, vec![("a", 11, EARLY), ("b", 3522, LATE)], [true, false]),
        // The same message: the failure was not the last word.
        (33_600_000_008, vec![("a", 11, EARLY), ("a", 3522, LATE)], [false, false]),
        // Sent since then, with no news of it yet.
        (33_600_000_009, vec![("a", 3522, EARLY), ("b", 13, LATE)], [true, false]),
        // A temporary error is one of a valid number.
        (33_600_000_012, vec![("a", 3522, EARLY), ("b", 3502, LATE)], [false, false]),
        (33_600_000_013, vec![("a", 3502, EARLY), ("b", 3522, LATE)], [true, false]),
        // An opt-out stays, and its entry with it.
        (33_600_000_010, vec![("a", 3999, EARLY), ("b", 11, LATE)], [false, true]),
        (33_600_000_011, vec![("a", 3999, EARLY), ("b", 3522, LATE)], [false, true]),
    ];
    let mut reports: Vec<String> = cases
        .iter()
        .flat_map(|(number, reports, _)| reports.iter().map(|(message, code, at)| query(*number, message, *code, at)))
        .collect();
    // In whatever order they come.
    for seed in 0..3 {
        Rng::with_seed(seed).shuffle(&mut reports);
        let folder = folder();
        let server = Server::start(folder.path(), &[]);
        for query in &reports {
            server.report(query);
        }
        let lists = ["remove", "suppress"].map(|name| server.get(&format!("/numbers/{name}.csv")));
        for (number, reports, listed) in &cases {
            for (list, listed) in lists.iter().zip(listed) {
                assert_eq!(list.contains(&format!("\n{number},")), *listed, "{number} {reports:?}\n{list}");
            }
        }
        assert!(lists[0].starts_with(
            "number,status,since,code,label\n33600000001,permanent_absence_error,2026-01-01T10:00:00+01:00,3522,"
        ));
    }
}

#[test]
fn a_repeated_report_without_a_date_is_no_news_of_a_number() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let [failed, received] = [3522, 11].map(|code| format!("numero=33600000000&smsID=S{code}&statut={code}"));
    // Dates are whole seconds.
    let pause = || std::thread::sleep(std::time::Duration::from_millis(1100));
    server.report(&failed);
    assert!(server.get("/numbers/remove.csv").contains("33600000000"));
    pause();
    server.report(&received);
    pause();
    server.report(&failed);
    assert!(!server.get("/numbers/remove.csv").contains("33600000000"));
}

/// Reports that say when they were made, in whatever zone, and reports that do not, are put in the order of time.
#[test]
fn dates_with_and_without_an_offset_and_none_at_all_are_in_the_order_of_time() {
    let paris = jiff::tz::TimeZone::get("Europe/Paris").unwrap();
    let now = jiff::Timestamp::now();
    // Minutes from now, as the HTTP API writes it: the time of Paris, without a zone.
    let local = |minutes: i64| {
        let at = now + jiff::SignedDuration::from_mins(minutes);
        paris.to_datetime(at).strftime("&date_reception=%F+%H%%3A%M%%3A%S").to_string()
    };
    let rest = |id: &str, value: &str, date: &str| {
        format!(
            r#"{{"messageId":"{id}","status":{{"value":"{value}","detail":"BLACKLISTED","deliveryDate":"{date}"}},"recipient":{{"to":"33600000009"}}}}"#
        )
    };
    let cases = [
        // A removal a minute ago, and a success now, which has no date: the number works.
        (33_600_000_001_u64, [format!("3522{}", local(-1)), "11".into()], false),
        // A removal now, without a date, and a success a minute ago: it may be removed.
        (33_600_000_002, ["3522".into(), format!("11{}", local(-1))], true),
        (33_600_000_003, [format!("3522{}", local(-1)), format!("11{}", local(-2))], true),
        (33_600_000_004, [format!("3522{}", local(-2)), format!("11{}", local(-1))], false),
    ];
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for (number, reports, _) in &cases {
        for (n, report) in reports.iter().enumerate() {
            server.report(&format!("numero={number}&smsID=S{n}&statut={report}"));
        }
    }
    let list = server.get("/numbers/remove.csv");
    for (number, reports, listed) in &cases {
        assert_eq!(list.contains(&format!("\n{number},")), *listed, "{reports:?}\n{list}");
    }

    // One instant, written in three ways, and kept with its offset.
    let dates = ["2026-01-31T09:00:00Z", "2026-01-31T10:00:00+01:00", "2026-01-31T10:00:00"];
    for (n, date) in dates.iter().enumerate() {
        let body = rest(&format!("m{n}"), "UNDELIVERABLE", date);
        assert!(Callback::Json(body).send(&agent(), &server.callback));
    }
    let database = Database::open(folder.path());
    let rows = database.rows("SELECT at, at_offset FROM message WHERE number = '33600000009' ORDER BY id");
    assert_eq!(rows, ["0", "3600", "3600"].map(|offset| ["1769850000000", offset]));
}
