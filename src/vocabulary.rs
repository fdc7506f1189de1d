/// Defines an enum of the vocabulary from its rows: a variant, its name for machines, its label in each language.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $Enum:ident {
            $(
                $(#[$variant_meta:meta])*
                $Variant:ident = $name:literal { $($language:ident: $label:literal),* $(,)? }
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $Enum {
            $($(#[$variant_meta])* $Variant,)*
        }

        impl $Enum {
            /// All values, in the order of declaration.
            pub const VARIANTS: &'static [Self] = &[$(Self::$Variant),*];

            /// How many values there are.
            pub const COUNT: usize = Self::VARIANTS.len();

            /// The name for machines, which is also what serde writes. It never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$Variant => $name,)*
                }
            }

            /// The value with exactly this [name](Self::name).
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                static INDEX: crate::name_index::NameIndex = crate::name_index::NameIndex::new(&[$($name),*]);
                INDEX.find(name).map(|row| Self::VARIANTS[row])
            }

            /// The label for people.
            #[must_use]
            pub const fn label(self, language: crate::Language) -> &'static str {
                match self {
                    $(Self::$Variant => crate::text::Text { $($language: $label),* },)*
                }
                .in_language(language)
            }
        }

        /// Prints the English label.
        impl core::fmt::Display for $Enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.label(crate::Language::English))
            }
        }

        /// Writes the name.
        #[cfg(feature = "serde")]
        impl serde::Serialize for $Enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        /// Reads the name; anything else is an error.
        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $Enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(crate::serde::NameVisitor {
                    expected: concat!("the name of a value of `", stringify!($Enum), "`"),
                    from_name: Self::from_name,
                })
            }
        }
    };
}

pub(crate) use vocabulary;
