use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use sms_status::{DeliveryStatus, Outcome};

use crate::{
    database::Database,
    sample,
    server::{Server, agent, folder},
};

/// The first figure of a page.
fn messages(page: &str) -> usize {
    let figure = page.split("<dt>Messages</dt><dd>").nth(1).unwrap_or_else(|| panic!("no figure: {page}"));
    let text: String = figure.split("</dd>").next().unwrap().split('>').nth(1).unwrap().chars().collect();
    text.split('<').next().unwrap().replace(',', "").parse().unwrap()
}

/// The zone of the server, and what returns the day so many days ago in it.
fn days() -> (TimeZone, impl Fn(i64) -> Date) {
    let zone = TimeZone::get("Europe/Paris").unwrap();
    let today = Timestamp::now().to_zoned_datetime(zone.clone()).date();
    (zone, move |ago| today.checked_sub(ago.days()).unwrap())
}

#[test]
fn an_overview_of_days_has_their_messages_and_leads_to_them() {
    let folder = folder();
    let server = sample::start(folder.path());
    let (zone, day) = days();
    let rows = Database::open(folder.path()).rows("SELECT arrived, status FROM message");
    let rows: Vec<(Date, Outcome)> = rows
        .into_iter()
        .map(|row| {
            let arrived = Timestamp::from_millisecond(row[0].parse().unwrap()).unwrap();
            let status: DeliveryStatus = row[1].parse::<u16>().unwrap().try_into().unwrap();
            (arrived.to_zoned_datetime(zone.clone()).date(), status.outcome())
        })
        .collect();
    for (first, last) in [(20, 10), (3, 3), (0, 0), (69, 40), (12, -5)] {
        let (first, last) = (day(first), day(last));
        let query = format!("from={first}&to={last}");
        let within: Vec<_> = rows.iter().filter(|(date, _)| (first..=last).contains(date)).collect();
        let page = server.get(&format!("/?{query}&lang=en"));
        if within.is_empty() {
            // At the first minute of a day.
            continue;
        }
        assert_eq!(messages(&page), within.len(), "{query}");
        let failed = within.iter().filter(|(_, outcome)| *outcome == Outcome::Failed).count();
        let link = page.split("<dt>Failed</dt>").nth(1).unwrap().split("href=\"").nth(1).unwrap();
        let file = link.split('"').next().unwrap().replace("&amp;", "&").replacen('?', ".csv?", 1);
        assert_eq!(server.get(&file).lines().count() - 1, failed, "{file}");
        // The form has the days, and no range is the one shown.
        for (name, day) in [("from", first), ("to", last)] {
            let field = format!("<input type=\"date\" id=\"{name}\" name=\"{name}\" value=\"{day}\">");
            assert!(page.contains(&field), "{field}: {page}");
        }
        assert!(
            !page
                .split("nav class=\"choice\"")
                .nth(1)
                .unwrap()
                .split("</nav>")
                .next()
                .unwrap()
                .contains("aria-current")
        );
        // What is over does not change, so that nobody follows it.
        assert_eq!(page.contains("data-events"), last >= day(0), "{query}");
        // Days in the address of a list are the same.
        let messages = server.get(&format!("/messages.csv?{query}"));
        assert_eq!(messages.lines().count() - 1, within.len(), "{query}");
    }
    // The countries of some days have the messages of these days alone.
    let (first, last) = (day(20), day(10));
    let some = server.get(&format!("/?from={first}&to={last}&lang=en"));
    let french = server.get(&format!("/?from={first}&to={last}&country=FR&lang=en"));
    let row = some.split("id=\"country-FR\"").nth(1).unwrap().split("data-heading=\"Messages\">").nth(1).unwrap();
    let row = row.split("</a>").next().unwrap().rsplit('>').next().unwrap().replace(',', "");
    assert_eq!(row, messages(&french).to_string());
    // A form with one empty field, and one with both.
    let since = server.get(&format!("/?from={}&to=&lang=en", day(9)));
    assert_eq!(messages(&since), rows.iter().filter(|(date, _)| *date >= day(9)).count());
    let until = server.get(&format!("/?from=&to={}&lang=en", day(9)));
    assert_eq!(messages(&until), rows.iter().filter(|(date, _)| *date <= day(9)).count());
    assert_eq!(messages(&server.get("/?from=&to=&lang=en")), messages(&server.get("/?lang=en")));
}

