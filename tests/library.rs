//! The promises of the library, each in a module that is named for it.

mod bulk_report;
mod campaign;
mod campaign_serialization;
mod codes;
mod date_time;
mod delivery_reports;
mod guarantees;
mod layers;
mod links;
mod message_id;
mod number_history;
mod order;
mod parsing;
mod providers_agree;
mod providers_reports;
mod providers_tables;
mod segments;
mod serialization;
mod smpp_message_states;
mod smpp_network_errors;
mod smpp_receipts;
mod smsmode_callbacks;
mod smsmode_message_status;
mod status_facts;
mod statuses_page;
mod tp_status;
mod words;

/// A file that nobody declares would not be tested.
#[test]
fn every_file_beside_this_one_is_declared_here() {
    let declared = include_str!("library.rs");
    let binaries = ["allocations", "campaign_memory", "lib", "library"];
    for entry in std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let is_declared = declared.contains(&format!("\nmod {name};\n"));
            assert_eq!(is_declared, !binaries.contains(&name), "{name}");
        }
    }
}
