use std::collections::BTreeSet;

use sms_status::{AddressBookAction, Msisdn};

use super::{
    database::Database,
    dead_letter, number,
    transaction::{DatabaseError, Transaction, Value},
};
use crate::spelling;

/// What was erased of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    pub messages: usize,
    pub callbacks: usize,
    pub unreadable: usize,
    /// In how many callbacks that are about others, too, the number was blanked.
    pub blanked: usize,
    /// Whether the number is still on record as one not to contact.
    pub opt_out_kept: bool,
    /// The campaigns whose name has the number.
    pub campaigns: Vec<String>,
    /// Whether the log of changes, which had the number, could be emptied.
    pub log_emptied: bool,
}

/// Returns the numbers that a request speaks of, given the name of its platform and the request; none if it cannot be read.
pub type NumbersIn<'a> = &'a dyn Fn(&str, &str) -> BTreeSet<String>;

/// Erases a number and all that is known of it, except that the person has opted out (unless `with_opt_out`).
pub fn forget(
    database: &mut Database,
    number: Msisdn,
    with_opt_out: bool,
    numbers_in: NumbersIn<'_>,
) -> Result<Forgotten, DatabaseError> {
    database.overwrite_what_is_deleted()?;
    let forgotten = database.write(|transaction| {
        let digits = number.digits().to_string();
        Erasure { transaction, number, digits, numbers_in }.run(with_opt_out)
    })?;
    Ok(Forgotten { log_emptied: database.empty_log()?, ..forgotten })
}

struct Erasure<'a> {
    transaction: &'a Transaction<'a>,
    number: Msisdn,
    digits: String,
    numbers_in: NumbersIn<'a>,
}

/// A request as it is kept, with the report that has it.
struct Request {
    report: i64,
    platform: String,
    body: String,
}

/// Whom a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Alone,
    OthersToo,
    Others,
}

/// The ids of the messages to a number.
const MESSAGES: &str = "(SELECT message FROM message_of_number WHERE number = $1)";

/// Returns the condition for the reports on them.
fn reports() -> String {
    format!("id IN (SELECT report FROM report_of_message WHERE message IN {MESSAGES})")
}

