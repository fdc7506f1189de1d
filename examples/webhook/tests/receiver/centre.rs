use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

pub const BIND_RECEIVER: u32 = 0x0001;
pub const BIND_TRANSCEIVER: u32 = 0x0009;
pub const DELIVER_SM: u32 = 0x0005;
pub const UNBIND: u32 = 0x0006;
pub const ENQUIRE_LINK: u32 = 0x0015;
pub const DATA_SM: u32 = 0x0103;
pub const RESPONSE: u32 = 0x8000_0000;
pub const GENERIC_NACK: u32 = RESPONSE;

/// A message centre. It does nothing by itself, so that a test has every byte and its time in its hands.
pub struct Centre(TcpListener);

/// A connection to it.
pub struct Link {
    stream: TcpStream,
    sequence: u32,
}

/// What the receiver sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Pdu {
    pub command: u32,
    pub status: u32,
    pub sequence: u32,
    pub body: Vec<u8>,
}

impl Centre {
    pub fn start() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").unwrap())
    }

    pub fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// Waits for a connection.
    #[track_caller]
    pub fn accept(&self) -> Link {
        self.accept_within(PATIENCE).expect("the receiver connects")
    }

    /// Waits for a connection, for so long.
    pub fn accept_within(&self, patience: Duration) -> Option<Link> {
        self.0.set_nonblocking(true).unwrap();
        let start = Instant::now();
        while start.elapsed() < patience {
            if let Ok((stream, _)) = self.0.accept() {
                stream.set_nonblocking(false).unwrap();
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                stream.set_nodelay(true).unwrap();
                return Some(Link { stream, sequence: 0 });
            }
            thread::sleep(Duration::from_millis(10));
        }
        None
    }

    /// Waits for a session, and binds it.
    #[track_caller]
    pub fn bound(&self) -> Link {
        let mut link = self.accept();
        link.take_bind(0);
        link
    }
}

impl Link {
    /// Reads the bind, answers it with a status, and returns it.
    #[track_caller]
    pub fn take_bind(&mut self, status: u32) -> Pdu {
        let bind = self.read().expect("a bind");
        assert!([BIND_RECEIVER, BIND_TRANSCEIVER].contains(&bind.command), "{bind:?}");
        let body: &[u8] = if status == 0 { b"centre\0" } else { b"" };
        self.write(&pdu(bind.command | RESPONSE, status, bind.sequence, body));
        bind
    }

    /// Reads a PDU; `None` if the connection has ended.
    pub fn read(&mut self) -> Option<Pdu> {
        let mut header = [0; 16];
        self.stream.read_exact(&mut header).ok()?;
        let [length, command, status, sequence] =
            [0, 4, 8, 12].map(|at| u32::from_be_bytes(header[at..at + 4].try_into().unwrap()));
        let mut body = vec![0; length as usize - header.len()];
        self.stream.read_exact(&mut body).ok()?;
        Some(Pdu { command, status, sequence, body })
    }

    /// Returns whether nothing arrives for so long.
    pub fn is_silent_for(&mut self, time: Duration) -> bool {
        self.stream.set_read_timeout(Some(time)).unwrap();
        let error = self.stream.peek(&mut [0]).err();
        self.stream.set_read_timeout(Some(PATIENCE)).unwrap();
        error.is_some()
    }

    pub fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).unwrap();
    }

    /// Sends a command with the next sequence number, and returns that.
    pub fn ask(&mut self, command: u32, body: &[u8]) -> u32 {
        self.sequence += 1;
        self.write(&pdu(command, 0, self.sequence, body));
        self.sequence
    }

    /// Sends a PDU as it is but for its sequence number, which it returns.
    pub fn send(&mut self, bytes: &[u8]) -> u32 {
        self.sequence += 1;
        let mut bytes = bytes.to_vec();
        bytes[12..16].copy_from_slice(&self.sequence.to_be_bytes());
        self.write(&bytes);
        self.sequence
    }

    /// Reads so many answers, and returns their statuses by sequence number. Asks of the receiver are answered meanwhile.
    #[track_caller]
    pub fn answers(&mut self, count: usize) -> BTreeMap<u32, u32> {
        let mut answers = BTreeMap::new();
        while answers.len() < count {
            let Some(read) = self.read() else { panic!("{} of {count} answers", answers.len()) };
            if read.command == ENQUIRE_LINK {
                self.write(&pdu(ENQUIRE_LINK | RESPONSE, 0, read.sequence, b""));
                continue;
            }
            assert!([DELIVER_SM, DATA_SM].contains(&(read.command & !RESPONSE)), "{read:?}");
            assert_eq!(read.body, b"\0");
            assert_eq!(answers.insert(read.sequence, read.status), None);
        }
        answers
    }

    /// Sends PDUs, and waits until each has been acknowledged.
    #[track_caller]
    pub fn deliver<'a>(&mut self, pdus: impl IntoIterator<Item = &'a [u8]>) {
        let sent: Vec<u32> = pdus.into_iter().map(|pdu| self.send(pdu)).collect();
        let answers = self.answers(sent.len());
        assert_eq!(answers, sent.into_iter().map(|sequence| (sequence, 0)).collect());
    }

    /// Closes the connection without a word.
    pub fn cut(self) {
        drop(self);
    }
}

/// The bytes of a PDU.
pub fn pdu(command: u32, status: u32, sequence: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(16 + body.len()).unwrap();
    [&[length, command, status, sequence].map(u32::to_be_bytes).concat(), body].concat()
}

/// A `deliver_sm` from one address to another.
pub fn deliver_sm(esm_class: u8, source: &str, destination: &str, text: &[u8], tlvs: &[(u16, &[u8])]) -> Vec<u8> {
    let mut body = format!("\0\x01\x01{source}\0\x01\x01{destination}\0").into_bytes();
    body.extend([esm_class, 0, 0, 0, 0, 0, 0, 0, 0, u8::try_from(text.len()).unwrap()]);
    body.extend(text);
    for (tag, value) in tlvs {
        body.extend(tag.to_be_bytes());
        body.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        body.extend(*value);
    }
    pdu(DELIVER_SM, 0, 0, &body)
}

/// A receipt on a message to a number.
pub fn receipt(id: &str, number: &str, stat: &str) -> Vec<u8> {
    let text =
        format!("id:{id} sub:001 dlvrd:001 submit date:2611291200 done date:2611291201 stat:{stat} err:000 text:Hi");
    deliver_sm(0x04, number, "38000", text.as_bytes(), &[])
}

/// What a phone sent.
pub fn from_phone(number: &str, text: &str) -> Vec<u8> {
    deliver_sm(0, number, "38000", text.as_bytes(), &[])
}
