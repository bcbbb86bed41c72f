// Faults of a cluster under load, one a round: nothing acknowledged is lost or doubled, no gap, one answer each, as an
// undisturbed run would give it. Both ends are held against each other: what clients saw, what the database has.
// ROUNDS (200) says how many times; FAULTS, by commas, which; SEED repeats a run's choices.
import assert from 'node:assert/strict';
import { Customer, pause, undisturbed } from './customer.mjs';
import { Nodes } from './nodes.mjs';

const kRounds = Number(process.env.ROUNDS ?? 200);
const kCustomers = 8;
const kTalkMs = 400; // around the fault

// Small, and the same everywhere (mulberry32), so that a run can be had again.
let state = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`faults: SEED=${state}`);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * list.length)];

const nodes = await Nodes.start();
const token = nodes.token('1', 'acme', '--ttl', '24h');
const one = () => Math.floor(random() * nodes.servers.length);

const kFaults = {
  async 'kill -9 of a node'() {
    const i = one();
    await nodes.killNode(i);
    await pause(random() * 300);
    await nodes.startNode(i);
  },
  async 'kill -9 of both nodes'() {
    await Promise.all(nodes.servers.map((_, i) => nodes.killNode(i)));
    await Promise.all(nodes.servers.map((_, i) => nodes.startNode(i)));
  },
  async 'clean restart of a node'() {
    const i = one();
    await nodes.servers[i].stop({ keep: true });
    await nodes.startNode(i);
  },
  async 'kill -9 of Redis'() {
    await nodes.crash(nodes.redis);
    await pause(random() * 1000);
    await nodes.restart(nodes.redis);
  },
  async 'Redis is emptied'() {
    nodes.redisCommand('FLUSHALL');
  },
  async 'kill -9 of PostgreSQL'() {
    await nodes.crash(nodes.postgres);
    await pause(random() * 500);
    await nodes.restart(nodes.postgres);
  },
  async 'PostgreSQL drops its connections'() {
    nodes.sql('SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = $$parlanced$$');
  },
  async 'a node cut off from PostgreSQL'() {
    const { postgres } = nodes.towards[one()];
    pick([() => postgres.cut(), () => postgres.stall()])();
    await pause(random() * 6000);
    postgres.pass();
  },
  async 'a node cut off from Redis'() {
    const { redis } = nodes.towards[one()];
    pick([() => redis.cut(), () => redis.stall()])();
    await pause(random() * 2000);
    redis.pass();
  },
  async 'queue entries doubled and late'() {
    const rows = nodes.sql(
      'SELECT tenant_id, (SELECT contact_id FROM chat_sessions s WHERE s.id = m.session_id), id FROM chat_messages m WHERE sender_type = 0 ORDER BY id DESC LIMIT 20',
    );
    for (const row of rows.split('\n').filter(Boolean)) {
      const [tenant, contact, message] = row.split('|');
      for (let copy = 0; copy < 2; copy++)
        nodes.redisCommand('XADD', 'parlance:work', '*', 'tenant', tenant, 'contact', contact, 'message', message);
    }
  },
  async 'slow readers'() {
    for (const customer of customers) customer.slow = random() * 200;
    await pause(600);
    for (const customer of customers) customer.slow = 0;
  },
};

const only = process.env.FAULTS?.split(',');
const names = Object.keys(kFaults).filter((name) => !only || only.includes(name));
const expected = await undisturbed(nodes.servers[0], token);
const count = { acknowledged: 0, answers: 0, unequal: 0 };
const longest = new Map(names.map((name) => [name, 0]));
let customers = [];

for (let round = 0; round < kRounds; round++) {
  const name = round < names.length ? names[round] : pick(names);
  customers = [];
  for (let i = 0; i < kCustomers; i++)
    customers.push(new Customer(await nodes.servers[i % nodes.servers.length].session(token), token, nodes.ports));
  if (process.env.TELL) console.log(`faults: round ${round}: ${name}`);
  const began = Date.now();
  let over = false;
  const talking = Promise.all(customers.map((customer) => customer.talk(() => over)));
  talking.catch(() => {}); // told below
  try {
    await pause(random() * kTalkMs);
    await kFaults[name]();
    await pause(random() * kTalkMs);
    over = true;
    await talking;
    for (const customer of customers) {
      const histories = [];
      for (const server of nodes.servers) histories.push(await customer.settle(server));
      assert.deepEqual(histories[0], histories.at(-1), 'two nodes tell two histories');
      customer.check(histories[0], expected, count);
      longest.set(name, Math.max(longest.get(name), customer.waited));
    }
    if (process.env.TELL) console.log(`faults: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(`faults: round ${round}, ${name}`);
    for (const server of nodes.servers)
      console.error(
        server.lines
          .filter((l) => !l.includes('"request"'))
          .slice(-30)
          .join('\n'),
      );
    console.error(error);
    process.exit(1);
  }
}
const [tickets, conversations, open, gaps] = nodes
  .sql(
    `SELECT count(*), count(DISTINCT session_id),
      (SELECT count(*) FROM chat_messages WHERE pending = 1),
      (SELECT count(*) FROM chat_sessions s WHERE s.last_seq <> (SELECT count(*) FROM chat_messages m WHERE m.session_id = s.id))
     FROM tickets WHERE session_id IS NOT NULL`,
  )
  .split('|');
assert.equal(tickets, conversations, 'a ticket was opened twice');
assert.equal(open, '0', 'a question is still open');
assert.equal(gaps, '0', 'a gap in a session');
for (const [name, ms] of longest) console.log(`faults: ${name}: longest wait for an ack ${(ms / 1000).toFixed(1)} s`);
console.log(
  `faults: ${kRounds} rounds, ${count.acknowledged} acknowledged, ${count.answers} answers, ${count.unequal} unlike an undisturbed run's, ${tickets} tickets in as many conversations`,
);
if (process.env.TELL === '2')
  for (const s of nodes.servers)
    console.log(
      s.lines
        .filter((l) => !l.includes(`"request"`))
        .slice(-60)
        .join('\n'),
    );
await nodes.stop();
assert.ok(count.acknowledged > kRounds, 'hardly anything was under way');
assert.ok(count.unequal <= count.answers / 100);
