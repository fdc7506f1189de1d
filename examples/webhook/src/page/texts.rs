use num_format::{Locale, ToFormattedString};
use sms_status::Language;

use super::bar::share;

/// Defines `Texts` and its two instances from one row per text, so that none is missing in a language.
macro_rules! texts {
    ($($name:ident: $en:literal / $fr:literal,)*) => {
        /// What the pages say, in one language.
        #[derive(Debug)]
        pub struct Texts {
            $(pub $name: &'static str,)*
            locale: Locale,
        }

        const ENGLISH: Texts = Texts { $($name: $en,)* locale: Locale::en };
        const FRENCH: Texts = Texts { $($name: $fr,)* locale: Locale::fr };
    };
}

texts! {
    title: "SMS delivery" / "Suivi des SMS",
    skip: "Skip to the content" / "Aller au contenu",
    language: "Language" / "Langue",
    colon: ": " / "\u{a0}: ",
    decimal_point: "." / ",",
    percent: "%" / "\u{202f}%",
    campaign: "Campaign" / "Campagne",
    all_campaigns: "All campaigns" / "Toutes les campagnes",
    by_campaign: "By campaign" / "Par campagne",
    campaigns_about: "The campaign with the latest report comes first." / "La campagne dont le compte rendu est le plus récent vient en premier.",
    without_reference: "no reference" / "sans référence",
    status: "Status" / "Statut",
    statuses: "Statuses" / "Statuts",
    statuses_about: "Each message counts once, with its latest status." / "Chaque message compte une fois, avec son dernier statut.",
    outcomes: "Outcomes" / "Résultats",
    delivery_rate: "Delivery rate" / "Taux de réception",
    messages: "Messages" / "Messages",
    share: "Share" / "Part",
    meaning: "Meaning" / "Signification",
    number_advice: "Number" / "Numéro",
    last_report: "Last report" / "Dernier compte rendu",
    settled: "Every message has its final status." / "Chaque message a son statut définitif.",
    unsettled: "Further reports are to be expected." / "D'autres comptes rendus sont attendus.",
    as_json: "These counts as JSON" / "Ces chiffres au format JSON",
    pages: "Pages of campaigns" / "Pages de campagnes",
    newer: "Newer campaigns" / "Campagnes plus récentes",
    older: "Older campaigns" / "Campagnes plus anciennes",
    nothing_yet: "No report has arrived yet. Register the callback URL that the server printed when it started." / "Aucun compte rendu n'est encore arrivé. Déclarez l'URL de rappel que le serveur a affichée à son démarrage.",
    address_book: "Address book" / "Carnet d'adresses",
    remove: "Numbers that may be removed" / "Numéros qui peuvent être retirés",
    remove_about: "(CSV): not recognised by the operators, or not allocated, and no sign since then that they work." / "(CSV)\u{a0}: non reconnus par les opérateurs ou non attribués, sans signe de fonctionnement depuis.",
    suppress: "Numbers never to send to" / "Numéros à exclure des envois",
    suppress_about: "(CSV): keep them, so that the refusal is remembered." / "(CSV)\u{a0}: à conserver, pour que leur refus ne soit pas oublié.",
    unreadable: "Unreadable callbacks" / "Rappels illisibles",
    unreadable_about: "What arrived at the callback URL and could not be read is kept here, so that nothing is lost." / "Ce qui est arrivé à l'URL de rappel sans pouvoir être lu est conservé ici, pour que rien ne se perde.",
    unreadable_total: "So far:" / "À ce jour\u{a0}:",
    unreadable_newest: "The newest come first." / "Les plus récents viennent en premier.",
    arrived: "Arrived" / "Arrivée",
    reason: "Reason" / "Motif",
    content: "Content" / "Contenu",
    not_found: "There is no such page or campaign." / "Cette page ou cette campagne n'existe pas.",
    live: "Live" / "En direct",
    paused: "Paused" / "En pause",
    connecting: "Connection lost, trying again" / "Connexion perdue, nouvelle tentative en cours",
    pause: "Pause updates" / "Suspendre les mises à jour",
    resume: "Resume updates" / "Reprendre les mises à jour",
    reload: "Reload the page to see newer reports." / "Rechargez la page pour voir les nouveaux comptes rendus.",
}

impl Texts {
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            _ => &ENGLISH,
        }
    }

    /// A number with its thousands set apart.
    pub fn integer(&self, n: u64) -> String {
        n.to_formatted_string(&self.locale)
    }

    /// A share in percent; a dash where there is none.
    pub fn rate(&self, rate: Option<f64>) -> String {
        rate.map_or_else(|| "–".to_owned(), |rate| self.percentage(rate))
    }

    /// The share of some messages in percent.
    pub fn share_of(&self, messages: u64, total: u64) -> String {
        self.percentage(share(messages, total))
    }

    /// One decimal. What is less than all never reads as all, nor what is more than nothing as nothing.
    fn percentage(&self, share: f64) -> String {
        let text = match share * 100.0 {
            percent if percent <= 0.0 => "0".to_owned(),
            percent if percent < 0.1 => "<\u{a0}0.1".to_owned(),
            percent if percent < 100.0 => format!("{:.1}", percent.min(99.9)),
            _ => "100".to_owned(),
        };
        text.replace('.', self.decimal_point) + self.percent
    }
}
