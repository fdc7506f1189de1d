use comfy_table::{ContentArrangement, Table, presets::UTF8_FULL_CONDENSED};
use console::Term;

/// Returns an empty table, as wide as its content needs.
pub fn table<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED).set_header(header);
    table
}

/// Returns an empty table whose long texts are wrapped to the width of the terminal, or to this width if there is none.
pub fn wrapped<const COLUMNS: usize>(header: [&str; COLUMNS], width: u16) -> Table {
    let mut table = table(header);
    let width = Term::stdout().size_checked().map_or(width, |(_rows, columns)| columns);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table
}
