use fastrand::Rng;

use crate::separators::Separators;

fn naive(bytes: &[u8], wanted: [u8; 3]) -> Vec<usize> {
    (0..bytes.len()).filter(|&at| wanted.contains(&bytes[at])).collect()
}

#[test]
fn every_byte_is_told_from_the_separators_in_every_place() {
    for wanted in [[b',', b'"', b'\n'], [b';', b'"', b'\n'], [1, 0x7F, 0xFF]] {
        for byte in 1..=u8::MAX {
            for length in 1..=70 {
                let bytes = vec![byte; length];
                assert!(Separators::new(&bytes, wanted).eq(naive(&bytes, wanted)), "{byte} {length}");
            }
            // Between bytes that are nearly the same.
            for at in 0..9 {
                let mut bytes = [byte ^ 0x80, byte ^ 1].repeat(10);
                bytes[at] = byte;
                assert!(Separators::new(&bytes, wanted).eq(naive(&bytes, wanted)), "{byte} {at}");
            }
        }
    }
}

#[test]
fn bytes_of_every_length_are_searched_as_the_naive_way_searches_them() {
    let mut random = Rng::with_seed(21);
    for length in 0..400 {
        let any = |random: &mut Rng| *random.choice(b"ab,\"\n\x2D\xAC\x80\xFF").unwrap_or(&0);
        let bytes: Vec<u8> = (0..length).map(|_| any(&mut random)).collect();
        let wanted = [b',', b'"', b'\n'];
        assert!(Separators::new(&bytes, wanted).eq(naive(&bytes, wanted)), "{bytes:?}");
    }
}
