use num_format::{Locale, ToFormattedString};
use sms_status::Outcome;

use super::wording::wording;

wording! {
    /// What the pages say, in one language.
    Texts;
    locale: "en" / "fr",
    title: "SMS delivery" / "Suivi des SMS",
    skip: "Skip to content" / "Aller au contenu",
    language: "Language" / "Langue",
    colon: ": " / "\u{a0}: ",
    decimal_point: "." / ",",
    percent: "%" / "\u{202f}%",
    point: " point" / "\u{a0}point",
    points: " points" / "\u{a0}points",
    less_than: "<" / "<\u{a0}",
    date: "%Y-%m-%d" / "%d/%m/%Y",
    months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec" / "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    weekdays: "Mon Tue Wed Thu Fri Sat Sun" / "lun. mar. mer. jeu. ven. sam. dim.",
    week_of: "Week of" / "Semaine du",
    now: "now" / "maintenant",
    age: "{n} {unit} ago" / "il y a {n} {unit}",
    age_units: "year/years month/months day/days hour/hours minute/minutes" / "an/ans mois/mois jour/jours heure/heures minute/minutes",
    time_zone: "Time zone: " / "Fuseau horaire\u{a0}: ",
    navigation: "Main navigation" / "Navigation principale",
    overview: "Overview" / "Synthèse",
    accounts: "Accounts" / "Comptes",
    requests: "Requests" / "Requêtes",
    unreadable_short: "Unreadable" / "Illisibles",
    search: "Search" / "Rechercher",
    search_for: "Number, message id or campaign" / "Numéro, identifiant de message ou campagne",
    search_hint: "Number, id or name" / "Numéro, id ou nom",
    range: "Period" / "Période",
    range_day: "24 hours" / "24 heures",
    range_week: "7 days" / "7 jours",
    range_month: "30 days" / "30 jours",
    range_all: "All" / "Tout",
    against_day: "compared with the previous 24 hours" / "par rapport aux 24 heures précédentes",
    against_week: "compared with the previous 7 days" / "par rapport aux 7 jours précédents",
    against_month: "compared with the previous 30 days" / "par rapport aux 30 jours précédents",
    against_as_long: "compared with the same length of time before" / "par rapport à la période précédente de même durée",
    none_before: "none earlier" / "aucun auparavant",
    nothing_before: "no earlier data" / "aucune donnée antérieure",
    range_empty: "No messages in this period." / "Aucun message sur cette période.",
    range_widen: "Show everything" / "Tout afficher",
    over_time: "Over time" / "Évolution",
    chart_hours: "Messages per hour, by the arrival of their first report" / "Messages par heure d'arrivée de leur premier compte rendu",
    chart_days: "Messages per day, by the arrival of their first report" / "Messages par jour d'arrivée de leur premier compte rendu",
    chart_weeks: "Messages per week, by the arrival of their first report" / "Messages par semaine d'arrivée de leur premier compte rendu",
    chart_months: "Messages per month, by the arrival of their first report" / "Messages par mois d'arrivée de leur premier compte rendu",
    chart_years: "Messages per year, by the arrival of their first report" / "Messages par année d'arrivée de leur premier compte rendu",
    chart_most: "peak" / "maximum",
    rate_lowest: "lowest" / "minimum",
    rate_highest: "highest" / "maximum",
    rate_last: "last" / "dernier",
    chart_in_all: "in total" / "au total",
    chart_table: "The chart as a table" / "Le graphique sous forme de tableau",
    chart_time: "Time" / "Période",
    causes: "Failures by cause" / "Échecs par cause",
    causes_about: "Shares of the messages that are no longer pending." / "Parts des messages qui ne sont plus en attente.",
    causes_none: "No messages failed in this period." / "Aucun échec sur cette période.",
    cause: "Cause" / "Cause",
    not_pending: "of {n} no longer pending" / "sur {n}, hors messages en attente",
    failed_share: "{share} of those no longer pending" / "{share}, hors messages en attente",
    of_all: "{rate} for all messages" / "{rate} pour tous les messages",
    campaign: "Campaign" / "Campagne",
    campaigns: "Campaigns" / "Campagnes",
    latest_campaigns: "Latest campaigns" / "Campagnes récentes",
    all_campaigns: "All campaigns" / "Toutes les campagnes",
    campaigns_latest: "Most recent reports first." / "Campagnes triées par date du dernier compte rendu, de la plus récente à la plus ancienne.",
    campaigns_failures: "Most failures first." / "Campagnes triées par nombre d'échecs, du plus grand au plus petit.",
    filter: "Filter" / "Filtrer",
    filter_sort: "Sort by" / "Trier par",
    sort_latest: "Last report" / "Dernier compte rendu",
    sort_failures: "Number of failures" / "Nombre d'échecs",
    filter_outcome: "Outcome" / "Résultat",
    filter_platform: "Platform" / "Plateforme",
    filter_any: "Any" / "Tous",
    filter_any_platform: "Any" / "Toutes",
    filter_text: "Name contains" / "Nom contenant",
    filter_none: "No campaign matches. Try another outcome or platform, or a shorter part of the name." / "Aucune campagne ne correspond. Essayez un autre résultat, une autre plateforme ou une partie plus courte du nom.",
    filter_clear: "Show all campaigns" / "Afficher toutes les campagnes",
    without_reference: "no reference" / "sans référence",
    status: "Status" / "Statut",
    statuses: "Statuses" / "Statuts",
    statuses_about: "Each message counts once, with the most advanced status reported for it." / "Chaque message est compté une seule fois, avec le statut le plus avancé qui a été signalé.",
    outcomes: "Outcomes" / "Résultats",
    failed: "Failed" / "Échecs",
    partial: "Partial" / "Partiels",
    received: "Received" / "Reçus",
    pending: "Pending" / "En attente",
    unknown: "Unknown" / "Inconnus",
    delivery_rate: "Delivery rate" / "Taux de réception",
    messages: "Messages" / "Messages",
    share: "Share" / "Part",
    meaning: "Meaning" / "Signification",
    address_book: "Address book" / "Carnet d'adresses",
    platforms: "Platforms" / "Plateformes",
    last_report: "Last report" / "Dernier compte rendu",
    settled: "Every message has reached a final status." / "Tous les messages ont leur statut définitif.",
    unsettled: "More reports are expected." / "D'autres comptes rendus sont attendus.",
    overdue: "Messages with no final report {h} h after their first one: {n}. No more reports are expected." / "Messages sans compte rendu définitif {h}\u{a0}h après le premier\u{a0}: {n}. Aucun autre compte rendu n'est attendu.",
    no_final_report: "No final report after {h} h" / "Pas de compte rendu définitif après {h}\u{a0}h",
    without_final_report: "{n} with no final report after {h} h" / "dont {n} sans compte rendu définitif après {h}\u{a0}h",
    received_of: "{n} of {m} received" / "{n} sur {m} reçus",
    pages: "Pages of the list" / "Pages de la liste",
    first_page: "First page" / "Première page",
    export: "Export:" / "Exporter\u{a0}:",
    number: "Number" / "Numéro",
    numbers: "Numbers" / "Numéros",
    message: "Message" / "Message",
    reached: "Reached" / "Atteint le",
    arrived_report: "Arrived" / "Reçu le",
    outcome: "Outcome" / "Résultat",
    search_title: "Search" / "Recherche",
    counts_export: "These counts:" / "Ces chiffres\u{a0}:",
    messages_see: "View the messages" / "Voir les messages",
    newer: "Previous page" / "Page précédente",
    older: "Next page" / "Page suivante",
    start: "No report has arrived yet" / "Aucun compte rendu n'est encore arrivé",
    start_url: "Print the callback URL, with its secret:" / "Affichez l'URL de callback, avec son secret\u{a0}:",
    start_register: "Register it with your platform. For a platform other than smsmode, append its name (…/vonage)." / "Déclarez-la auprès de votre plateforme\u{a0}; si ce n'est pas smsmode, ajoutez-y le nom de la plateforme (…/vonage).",
    start_try: "Or try it with a sample report:" / "Ou testez-la avec un compte rendu fictif\u{a0}:",
    start_then: "This page shows the report as soon as it arrives." / "Cette page affiche le compte rendu dès son arrivée.",
    unreadable: "Unreadable callbacks and receipts" / "Notifications et accusés illisibles",
    unreadable_one: "1 callback or receipt could not be read in the last 7 days" / "1 notification ou accusé n'a pas pu être lu au cours des 7 derniers jours",
    unreadable_many: "{n} callbacks and receipts could not be read in the last 7 days" / "{n} notifications et accusés n'ont pas pu être lus au cours des 7 derniers jours",
    unreadable_see: "See why" / "Voir pourquoi",
    arrived: "Arrived" / "Reçue le",
    platform: "Platform" / "Plateforme",
    reason: "Reason" / "Motif",
    content: "Content" / "Contenu",
    not_found: "Page not found" / "Page introuvable",
    not_found_about: "There is nothing at this address." / "Il n'y a rien à cette adresse.",
    live: "Live" / "En direct",
    paused: "Paused" / "En pause",
    connecting: "Connection lost. Reconnecting…" / "Connexion perdue. Reconnexion en cours…",
    held: "Waiting while text is selected" / "En attente tant que du texte est sélectionné",
    pause: "Pause" / "Pause",
    resume: "Resume" / "Reprendre",
    reload: "Reload the page to see new reports." / "Rechargez la page pour voir les nouveaux comptes rendus.",
}

