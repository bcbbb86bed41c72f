// Measures the server as it is built: `node bench/run.mjs [seconds]`. Everything of the server on core 0, the client on core 1.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from '../tests/lib/server.mjs';
import { Socket } from '../tests/lib/socket.mjs';

const seconds = process.argv[2] ?? '5';
const pin = (pid, core) => execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
pin(process.pid, 1);
const server = await Server.start({ env: { PARLANCE_LOG_LEVEL: 'info', PARLANCE_IO_THREADS: '1' } });
pin(server.child.pid, 0);
const people = [];
for (let i = 1; i <= 200; i++) {
  const token = server.token(`bench-${i}`, 'acme', '--ttl', '24h');
  people.push([
    token,
    (
      await server.call('POST', '/api/chat/tickets', {
        token,
        body: { title: 'Login Issue', description: 'Opened for a load test.' },
      })
    ).json.ticket.id,
  ]);
}
const file = join(server.data, 'people.json');
writeFileSync(file, JSON.stringify(people));
// Not waited for in a blocking way: the server's log must go on being read.
const load = (rate) =>
  new Promise((done) =>
    spawn(
      process.execPath,
      [
        new URL('load.mjs', import.meta.url).pathname,
        String(server.port),
        file,
        seconds,
        rate,
        String(server.child.pid),
      ],
      { stdio: 'inherit' },
    ).once('close', done),
  );
console.log('saturated (one Node.js client):');
await load('0');
console.log('at 2,000 per second:');
await load('2000');

const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1]);
const count = 10_000,
  session = await server.session(people[0][0]),
  before = resident(),
  sockets = [];
for (let i = 0; i < count; i += 250)
  sockets.push(
    ...(await Promise.all(
      Array.from({ length: 250 }, () => Socket.open(server.port, `/ws/chat/${session}`, people[0][0])),
    )),
  );
console.log(`bench: idle connections=${count} kb_each=${((resident() - before) / count).toFixed(2)}`);
for (const s of sockets) s.destroy();
await server.stop();
