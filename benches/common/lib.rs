//! The data of the benchmarks, and the ways to record it.

pub mod record;
pub mod reports;
