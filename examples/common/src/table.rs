use comfy_table::{ContentArrangement, Table, presets::UTF8_FULL_CONDENSED};

/// Returns an empty table, as wide as its content needs.
pub fn table<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED).set_header(header);
    table
}

/// Returns an empty table whose long texts are wrapped to the width of the terminal, or to this width if there is none.
pub fn wrapped<const COLUMNS: usize>(header: [&str; COLUMNS], width: u16) -> Table {
    let mut table = table(header);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(width);
    }
    table
}
