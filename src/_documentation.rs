//! Pages without code: what the crate guarantees, why it is the way it is, recipes in SQL, how fast it is, and what has changed.

#[doc = include_str!("../docs/guarantees.md")]
pub mod guarantees {}

#[doc = include_str!("../docs/stated_actions.md")]
pub mod stated_actions {}

#[doc = include_str!("../docs/WHY.md")]
pub mod why {}

#[doc = include_str!("../docs/sql.md")]
pub mod sql {}

#[doc = include_str!("../docs/speed.md")]
pub mod speed {}

#[doc = include_str!("../CHANGELOG.md")]
pub mod changelog {}
