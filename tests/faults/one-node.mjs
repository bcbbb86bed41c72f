// Faults of one server on SQLite under load, one a round, with the promises of tests/faults/cluster.mjs. ROUNDS (50) says how
// many times; FAULTS, by commas, which.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server, newFolder } from '../lib/server.mjs';
import { Customer, pause, undisturbed } from './customer.mjs';
import { freePort } from '../lib/services.mjs';

const kRounds = Number(process.env.ROUNDS ?? 50);
const kCustomers = 8;
const kFaketime = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';

const work = mkdtempSync(join(tmpdir(), 'parlance-faults-')), // LD_PRELOAD takes no path with a space in it
  data = newFolder(),
  port = await freePort();
const shim = join(work, 'disk.so'),
  diskState = join(work, 'disk'),
  clock = join(work, 'clock');
execFileSync('clang-19', [
  '-shared',
  '-fPIC',
  '-O1',
  '-o',
  shim,
  fileURLToPath(new URL('disk.c', import.meta.url)),
  '-ldl',
]);
const disk = (how) => writeFileSync(diskState, how);
const setClock = (offset) => writeFileSync(clock, offset);
disk(' ');
setClock('+0');
const start = () =>
  Server.start({
    data,
    port,
    env: {
      LD_PRELOAD: `${shim}:${kFaketime}`,
      FAULT_FOLDER: data,
      FAULT_FILE: diskState,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  });
let server = await start();
const token = server.token('1', 'acme', '--ttl', '20h');

const kFaults = {
  async 'kill -9'() {
    await server.kill();
    server = await start();
  },
  async 'clean restart'() {
    await server.stop({ keep: true });
    server = await start();
  },
  async 'the disk stalls'() {
    disk('s');
    await pause(Math.random() * 1500);
    disk(' ');
  },
  async 'the disk is full'() {
    disk('f');
    await pause(Math.random() * 800);
    disk(' ');
  },
  async 'kill -9 while the disk is full'() {
    disk('f');
    await pause(Math.random() * 200);
    await server.kill();
    disk(' ');
    server = await start();
  },
  async 'the clock jumps'() {
    // Within the skew that a token is allowed.
    for (const offset of ['+50', '-50', '+0']) {
      setClock(offset);
      await pause(Math.random() * 200);
    }
  },
  async 'slow readers'() {
    for (const customer of customers) customer.slow = Math.random() * 200;
    await pause(600);
    for (const customer of customers) customer.slow = 0;
  },
};

const only = process.env.FAULTS?.split(',');
const names = Object.keys(kFaults).filter((name) => !only || only.includes(name));
const expected = await undisturbed(server, token);
// The shim is known to work by what the server says of it.
const told = { full: 0 };
const count = { acknowledged: 0, answers: 0, unequal: 0 };
let customers = [];
for (let round = 0; round < kRounds; round++) {
  const name = round < names.length ? names[round] : names[Math.floor(Math.random() * names.length)];
  customers = [];
  for (let i = 0; i < kCustomers; i++) customers.push(new Customer(await server.session(token), token, () => [port]));
  let over = false;
  const talking = Promise.all(customers.map((customer) => customer.talk(() => over)));
  talking.catch(() => {}); // told below
  try {
    await pause(Math.random() * 300);
    await kFaults[name]();
    await pause(Math.random() * 300);
    over = true;
    if (name === 'the disk is full') told.full += server.lines.filter((line) => line.includes('disk is full')).length;
    await talking;
    for (const customer of customers) customer.check(await customer.settle(server), expected, count);
  } catch (error) {
    console.error(`faults: round ${round}, ${name}`);
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
await server.stop({ keep: true });
if (names.includes('the disk is full')) assert.ok(told.full > 0, 'the disk was never full');
const sql = 'SELECT count(*), count(DISTINCT session_id) FROM tickets WHERE session_id IS NOT NULL';
const script = `import sqlite3,sys;print(*sqlite3.connect(sys.argv[1]).execute("${sql}").fetchone())`;
const asked = execFileSync('python3', ['-c', script, join(data, 'parlance.db')], { encoding: 'utf8' });
const [tickets, conversations] = asked.trim().split(' ');
assert.equal(tickets, conversations, 'a ticket was opened twice');
for (const folder of [data, work]) rmSync(folder, { recursive: true, force: true });
console.log(
  `faults: one node, ${kRounds} rounds, ${count.acknowledged} acknowledged, ${count.answers} answers, ${count.unequal} unlike an undisturbed run's, ${tickets} tickets in as many conversations`,
);
assert.ok(count.acknowledged > kRounds, 'hardly anything was under way');
assert.ok(count.unequal <= count.answers / 100);
