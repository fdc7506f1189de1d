use std::{
    net::{Ipv4Addr, TcpListener},
    sync::Arc,
    time::Duration,
};

use async_trait::async_trait;
use futures_util::future::join_all;
use smpp34::{
    SmppConnectionInformation, SmppError, SmppServer, SmppServerListener, Tlv, bind_transceiver, bind_transceiver_resp,
    server::ESME,
};
use tokio::{
    runtime::Runtime,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::timeout,
};

/// A message centre of the crate `smpp34`, which knows nothing about the receiver.
pub struct Smpp34Centre {
    pub port: u16,
    runtime: Runtime,
    sessions: UnboundedReceiver<ESME>,
    /// It listens until it is dropped.
    _server: SmppServer,
}

/// Binds who has the password, as a transceiver: the crate ignores the answers of a receiver.
struct Door {
    password: &'static str,
    sessions: UnboundedSender<ESME>,
}

#[async_trait]
impl SmppServerListener for Door {
    async fn on_bind_transceiver(
        &self,
        bind: bind_transceiver,
        _: &SmppConnectionInformation,
        _: &String,
    ) -> bind_transceiver_resp {
        if bind.password == self.password {
            bind.accept("smpp34".to_owned(), Some(0x34))
        } else {
            bind.reject(SmppError::ESME_RINVPASWD)
        }
    }

    async fn on_esme_bound(&self, session: ESME, _: &String) {
        self.sessions.send(session).unwrap();
    }
}

impl Smpp34Centre {
    /// Starts a message centre that knows a password.
    pub fn start(password: &'static str) -> Self {
        let runtime = Runtime::new().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (sender, sessions) = unbounded_channel();
        let mut server =
            SmppServer::new(Ipv4Addr::LOCALHOST.into(), port, Arc::new(Door { password, sessions: sender }));
        runtime.block_on(server.start());
        assert!(server.is_alive());
        Self { port, runtime, sessions, _server: server }
    }

    /// Waits for a session.
    #[track_caller]
    pub fn bound(&mut self) -> ESME {
        let session = self.runtime.block_on(async { timeout(Duration::from_secs(30), self.sessions.recv()).await });
        session.expect("the receiver binds").unwrap()
    }

    /// Sends receipts, each with the number that its message went to and with a TLV, without waiting for answers in between. Returns
    /// the errors.
    pub fn deliver(&self, session: &ESME, text: &str, receipts: &[(String, Tlv)]) -> Vec<SmppError> {
        let answers = receipts.iter().map(|(number, tlv)| {
            let receipt = session.deliver_sm().source_addr(number).destination_addr("38000").esm_class(0x04);
            receipt.short_message(text).tlvs([tlv.clone()]).send()
        });
        self.runtime.block_on(join_all(answers)).into_iter().filter_map(Result::err).collect()
    }

    /// Asks the receiver to end a session. The crate waits for the answer, but cannot read it.
    pub fn unbind(&self, session: &ESME) {
        let _ = self.runtime.block_on(session.send_unbind());
    }
}
