// How many live connections one customer has is known over all nodes, and a dead node's are forgotten.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { begin, cluster, end, front, token, until } from './lib.mjs';

const kMost = 3;
let session;

before(async () => {
  await begin({ PARLANCE_LIMITS: 'on', PARLANCE_LIMITS_CONNECTIONS: String(kMost) });
  session = await front.session(token);
});
after(end);

const opened = [];
async function open(node) {
  const socket = await node.connect(session, token).catch(() => null);
  if (socket) opened.push(socket);
  return socket;
}
const close = (socket) => opened.splice(opened.indexOf(socket), 1)[0].destroy();

test('what a node keeps in Redis does not outlast it, not even at first', async () => {
  const redis = (...words) => execFileSync('redis-cli', ['-u', cluster.redis.url, ...words]).toString();
  const socket = await open(cluster.nodes[0]);
  const keys = redis('--scan', '--pattern', 'parlance:presence:[0-9]*').trim().split('\n');
  assert.equal(keys.length, 1);
  assert.ok(Number(redis('TTL', keys[0])) > 0);
  close(socket);
});

test('a customer’s connections are counted over all nodes', async () => {
  const [a, b] = cluster.nodes;
  for (const node of [a, b, b]) await until('a place', () => open(node));
  for (const node of [a, b]) assert.equal(await open(node), null, 'one more than may be');
  close(opened[0]);
  await until('the place that was given back', () => open(b));
});

test('those of a node that was killed are given back when its lease ends', async () => {
  await cluster.kill(1);
  for (let i = 0; i < 2; i++) await until('a place of the dead node', () => open(cluster.nodes[0]), 20_000);
});

test('with Redis emptied they are known again, with Redis gone each node counts its own', async () => {
  await cluster.startNode(1);
  const [a, b] = cluster.nodes;
  while (opened.length) close(opened[0]);
  for (let i = 0; i < kMost; i++) await until('a place', () => open(a));
  execFileSync('redis-cli', ['-u', cluster.redis.url, 'FLUSHALL']);
  await until('the others to know again', async () => {
    const socket = await open(b);
    if (socket) close(socket);
    return !socket;
  });
  await cluster.redis.stop('SIGKILL');
  await until('a place on the node that has none', () => open(b));
  assert.equal(await open(a), null);
});
