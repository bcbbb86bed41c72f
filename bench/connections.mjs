// Idle connections: memory of each, and how soon all are back after a restart of the server.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Server } from '../tests/lib/server.mjs';
import { startOurs } from './systems.mjs';
import { pin, residentKb } from './processes.mjs';

const client = fileURLToPath(new URL('hold.mjs', import.meta.url));
const kEach = 10_000; // connections of one client; a process may open 20,000 files here

// Clients that hold `count` connections; `heard` resolves when each has said a line that begins so.
async function hold(ports, token, count) {
  const children = [];
  for (let left = count; left > 0; left -= kEach) {
    const child = spawn(process.execPath, [client, ports.join(','), token, String(Math.min(kEach, left))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    pin(child.pid, 1);
    child.said = [];
    child.stdout.on('data', (chunk) => child.said.push(...chunk.toString().split('\n').filter(Boolean)));
    children.push(child);
  }
  const heard = async (word) => {
    for (;;) {
      const lines = children.map((child) => child.said.find((line) => line.startsWith(word)));
      if (lines.every(Boolean)) return lines;
      await new Promise((r) => setTimeout(r, 20));
    }
  };
  await heard('open');
  return { heard, stop: () => children.forEach((child) => child.kill('SIGKILL')) };
}

const servers = (system) => system.servers.map((s) => s.child.pid);

export async function idle(count, { nodes = 1 } = {}) {
  const system = await startOurs(nodes > 1 ? { postgres: true, redis: true, nodes, cores: [0, 1] } : {});
  if (system.database) process.env.PARLANCE_DATABASE_URL = system.database; // for the command
  const token = system.servers[0].token('1', 'acme', '--ttl', '20h');
  const before = residentKb(servers(system));
  const held = await hold(
    system.servers.map((s) => s.port),
    token,
    count,
  );
  const each = (residentKb(servers(system)) - before) / count;
  held.stop();
  await system.stop();
  delete process.env.PARLANCE_DATABASE_URL;
  console.log(`bench: idle connections=${count} nodes=${nodes} kb_each=${each.toFixed(2)}`);
  return each;
}

export async function comeBack(count) {
  let server = await Server.start({ env: { PARLANCE_IO_THREADS: '1' } });
  const { data, port } = server;
  pin(server.child.pid, 0);
  const held = await hold([port], server.token('1', 'acme', '--ttl', '20h'), count);
  await server.stop({ keep: true });
  const stopped = performance.now();
  server = await Server.start({ data, port, env: { PARLANCE_IO_THREADS: '1' } });
  pin(server.child.pid, 0);
  await held.heard('back');
  const ms = performance.now() - stopped;
  held.stop();
  await server.stop();
  console.log(`bench: ${count} clients back ${(ms / 1000).toFixed(1)} s after a restart`);
  return ms;
}
