// kill -9 at random instants under load: nothing acknowledged is lost or doubled, seq has no gaps, and every question is answered
// once, as it would have been. ROUNDS (50) says how many times.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Server, newFolder } from '../lib/server.mjs';

const rounds = Number(process.env.ROUNDS ?? 50),
  customers = 8;
const questions = [
  "What's the status of ticket #12345?",
  'and my orders?',
  'hello',
  'what plan am I on?',
  'How do I reset my password?',
  'status of ticket 12399',
];
let server = await Server.start({ data: newFolder() });
const data = server.data,
  token = server.token('1', 'acme', '--ttl', '24h');
const age = (text) => text.replace(/\d+ (second|minute|hour|day|week|month|year)s? ago|just now/g, 'AGE');

// What an undisturbed run answers.
const expected = new Map();
for (const question of questions)
  expected.set(question, age((await server.ask(token, await server.session(token), question)).message_text));

let acknowledged = 0,
  unequal = 0,
  answers = 0;
const sessions = [];
async function talk(state) {
  const socket = await server.connect(state.id, token, '').catch(() => null);
  if (!socket) return;
  for (const [client_id, m] of state.sent)
    if (!m.acked) socket.send({ type: 'message', client_id, message_text: m.text });
  while (!socket.closed) {
    const client_id = randomUUID(),
      text = questions[Math.floor(Math.random() * questions.length)];
    state.sent.set(client_id, { text, acked: false });
    socket.send({ type: 'message', client_id, message_text: text });
    await socket.until((s) => s.closed || s.events.some((e) => e.client_id === client_id), 'ack or end', 30_000);
    for (const e of socket.events)
      if (e.type === 'ack' && !state.sent.get(e.client_id).acked) {
        state.sent.get(e.client_id).acked = true;
        acknowledged++;
      }
  }
}

for (let round = 0; round < rounds; round++) {
  const states = [];
  for (let i = 0; i < customers; i++) states.push({ id: await server.session(token), sent: new Map() });
  sessions.push(...states);
  const talking = states.map(talk);
  await new Promise((r) => setTimeout(r, 20 + Math.random() * 400));
  await server.kill();
  await Promise.all(talking);
  server = await Server.start({ data });
  // The clients come back, and the server answers what it owes.
  for (const state of states) {
    for (const [client_id, m] of state.sent) {
      const sent = await server.call('POST', `/api/chat/sessions/${state.id}/messages`, {
        token,
        body: { client_id, message_text: m.text },
      });
      assert.ok(
        sent.status === 200 || (sent.status === 201 && !m.acked),
        `acknowledged message was lost: ${sent.status} ${sent.text}`,
      );
    }
    const messages = [];
    for (const deadline = Date.now() + 20_000; ;) {
      messages.length = 0;
      for (let more = true; more;) {
        const page = (
          await server.call('GET', `/api/chat/sessions/${state.id}/messages?limit=200&after_seq=${messages.length}`, {
            token,
          })
        ).json;
        messages.push(...page.messages);
        more = page.has_more;
      }
      if (messages.length >= 2 * state.sent.size) break;
      assert.ok(
        Date.now() < deadline,
        `session ${state.id}: ${messages.length} messages for ${state.sent.size} questions`,
      );
      await server.call('GET', `/api/chat/sessions/${state.id}/events?wait=1&after_revision=${messages.length}`, {
        token,
      });
    }
    assert.deepEqual(
      messages.map((m) => m.seq),
      messages.map((_, i) => i + 1),
      'a gap in seq',
    );
    const asked = messages.filter((m) => m.sender_type === 'customer');
    assert.equal(asked.length, state.sent.size, 'a message was doubled');
    for (const question of asked) {
      const replies = messages.filter((m) => m.reply_to === question.id);
      assert.equal(replies.length, 1, 'a question needs exactly one answer');
      answers++;
      if (age(replies[0].message_text) !== expected.get(question.message_text)) unequal++;
    }
  }
}
await server.stop();
console.log(
  `faults: ${rounds} rounds, ${acknowledged} acknowledged, ${answers} answers, ${unequal} unlike an undisturbed run's`,
);
assert.ok(acknowledged > rounds, 'hardly anything was under way');
assert.ok(unequal <= answers / 100);
