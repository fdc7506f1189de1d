use crate::page::text::wording;

wording! {
    /// The names of files, without their endings.
    Names;
    review: "review" / "a-verifier",
    remove: "remove" / "pouvant-etre-retires",
    suppress: "do-not-contact" / "exclure-des-envois",
    messages: "messages" / "messages",
    campaign: "campaign" / "campagne",
    campaigns: "campaigns" / "campagnes",
    data: "all-data" / "toutes-les-donnees",
    reports: "reports" / "comptes-rendus",
    unreadable: "unreadable" / "illisibles",
}
