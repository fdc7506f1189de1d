use std::{io, time::Duration};

use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use tokio::{
    io::{AsyncWriteExt, BufWriter, ReadHalf, WriteHalf},
    time::{self, Instant},
};
use tokio_util::{
    bytes::Bytes,
    codec::{FramedRead, LengthDelimitedCodec},
    sync::CancellationToken,
};

use crate::{
    app::App,
    moment::Moment,
    refusal::Refusal,
    smpp::{
        Account, Kind, Password, Phase, State,
        pdu::{self, Header},
    },
    store::{DeadLetter, Job, NotStored},
    stream::{self, Stream},
};

/// How many deliveries may wait to be stored. No more are read then.
const MOST_WAITING: usize = 1024;

/// How long to wait before a delivery is stored again that could not be stored.
const PAUSE: Duration = Duration::from_millis(500);

/// A session with a message centre.
///
/// A delivery is answered after what it says is on disk. While the database is away, it is not answered and no more is read; after
/// the time limit the session ends, and the message centre sends again what was not answered.
pub struct Session<'a> {
    app: &'a App,
    state: &'a State,
    frames: FramedRead<ReadHalf<Box<dyn Stream>>, LengthDelimitedCodec>,
    writer: BufWriter<WriteHalf<Box<dyn Stream>>>,
    sequence: u32,
    storing: FuturesUnordered<BoxFuture<'a, Stored>>,
    /// Deliveries that could not be stored, and when they are tried again.
    again: Vec<Bytes>,
    again_at: Instant,
    /// When the last delivery was stored, or the first of those that wait was read.
    progress: Instant,
    /// Whether the message centre has said something since it was asked whether it is there, or was not listened to.
    is_heard: bool,
}

/// A delivery, and whether it was stored.
struct Stored {
    pdu: Bytes,
    kind: Kind,
    arrival: Moment,
    outcome: Result<(), NotStored>,
}

