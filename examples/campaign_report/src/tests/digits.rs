use fastrand::Rng;

use crate::digits;

fn naive(text: &str) -> Option<u64> {
    let is_number = text.len() <= 19 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[test]
fn every_byte_in_every_place_is_a_digit_or_none() {
    for length in 1..=20 {
        for at in 0..length {
            for character in (0..=u8::MAX).map(char::from) {
                for digit in ["0", "7", "9"] {
                    let text = digit.repeat(at) + &character.to_string() + &digit.repeat(length - at - 1);
                    assert_eq!(digits::read(&text), naive(&text), "{text:?}");
                }
            }
        }
    }
    assert_eq!(digits::read(""), None);
}

#[test]
fn numbers_of_every_length_are_read() {
    let mut random = Rng::with_seed(21);
    for _ in 0..100_000 {
        let number = random.u64(..) >> random.u8(..64);
        let text = "0".repeat(random.usize(..3)) + &number.to_string();
        assert_eq!(digits::read(&text), naive(&text), "{text}");
    }
}
