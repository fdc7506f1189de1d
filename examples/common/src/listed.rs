/// Things to report: the first are listed and all are counted, so that many of them take little memory.
#[derive(Debug)]
pub struct Listed<T> {
    pub total: u64,
    pub first: Vec<T>,
    limit: usize,
}

impl<T> Listed<T> {
    /// Nothing yet. Up to `limit` things will be listed.
    pub const fn new(limit: usize) -> Self {
        Self { total: 0, first: Vec::new(), limit }
    }

    pub fn push(&mut self, thing: T) {
        self.total += 1;
        if self.first.len() < self.limit {
            self.first.push(thing);
        }
    }

    /// How many are not listed.
    pub fn unlisted(&self) -> u64 {
        self.total - self.first.len() as u64
    }
}
