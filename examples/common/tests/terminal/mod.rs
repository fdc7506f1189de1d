/// Whether a terminal acts on the character, or shows the text around it in another order or on another line.
pub fn disturbs_a_terminal(character: char) -> bool {
    let is_format = matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}'
    );
    character < ' ' || ('\u{7F}'..='\u{9F}').contains(&character) || is_format
}
