// A cluster, and what its tests ask of a conversation in it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Cluster } from '../lib/cluster.mjs';
import { Server } from '../lib/server.mjs';

export const kHuman = 'let me talk to a person'; // the long way: it opens one ticket in each conversation
export const kQuick = 'thanks';
export let cluster, front, token;
// The nodes, for all tests of a file.
export async function begin(env = {}) {
  cluster = await Cluster.start({ env: { PARLANCE_LIMITS: 'off', ...env } });
  process.env.PARLANCE_DATABASE_URL = cluster.databaseUrl; // for commands
  front = Object.assign(new Server(), { port: cluster.nginx.port, data: cluster.folder });
  token = front.token('1', 'acme', '--ttl', '24h');
}
export const end = () => cluster.stop();

export const message = (message_text, client_id = randomUUID()) => ({ type: 'message', client_id, message_text });
export const until = async (what, check, ms = 10_000) => {
  for (const deadline = Date.now() + ms; ; await new Promise((r) => setTimeout(r, 20))) {
    const value = await check();
    if (value) return value;
    assert.ok(Date.now() < deadline, `waited ${ms} ms in vain for ${what}`);
  }
};
// What a socket saw of the conversation, in the order in which it did.
export const durable = (socket) =>
  socket.events
    .filter((e) => e.type === 'ack' || e.type === 'message')
    .map((e) => (e.type === 'ack' ? { revision: e.revision, id: e.message_id } : e.message))
    .map(({ revision, id }) => ({ revision, id }));
export const median = (numbers) => numbers.toSorted((x, y) => x - y)[Math.floor(numbers.length / 2)];
export const ms = (number) => `${number.toFixed(1)} ms`;
export const figures = (times) => `median ${ms(median(times))}, worst ${ms(Math.max(...times))} of ${times.length}`;

// A session with a socket to each node.
export async function twoTabs(session) {
  session ??= await front.session(token);
  const tabs = await Promise.all(cluster.nodes.map((node) => node.connect(session, token)));
  for (const tab of tabs) await tab.event((e) => e.type === 'ready');
  return { session, tabs };
}
// The time until what the one says is seen by the other.
async function passed([from, to], text = kQuick) {
  const sent = message(text),
    since = performance.now();
  from.send(sent);
  await to.event((e) => e.message?.client_id === sent.client_id, 'the other tab’s message');
  return performance.now() - since;
}
export async function passedOften(tabs, times) {
  const took = [];
  for (let i = 0; i < times; i++) took.push(await passed(i % 2 ? tabs : tabs.toReversed()));
  return took;
}

async function history(session) {
  const { json } = await front.call('GET', `/api/chat/sessions/${session}/messages?limit=200`, { token });
  assert.equal(json.has_more, false);
  return json.messages;
}
// Nothing lost, doubled or answered twice, or in another order than it was asked.
export function checkWhole(messages, sent) {
  const numbers = messages.map((m) => m.seq);
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => i + 1),
  );
  const asked = messages.filter((m) => m.sender_type === 'customer');
  assert.deepEqual(asked.map((m) => m.client_id).sort(), [...sent].sort());
  const replies = messages.filter((m) => m.sender_type !== 'customer').map((m) => m.reply_to);
  assert.deepEqual(
    replies,
    asked.map((m) => m.id),
    'each question has one answer, in their order',
  );
}
export const settled = (session, sent) =>
  until(`${sent.length} answers in session ${session}`, async () => {
    const messages = await history(session);
    return messages.length >= 2 * sent.length && messages;
  });
export const ticketsOf = (session) =>
  Number(cluster.sql(`SELECT count(*) FROM tickets WHERE session_id = ${session} AND title IS NOT NULL`));
