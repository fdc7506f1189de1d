// A message centre of node-smpp: sends receipts to whoever binds as `me` with the password `s3cret`, so many at a time, and sends again
// what was not answered. Prints its port and, when all are answered, how long that took and how many were sent more than once.
//
//     node centre.js COUNT WINDOW
"use strict";

const smpp = require("smpp");

const [count, window] = process.argv.slice(2).map(Number);
const stats = ["DELIVRD", "UNDELIV", "ENROUTE"];
const waiting = Array.from({ length: count }, (_, n) => count - 1 - n);
let answered = 0;
let again = 0;
let start = null;

const server = smpp.createServer((session) => {
  const sent = new Set();
  const fill = () => {
    while (sent.size < window && waiting.length > 0) {
      const n = waiting.pop();
      sent.add(n);
      const receipt = {
        source_addr_ton: 1,
        source_addr_npi: 1,
        source_addr: `336${String(n).padStart(8, "0")}`,
        destination_addr: "38000",
        esm_class: 4,
        short_message: `id:${n} sub:001 dlvrd:001 submit date:2611291200 done date:2611291201 stat:${stats[n % 3]} err:000 text:Hi`,
        receipted_message_id: String(n),
      };
      session.deliver_sm(receipt, (answer) => {
        sent.delete(n);
        if (answer.command_status !== 0) {
          again += 1;
          waiting.push(n);
        } else if ((answered += 1) === count) {
          const seconds = (performance.now() - start) / 1000;
          console.log(JSON.stringify({ answered, seconds, again }));
        }
        fill();
      });
    }
  };
  session.on("bind_receiver", (pdu) => {
    const known = pdu.system_id === "me" && pdu.password === "s3cret";
    session.send(pdu.response({ command_status: known ? 0 : smpp.ESME_RINVPASWD }));
    if (known) {
      start ??= performance.now();
      fill();
    }
  });
  session.on("enquire_link", (pdu) => session.send(pdu.response()));
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    session.close();
  });
  session.on("error", () => {});
  session.on("close", () => {
    again += sent.size;
    waiting.push(...sent);
    sent.clear();
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
