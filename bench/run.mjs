// Measures the server as it is built: `node bench/run.mjs [seconds]`. Everything of the server on core 0, the client on core 1.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server } from '../tests/lib/server.mjs';
import { Socket } from '../tests/lib/socket.mjs';
import { beside } from './beside.mjs';
import { pin, residentKb } from './processes.mjs';

const kSessions = 200;
const kRate = 2000; // messages per second
const kIdle = 10_000;
const seconds = process.argv[2] ?? '5';

pin(process.pid, 1);
const server = await Server.start({ env: { PARLANCE_LOG_LEVEL: 'info', PARLANCE_IO_THREADS: '1' } });
pin(server.child.pid, 0);
const people = [];
for (let i = 1; i <= kSessions; i++) {
  const token = server.token(`bench-${i}`, 'acme', '--ttl', '24h');
  const body = { title: 'Login Issue', description: 'Opened for a load test.' };
  people.push([token, (await server.call('POST', '/api/chat/tickets', { token, body })).json.ticket.id]);
}
const file = join(server.data, 'people.json');
writeFileSync(file, JSON.stringify(people));
const client = fileURLToPath(new URL('load.mjs', import.meta.url));
// Not waited for in a blocking way: the server's log must go on being read.
const load = (rate) =>
  new Promise((done) => {
    const args = [client, String(server.port), file, seconds, String(rate), String(server.child.pid)];
    spawn(process.execPath, args, { stdio: 'inherit' }).once('close', done);
  });
console.log('bench: saturated, by one Node.js client:');
await load(0);
console.log(`bench: at ${kRate} per second:`);
await load(kRate);

const [token] = people[0];
const session = await server.session(token),
  before = residentKb([server.child.pid]),
  sockets = [];
const open = () => Socket.open(server.port, `/ws/chat/${session}`, token);
while (sockets.length < kIdle) sockets.push(...(await Promise.all(Array.from({ length: 250 }, open))));
console.log(
  `bench: idle connections=${kIdle} kb_each=${((residentKb([server.child.pid]) - before) / kIdle).toFixed(2)}`,
);
for (const s of sockets) s.destroy();
await server.stop();
await beside({ seconds, sessions: kSessions, rate: kRate });
