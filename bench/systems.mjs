// What is measured: each system with everything it needs on core 0, and every message durable.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server, binary } from '../tests/lib/server.mjs';
import { family, freePort, listens, startPostgres, startRedis } from '../tests/lib/services.mjs';
import { pin, start } from './processes.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
export const shared = join(root, '../shared');
export const work = join(root, '.cache/bench');
const kSecret = 'seed-stack-secret';
const kDurable = { synchronous_commit: 'on', fsync: 'on', shared_buffers: '256MB' };

const pinned = (service, core = 0) => {
  for (const pid of family(service.child.pid)) pin(pid, core);
  return service;
};

export function prepare() {
  mkdirSync(work, { recursive: true });
  const chatload = join(work, 'chatload');
  execFileSync('clang++-19', ['-O2', '-std=c++20', '-o', chatload, join(shared, 'bench/chatload.cpp')]);
  const stack = join(work, 'seed-stack');
  cpSync(join(shared, 'peers/seed-stack'), stack, { recursive: true });
  if (!existsSync(join(stack, 'node_modules')))
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund'], { cwd: stack });
  return { chatload, stack };
}

// Beast's WebSocket that answers and does nothing else: the ceiling.
export async function startEcho() {
  const echo = join(work, 'echo');
  execFileSync('clang++-19', ['-O2', '-std=c++20', '-o', echo, join(root, 'bench/echo.cpp')]);
  const port = await freePort();
  const child = await start(echo, [String(port)], () => listens(port));
  return {
    name: "Beast's echo",
    proto: 'parlance',
    port,
    pids: () => family(child.pid),
    list: (count) => Array.from({ length: count }, (_, i) => `${i + 1} token 1`).join('\n') + '\n',
    stop: async () => {
      for (const pid of family(child.pid)) process.kill(pid, 'SIGTERM');
      await child.ended;
    },
  };
}

export async function startSeed(stack) {
  const postgres = pinned(await startPostgres(kDurable)),
    redis = pinned(await startRedis({}, ['--appendonly', 'yes', '--appendfsync', 'everysec']));
  execFileSync('psql', [postgres.url('postgres'), '-q', '-f', join(stack, 'schema.sql')], { stdio: 'ignore' });
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), JWT_SECRET: kSecret, DATABASE_URL: postgres.url('postgres') };
  env.REDIS_URL = `${redis.url}/9`;
  const node = await start(process.execPath, ['server.js'], () => listens(port), { cwd: stack, env });
  return {
    name: "seed's stack",
    proto: 'seed',
    port,
    pids: () => [node.pid, redis.child.pid, postgres.child.pid].flatMap(family),
    sessions: (count) => ['seed', '--port', port, '--count', count, '--secret', kSecret],
    stop: async () => {
      for (const pid of family(node.pid).reverse()) process.kill(pid, 'SIGTERM');
      await node.ended;
      await Promise.all([postgres.stop('SIGINT'), redis.stop()]);
    },
  };
}

// `nodes` of ours, on `cores` in turn; on PostgreSQL, and with Redis, where asked for, on `coreOfOthers`.
export async function startOurs({
  postgres: wantsPostgres = false,
  redis: wantsRedis = false,
  nodes = 1,
  cores = [0],
  coreOfOthers = 0,
} = {}) {
  const postgres = wantsPostgres && pinned(await startPostgres(kDurable), coreOfOthers),
    redis = wantsRedis && pinned(await startRedis(), coreOfOthers);
  // As many sockets as a process may have open files here.
  const env = { PARLANCE_IO_THREADS: '1', PARLANCE_LOG_LEVEL: 'info', PARLANCE_HTTP_MAX_CONNECTIONS: '19000' };
  if (postgres) {
    postgres.sql('CREATE DATABASE parlance');
    env.PARLANCE_DATABASE_URL = postgres.url('parlance');
  }
  if (redis) env.PARLANCE_REDIS_URL = redis.url;
  const servers = [];
  for (let i = 0; i < nodes; i++) {
    servers.push(await Server.start({ env }));
    pin(servers[i].child.pid, cores[i % cores.length]);
  }
  const setting = postgres ? `env PARLANCE_DATABASE_URL=${env.PARLANCE_DATABASE_URL} ` : '';
  const token = `${setting}'${binary}' --data '${servers[0].data}' token --tenant acme --sub {sub} --ttl 20h`;
  const parts = [...(postgres ? [postgres.child.pid] : []), ...(redis ? [redis.child.pid] : [])];
  return {
    name: ['ours', wantsPostgres ? 'PostgreSQL' : 'SQLite', wantsRedis && 'Redis', nodes > 1 && `${nodes} nodes`]
      .filter(Boolean)
      .join(', '),
    proto: 'parlance',
    port: servers[0].port,
    servers,
    database: env.PARLANCE_DATABASE_URL,
    pids: () => [...servers.map((s) => s.child.pid), ...parts.flatMap(family)],
    sessions: (count, tenant = 'acme') => [
      'parlance',
      '--port',
      servers[0].port,
      '--count',
      count,
      '--token',
      token.replace('acme', tenant),
    ],
    stop: async () => {
      await Promise.all(servers.map((s) => s.stop()));
      await Promise.all([postgres && postgres.stop('SIGINT'), redis && redis.stop()]);
    },
  };
}
