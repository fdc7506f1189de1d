use common::{event_row::Header, reason::Reason};
use fastrand::Rng;

use super::{shown, taken};
use crate::{
    chunks::{Chunk, Chunks},
    csv::Rows,
    event::Event,
};

fn rows(header: &str) -> Rows {
    let mut chunk = Chunk::default();
    Chunks::new(header.as_bytes()).unwrap().read(&mut chunk).unwrap();
    Rows::new(&Header::take(|| Ok(chunk.take_line())).unwrap().unwrap())
}

/// What the `csv` crate makes of a line without quotation marks.
fn naive(line: &str, delimiter: u8) -> String {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(line.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    let field = |column| row.get(column).unwrap_or_default().trim_ascii();
    let event = if row.len() > 4 {
        Err(Reason::TooManyFields.into())
    } else {
        Event::new(field(0), field(1), field(2), field(3))
    };
    shown(event.map(Some))
}

#[test]
fn rows_without_quotation_marks_are_read_as_the_csv_crate_reads_them() {
    let mut random = Rng::with_seed(21);
    for (header, delimiter) in
        [("message_id,recipient,code,campaign\n", ","), ("message_id;recipient;code;campaign\n", ";")]
    {
        let fields = [
            "a",
            "S7EpYZ5kmS87",
            "33639980001",
            "+33639980001",
            "11",
            "4711",
            "x",
            " ",
            "é",
            "\r",
            ",",
            ";",
            "\t",
            "'",
        ];
        for round in 0..2000 {
            let any = |random: &mut Rng| *random.choice(&fields).unwrap_or(&"");
            let row = |random: &mut Rng| {
                let fields: Vec<_> = (0..random.usize(1..6)).map(|_| any(random).repeat(random.usize(1..3))).collect();
                fields.join(delimiter)
            };
            let lines: Vec<_> = (0..random.usize(..8)).map(|_| row(&mut random)).collect();
            let not_blank = (1_u64..).zip(&lines).filter(|(_, line)| !line.trim_ascii().is_empty());
            let expected: Vec<_> =
                not_blank.map(|(number, line)| (number, line.clone(), naive(line, delimiter.as_bytes()[0]))).collect();
            for end in ["", "\n"] {
                let text = lines.join("\n") + end;
                assert_eq!(taken(&mut rows(header), &text), expected, "round {round}: {text:?}");
            }
        }
    }
}

#[test]
fn a_row_is_the_same_with_and_without_quotation_marks() {
    let mut rows = rows("message_id,recipient,code,campaign");
    let plain = taken(&mut rows, "S7EpYZ5kmS87,33639980001,11,x\n\nb,1,11\n");
    let quoted = taken(&mut rows, "\"S7EpYZ5kmS87\",33639980001,\"11\",\"x\"\n\nb,\"1\",11");
    let events = |taken: &[(u64, String, String)]| -> Vec<_> {
        taken.iter().map(|(number, _, event)| (*number, event.clone())).collect()
    };
    assert_eq!(events(&plain), events(&quoted));
    assert_eq!(plain.len(), 2);
}
