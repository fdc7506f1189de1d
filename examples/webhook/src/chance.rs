/// Returns whether two shares, each of so many messages, differ by no more than chance may have it.
pub fn may_be_chance(shares: [f64; 2], messages: [u64; 2]) -> bool {
    /// By how many standard deviations the shares differ if it is no accident.
    const DEVIATIONS: f64 = 3.0;

    let [one, other] = messages.map(count);
    let together = (shares[0] * one + shares[1] * other) / (one + other);
    let deviation = (together * (1.0 - together) * (1.0 / one + 1.0 / other)).sqrt();
    // Without messages there is none.
    deviation.is_nan() || (shares[0] - shares[1]).abs() <= DEVIATIONS * deviation
}

#[expect(clippy::cast_precision_loss, reason = "a deviation needs no more than the 53 bits of an f64")]
fn count(messages: u64) -> f64 {
    messages as f64
}
