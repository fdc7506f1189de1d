//! The memory of this process, as Linux counts it.

use std::fs;

use anyhow::{Context, Result};

/// Restarts the count of the peak, and returns the resident bytes.
pub fn restart_peak() -> Result<u64> {
    fs::write("/proc/self/clear_refs", "5")?;
    bytes("VmRSS:")
}

/// The most bytes that were resident since.
pub fn peak() -> Result<u64> {
    bytes("VmHWM:")
}

fn bytes(field: &str) -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let mut words = status.split_whitespace().skip_while(|word| *word != field).skip(1);
    let kibibytes: u64 = words.next().context("a field is missing in /proc/self/status")?.parse()?;
    Ok(kibibytes * 1024)
}
