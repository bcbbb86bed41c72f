// Holds live connections, each of a session of its own: `node bench/hold.mjs PORTS TOKEN COUNT`. Says `open`, and after
// each loss of all of them, how many ms it took until all were back.
import { Socket } from '../tests/lib/socket.mjs';

const [ports, token, count] = process.argv.slice(2);
const all = ports.split(',').map(Number);
const kAtOnce = 200;
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

async function newSession(i) {
  const made = await fetch(`http://127.0.0.1:${all[i % all.length]}/api/chat/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return (await made.json()).session.id;
}

const sessions = [];
while (sessions.length < Number(count))
  sessions.push(...(await Promise.all(Array.from({ length: kAtOnce }, (_, i) => newSession(sessions.length + i)))));

let up = 0,
  lostAt = 0;
async function hold(session, i) {
  for (;;) {
    const socket = await Socket.open(all[i % all.length], `/ws/chat/${session}`, token).catch(() => null);
    if (!socket) {
      await sleep(100 + Math.random() * 200);
      continue;
    }
    await socket.event((e) => e.type === 'ready').catch(() => {});
    if (++up === sessions.length)
      process.stdout.write(lostAt ? `back ${Math.round(performance.now() - lostAt)}\n` : 'open\n');
    socket.events = { push() {}, find() {} };
    const { reason } = await socket.until((s) => s.closed, 'the end', 2 ** 31 - 1);
    if (up === sessions.length) lostAt = performance.now();
    up--;
    let hint = 0;
    try {
      hint = JSON.parse(reason).retry_after_ms;
    } catch {
      /* it gave none */
    }
    await sleep(hint || 100 + Math.random() * 400);
  }
}
for (let i = 0; i < sessions.length; i += kAtOnce) {
  const before = up;
  for (let k = i; k < Math.min(i + kAtOnce, sessions.length); k++) hold(sessions[k], k);
  while (up < before + Math.min(kAtOnce, sessions.length - i)) await sleep(5);
}
