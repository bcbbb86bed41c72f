// Many sessions that each ask about their own ticket and wait for the true answer: `node bench/load.mjs PORT TOKENS_JSON SECONDS [RATE] [PID]`.
// TOKENS_JSON: a file with [[token, ticket], …], a session each. With RATE messages leave at so many per second in all, and latency counts from
// when one was due. One Node.js thread: good to some thousands per second.
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Socket } from '../tests/lib/socket.mjs';

const [port, file, seconds, rate = 0, pid = 0] = process.argv.slice(2).map((a, i) => (i === 1 ? a : Number(a)));
const cpu = () =>
  pid
    ? readFileSync(`/proc/${pid}/stat`, 'utf8')
        .split(') ')[1]
        .split(' ')
        .slice(11, 13)
        .reduce((a, b) => a + Number(b), 0) / 100
    : 0;
const sessions = [];
for (const [token, ticket] of JSON.parse(readFileSync(file, 'utf8'))) {
  const made = await fetch(`http://127.0.0.1:${port}/api/chat/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  sessions.push({
    socket: await Socket.open(port, `/ws/chat/${(await made.json()).session.id}`, token),
    ticket,
    due: [],
  });
}
const times = [];
let wrong = 0,
  running = true;
const ask = (s, due = performance.now()) => {
  s.due.push(due);
  s.socket.send({
    type: 'message',
    client_id: randomUUID(),
    message_text: `What's the status of ticket #${s.ticket}?`,
  });
};
for (const s of sessions)
  s.socket.events = {
    push: (e) => {
      if (e.type !== 'message' || e.message.sender_type !== 'bot') return;
      times.push(performance.now() - s.due.shift());
      if (!e.message.message_text.includes(`#${s.ticket}`)) wrong++;
      if (running && !rate) ask(s);
    },
  };
const before = cpu(),
  start = performance.now();
if (!rate) for (const s of sessions) ask(s);
let sent = 0;
await new Promise((done) => {
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - start > seconds * 1000) {
      running = false;
      clearInterval(timer);
      return done();
    }
    for (let due; rate && (due = start + (sent * 1000) / rate) <= now; sent++)
      ask(sessions[sent % sessions.length], due);
  }, 1);
});
const measured = (performance.now() - start) / 1000,
  count = times.length,
  used = cpu() - before;
times.sort((a, b) => a - b);
const at = (q) => (times[Math.floor(count * q)] ?? 0).toFixed(2);
console.log(
  `bench: sessions=${sessions.length} answered_per_s=${(count / measured).toFixed(0)} answer_ms p50=${at(0.5)} p99=${at(0.99)} p999=${at(0.999)} wrong=${wrong}${pid ? ` server_cpu_us_per_answer=${((used * 1e6) / count).toFixed(1)}` : ''}`,
);
process.exit(wrong ? 1 : 0);
