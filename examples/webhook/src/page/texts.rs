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
    skip: "Skip to content" / "Aller au contenu",
    language: "Language" / "Langue",
    colon: ": " / "\u{a0}: ",
    decimal_point: "." / ",",
    percent: "%" / "\u{202f}%",
    less_than: "<" / "<\u{a0}",
    date: "%Y-%m-%d" / "%d/%m/%Y",
    campaign: "Campaign" / "Campagne",
    all_campaigns: "All campaigns" / "Toutes les campagnes",
    by_campaign: "By campaign" / "Par campagne",
    campaigns_about: "Most recent reports first." / "Campagnes triées par date du dernier compte rendu, de la plus récente à la plus ancienne.",
    without_reference: "no reference" / "sans référence",
    status: "Status" / "Statut",
    statuses: "Statuses" / "Statuts",
    statuses_about: "Each message counts once, with the most advanced status reported for it." / "Chaque message est compté une seule fois, avec le statut le plus avancé qui a été signalé.",
    outcomes: "Outcomes" / "Résultats",
    delivery_rate: "Delivery rate" / "Taux de réception",
    messages: "Messages" / "Messages",
    share: "Share" / "Part",
    meaning: "Meaning" / "Signification",
    address_book: "Address book" / "Carnet d'adresses",
    last_report: "Last report" / "Dernier compte rendu",
    settled: "Every message has reached a final status." / "Tous les messages ont leur statut définitif.",
    unsettled: "More reports are expected." / "D'autres comptes rendus sont attendus.",
    as_json: "These counts as JSON" / "Ces chiffres au format JSON",
    pages: "Campaign list pages" / "Pagination des campagnes",
    newer: "Newer campaigns" / "Campagnes plus récentes",
    older: "Older campaigns" / "Campagnes plus anciennes",
    nothing_yet: "No report has arrived yet. Register the callback URL, which the command `webhook secret` shows." / "Aucun compte rendu n'est encore arrivé. Enregistrez l'URL de callback, qu'affiche la commande `webhook secret`.",
    remove: "Numbers that may be removed" / "Numéros pouvant être retirés",
    remove_about: "(CSV): not recognised by the operators or not allocated, and nothing since then shows that they work." / "(CSV)\u{a0}: non reconnus par les opérateurs ou non attribués, et dont rien n'indique depuis qu'ils fonctionnent.",
    remove_file: "remove.csv" / "pouvant-etre-retires.csv",
    suppress: "Numbers not to contact" / "Numéros à exclure des envois",
    suppress_about: "(CSV): keep them, so that the opt-out stays on record." / "(CSV)\u{a0}: à conserver pour garder trace du refus.",
    suppress_file: "do-not-contact.csv" / "exclure-des-envois.csv",
    unreadable: "Unreadable callbacks" / "Notifications illisibles",
    unreadable_about: "Callbacks that could not be read. The newest 1,000 are kept and the newest 100 are shown here." / "Notifications qui n'ont pas pu être lues. Les 1\u{202f}000 plus récentes sont conservées, les 100 plus récentes sont affichées ici.",
    unreadable_total: "So far:" / "À ce jour\u{a0}:",
    unreadable_newest: "The newest come first." / "Les plus récentes viennent en premier.",
    arrived: "Arrived" / "Reçue le",
    platform: "Platform" / "Plateforme",
    reason: "Reason" / "Motif",
    content: "Content" / "Contenu",
    not_found: "Page not found." / "Page introuvable.",
    live: "Live" / "En direct",
    paused: "Paused" / "En pause",
    connecting: "Connection lost. Reconnecting…" / "Connexion perdue. Reconnexion en cours…",
    held: "Waiting while text is selected" / "En attente tant que du texte est sélectionné",
    pause: "Pause updates" / "Suspendre les mises à jour",
    resume: "Resume updates" / "Reprendre les mises à jour",
    reload: "Reload the page to see new reports." / "Rechargez la page pour voir les nouveaux comptes rendus.",
}

impl Texts {
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            _ => &ENGLISH,
        }
    }

    /// Returns a number with its thousands set apart.
    pub fn integer(&self, n: u64) -> String {
        n.to_formatted_string(&self.locale)
    }

    /// Returns a share in percent, or a dash if there is none.
    pub fn rate(&self, rate: Option<f64>) -> String {
        rate.map_or_else(|| "–".to_owned(), |rate| self.percentage(rate))
    }

    /// Returns the share of some messages in percent.
    pub fn share_of(&self, messages: u64, total: u64) -> String {
        self.percentage(share(messages, total))
    }

    /// Returns one decimal. What is less than all never reads as all, nor what is more than nothing as nothing.
    fn percentage(&self, share: f64) -> String {
        let text = match share * 100.0 {
            percent if percent <= 0.0 => "0".to_owned(),
            percent if percent < 0.1 => format!("{}0.1", self.less_than),
            percent if percent < 100.0 => format!("{:.1}", percent.min(99.9)),
            _ => "100".to_owned(),
        };
        text.replace('.', self.decimal_point) + self.percent
    }
}
