use super::{
    error::Error,
    transaction::{Execute, Open},
};

/// Something that one transaction does at a time, until its end.
///
/// `begin_to_count` in `schema.sql` takes one of its own, with number 2.
#[derive(Clone, Copy, Debug)]
pub enum Lock {
    /// Making the tables and what a server needs to start.
    Start = 1,
    /// Changing what is kept of numbers, and secrets.
    Upkeep = 3,
}

/// What distinguishes these locks from those of other programs: the bytes `smsw`.
const PROGRAM: i32 = 0x736d_7377;

impl Lock {
    /// Waits until no other transaction has it.
    pub fn take(self, open: &Open<'_>) -> Result<(), Error> {
        open.execute("SELECT pg_advisory_xact_lock($1, $2)", &[&PROGRAM, &(self as i32)])?;
        Ok(())
    }

    /// Takes it unless another transaction has it. Returns whether it did.
    pub fn try_take(self, open: &Open<'_>) -> Result<bool, Error> {
        let rows = open.rows("SELECT pg_try_advisory_xact_lock($1, $2)", &[&PROGRAM, &(self as i32)])?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?.unwrap_or_default())
    }
}
