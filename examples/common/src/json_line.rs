/// Returns the value on a line of JSON, or `None` if there is none. A line may be one of an array with a value on each line.
pub fn value(line: &str) -> Option<&str> {
    let line = line.trim();
    if matches!(line, "" | "[" | "]" | "," | "],") {
        return None;
    }
    if !line.starts_with(['{', '[']) {
        return Some(line);
    }
    let line = line.strip_suffix(',').unwrap_or(line).trim_end();
    Some(match (line.strip_prefix('['), line.strip_suffix(']')) {
        (Some(after), None) => after.trim_start(),
        (None, Some(before)) => before.trim_end(),
        _ => line,
    })
}
