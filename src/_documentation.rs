//! Pages without code: the crate's guarantees, the reasons for its design, SQL recipes, measurements of its speed, and the
//! changelog.

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
