use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a TP-Status says in general, from its bits 6 and 5.
    ///
    /// Source: 3GPP TS 23.040, section 9.2.3.15.
    #[derive(PartialOrd, Ord)]
    pub enum TpStatusGroup {
        /// The transaction is completed, one way or another.
        Completed = "completed" { en: "Completed", fr: "Terminé" }
        /// An error that may pass; the service centre is still trying.
        StillTrying = "still_trying" { en: "Temporary error, still trying", fr: "Erreur temporaire, nouvelles tentatives en cours" }
        /// An error that stays; the service centre does not try again.
        PermanentError = "permanent_error" { en: "Permanent error", fr: "Erreur permanente" }
        /// An error that may pass; the service centre gave up.
        TemporaryError = "temporary_error" { en: "Temporary error, gave up", fr: "Erreur temporaire, abandon" }
    }
}