impl Texts {
    /// Returns a number with its thousands set apart.
    pub fn integer(&self, n: u64) -> String {
        n.to_formatted_string(&if self.is_french() { Locale::fr } else { Locale::en })
    }

    /// Returns a number of messages, with the noun in its number.
    pub fn count(&self, messages: u64) -> String {
        let is_one = messages == 1 || (messages == 0 && self.is_french());
        let noun = if is_one { self.message } else { self.messages };
        format!("{} {}", self.integer(messages), noun.to_lowercase())
    }

    /// Returns the label of an outcome beside a number of messages.
    pub const fn outcome_of_many(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Unknown => self.unknown,
            Outcome::Pending => self.pending,
            Outcome::Failed => self.failed,
            Outcome::Partial => self.partial,
            Outcome::Received => self.received,
        }
    }

    /// Returns a number with one decimal, if that is not 0.
    pub fn decimal(&self, n: f64) -> String {
        format!("{n:.1}").trim_end_matches(".0").replace('.', self.decimal_point)
    }

    /// Returns whether the singular goes with a number that is not negative: in French, as for all that is less than two.
    pub fn is_one(&self, n: f64) -> bool {
        if self.is_french() { n < 2.0 } else { (n - 1.0).abs() < 0.05 }
    }

    fn is_french(&self) -> bool {
        self.locale == "fr"
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

/// Returns a share of a total.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more than the 53 bits of an f64")]
pub fn share(messages: u64, total: u64) -> f64 {
    messages as f64 / total.max(1) as f64
}
