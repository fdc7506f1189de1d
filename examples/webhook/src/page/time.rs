//! Stretches of time: those that a page may show, the steps in which a chart draws them, and how their days are written.

pub mod between;
pub mod date;
pub mod period;
pub mod range;
pub mod step;
