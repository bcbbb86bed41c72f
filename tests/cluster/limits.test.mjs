// How much one may send is counted over all nodes, and by each node alone while Redis is away.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { begin, cluster, end, front, kQuick, token } from './lib.mjs';

const kBurst = 4;
let session;

before(async () => {
  await begin({
    PARLANCE_LIMITS: 'on',
    PARLANCE_LIMITS_MESSAGES_BURST: String(kBurst),
    PARLANCE_LIMITS_MESSAGES_PER_MINUTE: '1',
  });
  session = await front.session(token);
});
after(end);

const send = (node) =>
  node.call('POST', `/api/chat/sessions/${session}/messages`, {
    token,
    body: { client_id: randomUUID(), message_text: kQuick },
  });
const statuses = async (nodes) => {
  const out = [];
  for (const node of nodes) out.push((await send(node)).status);
  return out;
};

test('a customer who goes from node to node has one limit, and is told when to come again', async () => {
  const [a, b] = cluster.nodes;
  // The conversation's beginning was the first.
  assert.deepEqual(await statuses([a, b, a]), Array(kBurst - 1).fill(201));
  for (const node of [a, b]) {
    const { status, json, headers } = await send(node);
    assert.deepEqual([status, json.code], [429, 'rate_limited']);
    assert.ok(json.retry_after_ms > 30_000, 'one a minute');
    assert.ok(Number(headers.get('retry-after')) > 30);
  }
});

test('with Redis emptied it is counted anew, with Redis gone by each node', async () => {
  const [a, b] = cluster.nodes;
  execFileSync('redis-cli', ['-u', cluster.redis.url, 'FLUSHALL']);
  execFileSync('redis-cli', ['-u', cluster.redis.url, 'SCRIPT', 'FLUSH']);
  // The first finds the script gone, is counted by its node alone, and has it loaded.
  const after = await statuses([a, b, ...Array(kBurst).fill(a), ...Array(kBurst).fill(b)]);
  assert.equal(after.at(-1), 429);
  assert.ok(after.filter((status) => status === 201).length <= kBurst + 2, `${after}`);
  await cluster.redis.stop('SIGKILL');
  const alone = await statuses(Array(2 * kBurst).fill(a));
  assert.ok(alone.includes(201), 'a node alone lets through what it may');
  assert.equal(alone.at(-1), 429);
});
