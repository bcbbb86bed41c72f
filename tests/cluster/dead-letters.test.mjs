// A queue entry that brought down each node that took it is put aside, can be looked at, and put back.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { begin, cluster, end, front, until } from './lib.mjs';

const kPrefix = 'parlance:',
  kDeliveries = 5,
  kIdleMs = 60_000;

before(() => begin());
after(end);

const redis = (...words) =>
  execFileSync('redis-cli', ['-u', cluster.redis.url, ...words])
    .toString()
    .trim();
const dead = (...args) => {
  process.env.PARLANCE_REDIS_URL = cluster.redis.url;
  return front.command('dead', ...args);
};

test('what five nodes took and none ended is dead; a replay gives it to a node that ends it', async () => {
  // Taken by a node that is gone, in one step, so that no living one is first.
  const script = `local id = redis.call('XADD', KEYS[1], '*', 'tenant', '1', 'contact', '1', 'message', '77')
    redis.call('XREADGROUP', 'GROUP', 'nodes', 'gone', 'COUNT', '1', 'STREAMS', KEYS[1], '>')
    redis.call('XCLAIM', KEYS[1], 'nodes', 'gone', '0', id, 'IDLE', '${kIdleMs}', 'RETRYCOUNT', '${kDeliveries}')
    return id`;
  assert.equal(dead('list').trim(), '');
  const entry = redis('EVAL', script, '1', `${kPrefix}work`);
  assert.match(entry, /^\d+-\d+$/);
  const listed = await until('the dead letter', () => dead('list').trim());
  assert.match(listed, /\tmessage 77$/);
  assert.match(redis('XPENDING', `${kPrefix}work`, 'nodes'), /^0/);

  const [name] = listed.split('\t');
  assert.match(dead('replay', name), /Put back 1\./);
  assert.equal(dead('list').trim(), '');
  await until('a node to end it', () => redis('XLEN', `${kPrefix}work`) === '0');
  assert.throws(() => dead('replay', name), 'it is not there any more');
});