#[test]
fn a_campaign_of_days_has_their_messages_and_leads_to_them() {
    let folder = folder();
    let server = sample::start(folder.path());
    let (zone, day) = days();
    let rows = Database::open(folder.path()).rows(
        "SELECT name, arrived, status FROM message JOIN campaign ON campaign.id = campaign
         WHERE campaign = (SELECT campaign FROM message GROUP BY campaign ORDER BY max(arrived) - min(arrived) DESC LIMIT 1)",
    );
    let campaign = format!("/campaigns/{}", rows[0][0].replace(' ', "%20"));
    let rows: Vec<(Date, DeliveryStatus)> = rows
        .iter()
        .map(|row| {
            let arrived = Timestamp::from_millisecond(row[1].parse().unwrap()).unwrap();
            (arrived.to_zoned_datetime(zone.clone()).date(), row[2].parse::<u16>().unwrap().try_into().unwrap())
        })
        .collect();
    let last = rows.iter().map(|(date, _)| *date).max().unwrap();
    let first = rows.iter().map(|(date, _)| *date).min().unwrap();
    let middle = first.checked_add(((last - first).get_days() / 2).days()).unwrap();
    assert!(first < last, "{first} {last}");
    for (first, last) in [(first, middle), (last, last), (first, last), (day(900), day(899))] {
        let within: Vec<_> = rows.iter().filter(|(date, _)| (first..=last).contains(date)).collect();
        let query = format!("from={first}&to={last}");
        let page = server.get(&format!("{campaign}?{query}&lang=en"));
        assert_eq!(messages(&page), within.len(), "{query}");
        assert_eq!(page.contains("No messages in this period"), within.is_empty(), "{query}");
        assert_eq!(page.contains("data-events"), last >= day(0), "{query}");
        // What is counted by route is not by day.
        assert!(!page.contains("id=\"country-") && page.contains("are not counted by day"), "{query}");
        let link = page.split("<dt>Failed</dt>").nth(1).unwrap().split("href=\"").nth(1).unwrap();
        let file = link.split('"').next().unwrap().replace("&amp;", "&").replacen('?', ".csv?", 1);
        let failed = within.iter().filter(|(_, status)| status.outcome() == Outcome::Failed).count();
        assert_eq!(server.get(&file).lines().count() - 1, failed, "{file}");
        let counts = server.get(&format!("{campaign}.csv?{query}&lang=en"));
        let total: usize =
            counts.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().parse::<usize>().unwrap()).sum();
        assert_eq!(total, within.len(), "{counts}");
        assert!(page.contains(&format!(".csv?{}", query.replace('&', "&amp;"))), "{query}");
    }
    // One operator is shown of all days.
    let some = server.get(&format!("{campaign}?country=FR&lang=en"));
    assert!(!some.contains("type=\"date\""));
    assert_eq!(messages(&some), messages(&server.get(&format!("{campaign}?country=FR&from={last}&to={last}&lang=en"))));
}

#[test]
fn a_date_that_is_none_is_told_in_both_languages() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=11&smsID=S1&refClient=spring");
    let get = |path: &str| {
        let mut answer = agent().get(format!("{}{path}", server.address)).call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    };
    let texts = ["%3Cb%3E29%2F11%2F2026", "2026-02-30", "%00", "9999-12-31x", "-", "2026-11-29T25:00:00Z"];
    for path in ["/", "/messages", "/campaigns/spring", "/campaigns/spring/messages"] {
        for end in ["from", "to"] {
            for text in texts {
                let (status, page) = get(&format!("{path}?{end}={text}&lang=en"));
                assert!(status == 400 && page.contains("is not a date. Write a date like this: 2026-11-29"), "{page}");
                assert!(!page.contains("<b>29"), "{page}");
                let (status, page) = get(&format!("{path}?{end}={text}&lang=fr"));
                assert!(status == 400 && page.contains("n'est pas une date"), "{page}");
            }
        }
        let (status, page) = get(&format!("{path}?from=2026-11-30&to=2026-11-28&lang=en"));
        assert!(status == 400 && page.contains("The first day comes after the last day"), "{page}");
        assert!(page.contains(&format!("<a href=\"{path}?lang=en\">Show all dates</a>")), "{page}");
        // The farthest days that there are, and an odd year.
        for query in
            ["from=0001-01-01&to=9999-12-29", "to=0001-01-01", "from=9999-12-30", "from=2026-11-28&to=2026-11-28"]
        {
            assert_eq!(get(&format!("{path}?{query}")).0, 200, "{path}?{query}");
        }
    }
    for path in ["/live?from=x", "/campaigns/spring/live?from=x", "/campaigns/spring.csv?from=x"] {
        assert_eq!(get(path).0, 400, "{path}");
    }
    let (status, text) = get("/messages.csv?from=x");
    assert!(status == 400 && text.starts_with("`from` or `to`"), "{text}");
}
