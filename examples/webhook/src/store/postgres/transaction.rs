use std::{cell::RefCell, collections::HashMap};

use postgres::{Row, Statement, types::ToSql};

use super::error::Error;

/// A transaction.
pub struct Open<'a>(RefCell<(postgres::Transaction<'a>, &'a mut HashMap<String, Statement>)>);

/// What can be done in a transaction.
pub trait Execute {
    /// Returns the rows of an answer.
    fn rows(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error>;

    /// Changes something, and returns how many rows that were.
    fn execute(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64, Error>;
}

impl<'a> Open<'a> {
    pub fn new(transaction: postgres::Transaction<'a>, statements: &'a mut HashMap<String, Statement>) -> Self {
        Self(RefCell::new((transaction, statements)))
    }

    pub fn commit(self) -> Result<(), Error> {
        let (transaction, _) = self.0.into_inner();
        Ok(transaction.commit()?)
    }

    /// Runs statements without parameters.
    pub fn run(&self, sql: &str) -> Result<(), Error> {
        Ok(self.0.borrow_mut().0.batch_execute(sql)?)
    }
}

impl Execute for Open<'_> {
    fn rows(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
        let (transaction, statements) = &mut *self.0.borrow_mut();
        let statement = prepare(transaction, statements, sql)?;
        Ok(transaction.query(&statement, values)?)
    }

    fn execute(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
        let (transaction, statements) = &mut *self.0.borrow_mut();
        let statement = prepare(transaction, statements, sql)?;
        Ok(transaction.execute(&statement, values)?)
    }
}

fn prepare(
    transaction: &mut postgres::Transaction<'_>,
    statements: &mut HashMap<String, Statement>,
    sql: &str,
) -> Result<Statement, Error> {
    /// Lists can be asked for in many ways.
    const MOST: usize = 100;

    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    if statements.len() >= MOST {
        statements.clear();
    }
    let statement = transaction.prepare(sql)?;
    statements.insert(sql.to_owned(), statement.clone());
    Ok(statement)
}
