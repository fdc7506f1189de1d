/// Defines a struct of texts and its two instances from one row per text, so that none is missing in a language.
macro_rules! wording {
    ($(#[$doc:meta])* $Name:ident; $($name:ident: $en:literal / $fr:literal,)*) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $Name {
            $(pub $name: &'static str,)*
        }

        impl $Name {
            pub fn of(language: sms_status::Language) -> &'static Self {
                const ENGLISH: &$Name = &$Name { $($name: $en,)* };
                const FRENCH: &$Name = &$Name { $($name: $fr,)* };

                match language {
                    sms_status::Language::French => FRENCH,
                    _ => ENGLISH,
                }
            }
        }
    };
}

pub(crate) use wording;