impl Erasure<'_> {
    fn run(&self, with_opt_out: bool) -> Result<Forgotten, DatabaseError> {
        let (transaction, digits) = (self.transaction, self.digits.as_str());
        let history = number::history(transaction, digits)?;
        let opt_out = history.reason().filter(|_| history.action() == AddressBookAction::Suppress && !with_opt_out);

        let mut forgotten = Forgotten { blanked: self.part_from_others()?, ..Forgotten::default() };
        forgotten.callbacks =
            transaction.execute(&format!("DELETE FROM report WHERE {}", reports()), &[digits.into()])?;
        self.of_no_message(&mut forgotten)?;
        self.unreadable(&mut forgotten)?;
        transaction.execute(&format!("DELETE FROM segment WHERE message IN {MESSAGES}"), &[digits.into()])?;
        forgotten.messages =
            transaction.execute(&format!("DELETE FROM message WHERE id IN {MESSAGES}"), &[digits.into()])?;
        transaction.execute("DELETE FROM number WHERE digits = $1", &[digits.into()])?;
        if let Some(reached) = opt_out {
            number::keep(transaction, digits, reached)?;
        }
        forgotten.opt_out_kept = opt_out.is_some();
        let names = transaction.rows(
            "SELECT name FROM campaign WHERE name LIKE $1 ORDER BY name",
            &[(&format!("%{digits}%")).into()],
            |row| row.get::<String>(0),
        )?;
        forgotten.campaigns = names.into_iter().filter(|name| !spelling::find(name, self.number).is_empty()).collect();
        Ok(forgotten)
    }

    /// Blanks the number in requests that report on messages to it and to others. The first report on one of these has the request then.
    /// Returns how many requests that were.
    fn part_from_others(&self) -> Result<usize, DatabaseError> {
        let shared = self.transaction.rows(
            &format!(
                "SELECT coalesce(request, id), min(id) FROM report
                 WHERE coalesce(request, id) IN (SELECT coalesce(request, id) FROM report WHERE {})
                     AND message NOT IN {MESSAGES} GROUP BY 1",
                reports()
            ),
            &[self.digits.as_str().into()],
            |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
        )?;
        for &(whole, first) in &shared {
            let body: Option<Option<String>> =
                self.transaction.row("SELECT body FROM report WHERE id = $1", &[whole.into()], |row| row.get(0))?;
            let body = body.flatten().unwrap_or_default();
            self.replace(first, spelling::hide(&body, self.number).as_ref().unwrap_or(&body))?;
            if first != whole {
                self.transaction.execute("UPDATE report SET request = NULL WHERE id = $1", &[first.into()])?;
                self.transaction
                    .execute("UPDATE report SET request = $1 WHERE request = $2", &[first.into(), whole.into()])?;
            }
        }
        Ok(shared.len())
    }

    /// Erases the number in requests that are kept with no message: opt-outs, and reports on messages that have been deleted.
    fn of_no_message(&self, forgotten: &mut Forgotten) -> Result<(), DatabaseError> {
        let requests = self.transaction.rows(
            "SELECT DISTINCT whole.id, whole.platform, whole.body
             FROM report JOIN report AS whole ON whole.id = coalesce(report.request, report.id)
             WHERE NOT EXISTS (SELECT 1 FROM message WHERE message.id = report.message)",
            &[],
            |row| {
                let body = row.get::<Option<String>>(2)?.unwrap_or_default();
                Ok(Request { report: row.get(0)?, platform: row.get(1)?, body })
            },
        )?;
        for Request { report, platform, body } in requests {
            match self.about(&platform, &body) {
                (About::Alone, _) => {
                    forgotten.callbacks += self
                        .transaction
                        .execute("DELETE FROM report WHERE id = $1 OR request = $1", &[report.into()])?;
                }
                (About::OthersToo, Some(hidden)) => {
                    self.replace(report, &hidden)?;
                    forgotten.blanked += 1;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Erases the number in requests that could not be read.
    fn unreadable(&self, forgotten: &mut Forgotten) -> Result<(), DatabaseError> {
        for letter in dead_letter::newest(self.transaction, None, dead_letter::KEPT)?.newest {
            let body = letter.body.as_deref().map(String::from_utf8_lossy);
            let hidden = [Some(letter.query.as_str()), body.as_deref()]
                .map(|part| part.and_then(|part| spelling::hide(part, self.number)));
            if hidden.iter().all(Option::is_none) {
                continue;
            }
            let whole = body.as_deref().unwrap_or(&letter.query);
            let others = (self.numbers_in)(&letter.platform, whole).iter().any(|number| *number != self.digits);
            // A body in bytes cannot be blanked.
            if others && letter.body.as_deref().is_none_or(|body| str::from_utf8(body).is_ok()) {
                self.blank_letter(letter.id, hidden)?;
                forgotten.blanked += 1;
            } else {
                forgotten.unreadable +=
                    self.transaction.execute("DELETE FROM dead_letter WHERE id = $1", &[letter.id.into()])?;
            }
        }
        Ok(())
    }

    fn blank_letter(&self, id: i64, [query, body]: [Option<String>; 2]) -> Result<(), DatabaseError> {
        if let Some(query) = query {
            self.transaction
                .execute("UPDATE dead_letter SET query = $1 WHERE id = $2", &[Value::Whole(&query), id.into()])?;
        }
        if let Some(body) = body {
            self.transaction.execute(
                "UPDATE dead_letter SET body = $1 WHERE id = $2",
                &[Value::Bytes(body.as_bytes()), id.into()],
            )?;
        }
        Ok(())
    }

    fn replace(&self, report: i64, body: &str) -> Result<(), DatabaseError> {
        self.transaction.execute("UPDATE report SET body = $1 WHERE id = $2", &[Value::Whole(body), report.into()])?;
        Ok(())
    }

    /// Returns whom a request is about, and the request with the number blanked if it is in it.
    fn about(&self, platform: &str, request: &str) -> (About, Option<String>) {
        let hidden = spelling::hide(request, self.number);
        let numbers = (self.numbers_in)(platform, request);
        let about = match (numbers.contains(&self.digits), numbers.len(), &hidden) {
            (true, 1, _) => About::Alone,
            (true, ..) | (false, 0, Some(_)) => About::OthersToo,
            _ => About::Others,
        };
        (about, hidden)
    }
}