/// Why a session ended, or could not be bound.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    #[error("cannot connect: {0}")]
    Connect(io::Error),
    #[error("the message centre refuses the bind with status {status:#010x}: {}", pdu::meaning(*status))]
    Refused { status: u32 },
    #[error("the message centre did not {0} within the time limit")]
    TooSlow(&'static str),
    #[error("the message centre closed the connection")]
    Closed,
    #[error("the message centre ended the session")]
    Unbound,
    #[error("the message centre was silent, and did not answer when asked whether it is there")]
    Silent,
    #[error("the connection broke: {0}")]
    Broken(#[from] io::Error),
    #[error("what arrived is not SMPP")]
    NotSmpp,
    #[error("the database could not be written within the time limit")]
    NotStored,
    #[error("the lock of the database was lost, so another server may bind")]
    Superseded,
}

impl SessionError {
    /// Returns whether a message centre might lock an account that tries again soon.
    pub fn is_refusal(&self) -> bool {
        // Bound already, an error of the message centre, its queue is full, too many requests.
        const PASSING: [u32; 4] = [0x05, 0x08, 0x14, 0x58];

        matches!(self, Self::Refused { status } if !PASSING.contains(status))
    }
}

/// Why no more is read.
enum Leaving {
    /// The server stops.
    Stopping,
    /// The message centre asks for it.
    Asked(Header),
}

impl<'a> Session<'a> {
    /// Connects and binds.
    pub async fn bind(app: &'a App, state: &'a State, password: &Password) -> Result<Self, SessionError> {
        let account = state.account;
        let connected = time::timeout(app.timeout, stream::connect(&account.host, account.port, account.tls)).await;
        let stream = connected.map_err(|_| SessionError::TooSlow("take the connection"))?;
        let (reader, writer) = tokio::io::split(stream.map_err(SessionError::Connect)?);
        let frames = LengthDelimitedCodec::builder()
            .length_field_length(size_of::<u32>())
            // The length counts itself, and stays a part of the PDU.
            .num_skip(0)
            .max_frame_length(pdu::LONGEST)
            .new_read(reader);
        let now = Instant::now();
        let mut session = Self {
            app,
            state,
            frames,
            writer: BufWriter::new(writer),
            sequence: 0,
            storing: FuturesUnordered::new(),
            again: Vec::new(),
            again_at: now,
            progress: now,
            is_heard: true,
        };
        let (command, body) = pdu::bind(account, password);
        session.ask(command, &body).await?;
        let answer = time::timeout(app.timeout, session.answer_to_bind()).await;
        answer.map_err(|_| SessionError::TooSlow("answer the bind"))??;
        state.enter(Phase::Bound);
        Ok(session)
    }

    async fn answer_to_bind(&mut self) -> Result<(), SessionError> {
        loop {
            let pdu = self.frames.next().await.ok_or(SessionError::Closed)??;
            let header = Header::of(&pdu).ok_or(SessionError::NotSmpp)?;
            if header.command & pdu::RESPONSE != 0 {
                let is_bound = header.status == pdu::NO_ERROR && header.command != pdu::GENERIC_NACK;
                return if is_bound { Ok(()) } else { Err(SessionError::Refused { status: header.status }) };
            }
        }
    }

    /// Takes deliveries until the server stops. `superseded` ends if another server may bind.
    pub async fn run(
        mut self,
        stop: &CancellationToken,
        superseded: impl Future<Output = ()>,
    ) -> Result<(), SessionError> {
        let interval = Duration::from_secs(self.state.account.enquire_link.get().into());
        let mut enquire = time::interval_at(Instant::now() + interval, interval);
        let mut superseded = std::pin::pin!(superseded);
        let mut leaving = None;
        loop {
            let is_waiting = !self.storing.is_empty() || !self.again.is_empty();
            if let (Some(leaving), false) = (&leaving, is_waiting) {
                return self.leave(leaving).await;
            }
            let reads = leaving.is_none() && self.again.is_empty() && self.storing.len() < MOST_WAITING;
            self.is_heard |= !reads;
            self.state.waits(self.storing.len() + self.again.len());
            tokio::select! {
                () = stop.cancelled(), if leaving.is_none() => leaving = Some(Leaving::Stopping),
                Some(stored) = self.storing.next(), if !self.storing.is_empty() => self.answer(stored).await?,
                pdu = self.frames.next(), if reads => {
                    leaving = self.take(pdu.ok_or(SessionError::Closed)??.freeze()).await?;
                }
                () = time::sleep_until(self.again_at), if !self.again.is_empty() => {
                    for pdu in std::mem::take(&mut self.again) {
                        self.store(pdu);
                    }
                }
                () = time::sleep_until(self.progress + self.app.timeout), if is_waiting => {
                    return Err(SessionError::NotStored);
                }
                _ = enquire.tick() => {
                    if !std::mem::take(&mut self.is_heard) {
                        return Err(SessionError::Silent);
                    }
                    self.ask(pdu::ENQUIRE_LINK, &[]).await?;
                }
                () = &mut superseded => return Err(SessionError::Superseded),
            }
        }
    }

    /// Takes a PDU. Returns why it is the last one, if it is.
    async fn take(&mut self, pdu: Bytes) -> Result<Option<Leaving>, SessionError> {
        self.is_heard = true;
        let header = Header::of(&pdu).ok_or(SessionError::NotSmpp)?;
        match header.command {
            pdu::DELIVER_SM | pdu::DATA_SM => {
                if self.storing.is_empty() {
                    self.progress = Instant::now();
                }
                self.store(pdu);
            }
            pdu::UNBIND => return Ok(Some(Leaving::Asked(header))),
            pdu::ENQUIRE_LINK => self.send(&header.answer(pdu::NO_ERROR).with(&[])).await?,
            // What needs no answer.
            pdu::ALERT_NOTIFICATION | pdu::OUTBIND => {}
            command if command & pdu::RESPONSE != 0 => {}
            _ => {
                let answer = Header { command: pdu::GENERIC_NACK, ..header.answer(pdu::INVALID_COMMAND) };
                self.send(&answer.with(&[])).await?;
            }
        }
        Ok(None)
    }

    /// Has a delivery stored.
    fn store(&mut self, pdu: Bytes) {
        let arrival = Moment::now(&self.app.sources.zone);
        let (app, account) = (self.app, self.state.account);
        let stored = async move {
            let (kind, outcome) = store(app, account, &pdu, arrival).await;
            Stored { pdu, kind, arrival, outcome }
        };
        self.storing.push(stored.boxed());
    }

    /// Answers a delivery if it was stored, and all others that were stored with it.
    async fn answer(&mut self, first: Stored) -> Result<(), SessionError> {
        let mut next = Some(first);
        let mut answers = Vec::new();
        while let Some(Stored { pdu, kind, arrival, outcome }) = next {
            if let (Ok(()), Some(header)) = (outcome, Header::of(&pdu)) {
                self.progress = Instant::now();
                self.state.delivered(kind);
                match kind {
                    Kind::Receipt => self.app.metrics.reported(arrival.millis()),
                    Kind::Unreadable => self.app.refuse(Refusal::Unreadable, self.state.account.platform()),
                    Kind::Message => {}
                }
                // The id of the message, which a receiver does not give.
                answers.extend(header.answer(pdu::NO_ERROR).with(b"\0"));
            } else {
                self.again.push(pdu);
                self.again_at = Instant::now() + PAUSE;
            }
            next = self.storing.next().now_or_never().flatten();
        }
        self.send(&answers).await
    }

    /// Ends the session in good order.
    async fn leave(&mut self, leaving: &Leaving) -> Result<(), SessionError> {
        match leaving {
            Leaving::Asked(header) => {
                self.send(&header.answer(pdu::NO_ERROR).with(&[])).await?;
                Err(SessionError::Unbound)
            }
            Leaving::Stopping => {
                self.ask(pdu::UNBIND, &[]).await?;
                // What comes before the answer is not answered, so that the message centre sends it again.
                let is_answered = async {
                    while let Some(Ok(pdu)) = self.frames.next().await {
                        if Header::of(&pdu).is_some_and(|header| header.command == pdu::UNBIND | pdu::RESPONSE) {
                            break;
                        }
                    }
                };
                let _ = time::timeout(self.app.timeout, is_answered).await;
                Ok(())
            }
        }
    }

    async fn ask(&mut self, command: u32, body: &[u8]) -> Result<(), SessionError> {
        // The highest bit is not used.
        self.sequence = self.sequence % 0x7FFF_FFFF + 1;
        self.send(&Header { command, status: 0, sequence: self.sequence }.with(body)).await
    }

    async fn send(&mut self, bytes: &[u8]) -> Result<(), SessionError> {
        let sent = async {
            self.writer.write_all(bytes).await?;
            self.writer.flush().await
        };
        Ok(time::timeout(self.app.timeout, sent).await.map_err(|_| SessionError::TooSlow("take an answer"))??)
    }
}

/// Stores what a delivery says, or all of it if that cannot be read or cannot be stored.
async fn store(app: &App, account: &'static Account, pdu: &[u8], arrival: Moment) -> (Kind, Result<(), NotStored>) {
    let letter = |reason: String| {
        let (platform, body) = (account.platform(), Some(pdu.to_vec()));
        app.writer.store(Job::DeadLetter(DeadLetter { platform, reason, query: String::new(), body }), arrival)
    };
    let mut is_tried = false;
    loop {
        let reported = match account.read(pdu, arrival, &app.sources.zone) {
            Ok(reported) => reported,
            Err(reason) => return (Kind::Unreadable, letter(reason.to_string()).await),
        };
        let kind = if reported.reports.is_empty() { Kind::Message } else { Kind::Receipt };
        match app.writer.store(Job::Reports { reported, unreadable: None }, arrival).await {
            // The database may be away, or may refuse just this, which would come again for ever if it were not answered.
            Err(NotStored::Failed) if app.writer.store(Job::Probe, arrival).await.is_ok() => {
                if is_tried {
                    return (Kind::Unreadable, letter("the database refuses what it says".to_owned()).await);
                }
                is_tried = true;
            }
            outcome => return (kind, outcome),
        }
    }
}
