// kill -9 at random instants under load: nothing acknowledged is lost or doubled, seq has no gaps, every question is answered
// once, as it would have been, and no ticket is opened twice. ROUNDS (50) says how many times.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Server, newFolder } from '../lib/server.mjs';

const kRounds = Number(process.env.ROUNDS ?? 50);
const kCustomers = 8;
const kHuman = 'let me talk to a person'; // opens one ticket in each conversation, however often it is said
const kQuestions = [
  "What's the status of ticket #12345?",
  'and my orders?',
  'hello',
  'what plan am I on?',
  'How do I reset my password?',
  'status of ticket 99999',
  kHuman,
];
let server = await Server.start({ data: newFolder() });
const { data } = server;
const token = server.token('1', 'acme', '--ttl', '24h');
const plain = (text) =>
  text.replace(/\d+ (second|minute|hour|day|week|month|year)s? ago|just now/g, 'AGE').replace(/ticket #\d+/g, 'TICKET');

// What an undisturbed run answers; a person is asked for twice, since the second answer is another.
const expected = new Map();
for (const question of kQuestions) {
  const session = await server.session(token),
    ask = async () => plain((await server.ask(token, session, question)).message_text);
  expected.set(question, [await ask(), await ask()]);
}

const count = { acknowledged: 0, answers: 0, unequal: 0 };

// Says one thing after the other until the server dies; `state.sent` is what was said, and whether it was acknowledged.
async function talk(state) {
  const socket = await server.connect(state.id, token, '').catch(() => null);
  if (!socket) return;
  while (!socket.closed) {
    const client_id = randomUUID();
    const text = kQuestions[Math.floor(Math.random() * kQuestions.length)];
    state.sent.set(client_id, { text, acked: false });
    socket.send({ type: 'message', client_id, message_text: text });
    await socket.until((s) => s.closed || s.events.some((e) => e.client_id === client_id), 'ack or end', 30_000);
    for (const e of socket.events) {
      if (e.type !== 'ack' || state.sent.get(e.client_id).acked) continue;
      state.sent.get(e.client_id).acked = true;
      count.acknowledged++;
    }
  }
}

async function resend(state) {
  for (const [client_id, { text, acked }] of state.sent) {
    const path = `/api/chat/sessions/${state.id}/messages`;
    const sent = await server.call('POST', path, { token, body: { client_id, message_text: text } });
    assert.ok(
      sent.status === 200 || (sent.status === 201 && !acked),
      `acknowledged and lost: ${sent.status} ${sent.text}`,
    );
  }
}

// The whole history, once every question has its answer.
async function settled(state) {
  for (const deadline = Date.now() + 20_000; ;) {
    const messages = [];
    for (let more = true; more;) {
      const path = `/api/chat/sessions/${state.id}/messages?limit=200&after_seq=${messages.length}`;
      const { json } = await server.call('GET', path, { token });
      messages.push(...json.messages);
      more = json.has_more;
    }
    if (messages.length >= 2 * state.sent.size) return messages;
    assert.ok(Date.now() < deadline, `session ${state.id}: ${messages.length} messages, ${state.sent.size} questions`);
    await server.call('GET', `/api/chat/sessions/${state.id}/events?wait=1&after_revision=${messages.length}`, {
      token,
    });
  }
}

function check(state, messages) {
  const numbers = messages.map((m) => m.seq);
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => i + 1),
    'a gap in seq',
  );
  const asked = messages.filter((m) => m.sender_type === 'customer');
  assert.equal(asked.length, state.sent.size, 'a message was doubled');
  let humans = 0;
  for (const question of asked) {
    const replies = messages.filter((m) => m.reply_to === question.id);
    assert.equal(replies.length, 1, 'a question needs exactly one answer');
    const [first, again] = expected.get(question.message_text);
    const wanted = question.message_text === kHuman && humans++ > 0 ? again : first;
    count.answers++;
    if (plain(replies[0].message_text) !== wanted) count.unequal++;
  }
}

for (let round = 0; round < kRounds; round++) {
  const states = [];
  for (let i = 0; i < kCustomers; i++) states.push({ id: await server.session(token), sent: new Map() });
  const talking = states.map(talk);
  await new Promise((r) => setTimeout(r, 20 + Math.random() * 400)); // the instant of death
  await server.kill();
  await Promise.all(talking);
  server = await Server.start({ data });
  for (const state of states) {
    await resend(state);
    check(state, await settled(state));
  }
}
await server.stop({ keep: true });
const sql = 'SELECT count(*), count(DISTINCT session_id) FROM tickets WHERE session_id IS NOT NULL';
const script = `import sqlite3,sys;print(*sqlite3.connect(sys.argv[1]).execute("${sql}").fetchone())`;
const [tickets, conversations] = execFileSync('python3', ['-c', script, join(data, 'parlance.db')], {
  encoding: 'utf8',
})
  .trim()
  .split(' ');
assert.equal(tickets, conversations, 'a ticket was opened twice');
console.log(
  `faults: ${kRounds} rounds, ${count.acknowledged} acknowledged, ${count.answers} answers, ${count.unequal} unlike an undisturbed run's, ${tickets} tickets in as many conversations`,
);
assert.ok(count.acknowledged > kRounds, 'hardly anything was under way');
assert.ok(count.unequal <= count.answers / 100);
