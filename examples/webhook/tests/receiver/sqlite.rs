//! What only a database in a file has. Without this module, all tests are the same on `PostgreSQL`.

mod file;
mod versions;
