use core::fmt;

/// Adds to an enum of the vocabulary what all of them have in common: its values, their names, how it prints, and serde.
///
/// The enum derives [`strum::EnumCount`], [`strum::VariantArray`] and [`strum::VariantNames`], which know all there is to
/// add, and has a method `label`.
macro_rules! named {
    ($Enum:ident) => {
        impl $Enum {
            /// All values, in the order of declaration.
            pub const VARIANTS: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// The number of values.
            pub const COUNT: usize = <Self as strum::EnumCount>::COUNT;

            /// Returns the machine-readable name, which serde writes too. It never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                <Self as strum::VariantNames>::VARIANTS[self as usize]
            }

            /// Returns the value with exactly this [name](Self::name).
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::VARIANTS.iter().copied().find(|value| value.name() == name)
            }
        }

        /// Prints the English label.
        impl core::fmt::Display for $Enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.label($crate::vocabulary::Language::English))
            }
        }

        /// Writes the name.
        #[cfg(feature = "serde")]
        impl serde::Serialize for $Enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        /// Reads the name. Anything else is an error.
        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $Enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::vocabulary::NameVisitor {
                    expected: concat!("the name of a value of `", stringify!($Enum), "`"),
                    from_name: Self::from_name,
                })
            }
        }
    };
}

pub(crate) use named;

/// The text is not the name of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown name: expected one of {}", Names(.names))]
pub struct ParseNameError {
    /// The names of all values.
    names: &'static [&'static str],
}

impl ParseNameError {
    /// The error of an enum, which strum calls with the text.
    pub(crate) const fn of<T: strum::VariantNames>(_text: &str) -> Self {
        Self { names: T::VARIANTS }
    }
}

struct Names<'a>(&'a [&'static str]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(row, name)| {
            let separator = if row == 0 { "" } else { ", " };
            write!(f, "{separator}`{name}`")
        })
    }
}

/// Reads a value from its name.
#[cfg(feature = "serde")]
pub(crate) struct NameVisitor<T> {
    pub(crate) expected: &'static str,
    pub(crate) from_name: fn(&str) -> Option<T>,
}

#[cfg(feature = "serde")]
impl<T> serde::de::Visitor<'_> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<T, E> {
        (self.from_name)(name).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(name), &self))
    }
}
