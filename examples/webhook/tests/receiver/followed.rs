use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use crate::server::Server;

/// The events of a page that is followed live.
pub struct Followed(BufReader<TcpStream>);

impl Followed {
    /// Follows the page whose events come from an address.
    pub fn new(server: &Server, address: &str) -> Self {
        let mut stream = TcpStream::connect(server.page_host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(stream, "GET {address} HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        Self(BufReader::new(stream))
    }

    /// Waits for the next event.
    #[track_caller]
    pub fn next(&mut self) -> String {
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
        }
        line
    }

    /// Waits for an event with a text.
    #[track_caller]
    pub fn next_with(&mut self, text: &str) -> String {
        loop {
            let event = self.next();
            if event.contains(text) {
                return event;
            }
        }
    }

    /// Waits until there are no more.
    pub fn end(mut self) {
        self.0.read_to_end(&mut Vec::new()).unwrap();
    }
}
