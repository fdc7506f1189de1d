use crate::{
    database::Database,
    server::{Server, folder},
};

/// The figure of a page, and its notes, without marks and with plain spaces.
fn figure(page: &str) -> Option<String> {
    let figure = page.split("<dt>Time to delivery</dt>").nth(1)?.split("</div>").next()?;
    let text: String = figure.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    Some(text.replace('\u{a0}', " "))
}

/// What a row of a breakdown says of the time.
fn cell(page: &str, id: &str) -> Option<String> {
    let row = page.split(&format!("id=\"{id}\"")).nth(1)?.split("</tr>").next()?;
    let cell = row.split("data-heading=\"Time (95%)\">").nth(1)?.split('<').next()?;
    Some(cell.replace('\u{a0}', " "))
}

#[test]
fn the_time_to_delivery_is_that_between_the_dates_of_the_reports() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let send = |id: &str, seconds: u32, network: &str, campaign: &str, status: u16| {
        for (status, seconds) in [(0, 0), (status, seconds)] {
            let date = format!("2026-01-05+10%3A{:02}%3A{:02}", seconds / 60, seconds % 60);
            server.report(&format!(
                "numero=33600000000&smsID={id}&statut={status}&refClient={campaign}&mcc_mnc={network}&date_reception={date}"
            ));
        }
    };
    // Nothing is known of a message with one report.
    server.report("numero=33600000000&smsID=one&statut=11&refClient=slow");
    assert_eq!(figure(&server.get("/?lang=en")), None);
    for n in 1..=20 {
        send(&format!("A{n}"), n, "20801", "fast", 11);
        send(&format!("B{n}"), n * 60, "20815", "slow", 11);
    }
    // Too few to say something of an operator, and such as were not received.
    for n in 1..=3 {
        send(&format!("C{n}"), 1, "20820", "fast", 11);
        send(&format!("D{n}"), 3500, "20801", "fast", 3522);
    }
    let page = server.get("/?lang=en");
    let notes = "95% within 18 minmedian, from the first report, of 43 of the newest messages";
    assert_eq!(figure(&page).unwrap(), format!("19 s{notes}"));
    assert_eq!(cell(&page, "network-20801").unwrap(), "10 s (19 s)");
    assert_eq!(cell(&page, "network-20815").unwrap(), "10 min (19 min)");
    assert_eq!(cell(&page, "network-20820").unwrap(), "–");
    assert_eq!(cell(&page, "platform-smsmode").unwrap(), "19 s (18 min)");
    let page = server.get("/campaigns/fast?lang=en");
    assert!(figure(&page).unwrap().starts_with("9 s95% within 19 s"), "{:?}", figure(&page));
    assert_eq!(cell(&page, "network-20801").unwrap(), "10 s (19 s)");
    for path in ["/?network=20815&lang=en", "/campaigns/slow?network=20815&lang=en"] {
        assert!(figure(&server.get(path)).unwrap().starts_with("10 min95% within 19 min"), "{path}");
    }
    assert!(server.get("/campaigns/slow?lang=fr").contains("95\u{202f}% en 19\u{a0}min au plus"));
    // Of a range none but its own.
    Database::open(folder.path()).make_older("key LIKE '%B%'", 48);
    assert!(figure(&server.get("/?range=24h&lang=en")).unwrap().starts_with("9 s"));
}

#[test]
fn without_dates_the_time_to_delivery_is_that_between_the_arrivals() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for status in [0, 13, 11, 11] {
        server.report(&format!("numero=33600000000&smsID=S1&statut={status}&refClient=news"));
    }
    let database = Database::open(folder.path());
    // The first report came 90 seconds before the first that says that it was received, and had no date either.
    database.execute(
        "UPDATE report SET received_at = received_at - 90000, at = at - 90000 WHERE status = 0;
         UPDATE report SET received_at = received_at - 40000, at = at - 40000 WHERE status = 13",
    );
    let time = |server: &Server| figure(&server.get("/campaigns/news?lang=en")).unwrap();
    assert!(time(&server).starts_with("1.5 min95% within 1.5 min"), "{}", time(&server));
    // If one of the two has a date, that says nothing.
    database.execute("UPDATE report SET at = at - 5000000 WHERE status = 0");
    assert!(time(&server).starts_with("1.5 min"), "{}", time(&server));
    // Reports that have been deleted say nothing.
    database.execute("DELETE FROM report WHERE status <> 11");
    assert_eq!(figure(&server.get("/campaigns/news?lang=en")), None);
}
