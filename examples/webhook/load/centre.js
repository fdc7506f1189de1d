// A message centre of node-smpp for `me` with the password `s3cret`. To whoever binds as a receiver it sends receipts, so many at a time, and
// sends again what was not answered. What a transceiver submits it takes, and sends a receipt on each. Prints its port and, when all are
// answered, how long that took, how many were sent more than once, and how many sessions ended before theirs were answered.
//
//     node centre.js COUNT WINDOW ADDRESS
"use strict";

const smpp = require("smpp");

const [count, window] = process.argv.slice(2, 4).map(Number);
const address = process.argv[4];
// By the last digit of the recipient.
const stats = ["DELIVRD", "UNDELIV", "EXPIRED", "DELETED", "REJECTD"];
const waiting = Array.from({ length: count }, (_, n) => count - 1 - n);
let answered = 0;
let again = 0;
let cuts = 0;
let submitted = 0;
let start = null;

const receipt = (id, recipient) => ({
  source_addr_ton: 1,
  source_addr_npi: 1,
  source_addr: recipient,
  destination_addr: "38000",
  esm_class: 4,
  short_message: `id:${id} sub:001 dlvrd:001 submit date:2611291200 done date:2611291201 stat:${stats[recipient.slice(-1) % 5]} err:000 text:Hi`,
  receipted_message_id: String(id),
});

const server = smpp.createServer((session) => {
  const sent = new Set();
  const fill = () => {
    while (sent.size < window && waiting.length > 0) {
      const n = waiting.pop();
      sent.add(n);
      session.deliver_sm(receipt(n, `336${String(n).padStart(8, "0")}`), (answer) => {
        sent.delete(n);
        if (answer.command_status !== 0) {
          again += 1;
          waiting.push(n);
        } else if ((answered += 1) === count) {
          const seconds = (performance.now() - start) / 1000;
          console.log(JSON.stringify({ seconds, again, cuts }));
        }
        fill();
      });
    }
  };
  const bind = (pdu) => {
    const known = pdu.system_id === "me" && pdu.password === "s3cret";
    session.send(pdu.response({ command_status: known ? 0 : smpp.ESME_RINVPASWD }));
    if (known && pdu.command === "bind_receiver") {
      start ??= performance.now();
      fill();
    }
  };
  session.on("bind_receiver", bind);
  session.on("bind_transceiver", bind);
  session.on("submit_sm", (pdu) => {
    submitted += 1;
    const id = submitted;
    session.send(pdu.response({ message_id: String(id) }));
    setTimeout(() => session.deliver_sm(receipt(id, pdu.destination_addr)), 100);
  });
  session.on("enquire_link", (pdu) => session.send(pdu.response()));
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on("error", () => {});
  session.on("close", () => {
    again += sent.size;
    cuts += sent.size > 0;
    waiting.push(...sent);
    sent.clear();
  });
});
server.listen(0, address, () => console.log(server.address().port));
