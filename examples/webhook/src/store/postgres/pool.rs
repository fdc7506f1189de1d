use std::{
    mem,
    sync::{Mutex, PoisonError},
    thread,
};

use super::{address::Address, connection::Connection};
use crate::store::{
    backend::{ReadBackend, Sizes, Work, answer},
    transaction::{DatabaseError, Transaction},
};

/// Connections that read.
#[derive(Debug)]
pub struct Pool {
    address: Address,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub fn new(address: Address) -> Self {
        Self { address, idle: Mutex::default() }
    }
}

impl ReadBackend for Pool {
    fn read(&self, query: Work<'_>) -> Result<(), DatabaseError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle.and_then(Connection::if_alive) {
            Some(connection) => connection,
            None => Connection::open(&self.address)?,
        };
        // One that fails goes with the error.
        connection.read(|open| query(&Transaction::postgres(open)))?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        Ok(())
    }

    fn sizes(&self) -> Result<Sizes, DatabaseError> {
        let sql = "SELECT pg_database_size(current_database())";
        let size = answer(|transaction| transaction.row(sql, &[], |row| row.count(0)), |query| self.read(query))?;
        Ok(Sizes { database: size.unwrap_or_default(), log: None })
    }
}

/// Closes the connections on a thread of its own, since none may be closed where asynchronous code runs.
impl Drop for Pool {
    fn drop(&mut self) {
        let idle = mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        if !idle.is_empty() {
            thread::spawn(move || drop(idle));
        }
    }
}
