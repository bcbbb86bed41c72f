// The same load on the stack that the product replaces and on ours, in turn in one run: these machines are noisy, so only
// the ratio counts. Both have everything of theirs on core 0, and every message durable.
import { execFile, execFileSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Server, binary } from '../tests/lib/server.mjs';
import { family, freePort, listens, pin, start } from './processes.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const shared = join(root, '../shared');
const work = join(root, '.cache/bench');
const kRounds = 3;
const kPostgres = '/usr/lib/postgresql/15/bin';
const kSecret = 'seed-stack-secret';

function prepare() {
  mkdirSync(work, { recursive: true });
  const chatload = join(work, 'chatload');
  execFileSync('clang++-19', ['-O2', '-std=c++20', '-o', chatload, join(shared, 'bench/chatload.cpp')]);
  const stack = join(work, 'seed-stack');
  cpSync(join(shared, 'peers/seed-stack'), stack, { recursive: true });
  if (!existsSync(join(stack, 'node_modules')))
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund'], { cwd: stack });
  return { chatload, stack };
}

// PostgreSQL will not run as root; then it runs as the user that its package made.
async function startPostgres(folder) {
  const port = await freePort(),
    data = join(folder, 'postgres');
  const asRoot = userInfo().uid === 0;
  const as = (command, args) => (asRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]);
  mkdirSync(data, { mode: 0o700 });
  if (asRoot) {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres']));
    chownSync(data, id('-u'), id('-g'));
  }
  const [initdb, options] = as(join(kPostgres, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']);
  execFileSync(initdb, options, { cwd: '/', stdio: 'ignore' });
  const args = ['-D', data, '-p', String(port), '-k', data, '-c', 'listen_addresses=127.0.0.1'];
  const [command, all] = as(join(kPostgres, 'postgres'), args);
  const child = await start(command, all, listens(port), { cwd: '/' });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return { child, url };
}

async function startSeed(stack, folder) {
  const postgres = await startPostgres(folder);
  execFileSync('psql', [postgres.url, '-q', '-f', join(stack, 'schema.sql')], { stdio: 'ignore' });
  const redisPort = await freePort(),
    port = await freePort();
  const redis = await start(
    'redis-server',
    ['--port', String(redisPort), '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
    listens(redisPort),
  );
  const env = { ...process.env, PORT: String(port), JWT_SECRET: kSecret, DATABASE_URL: postgres.url };
  env.REDIS_URL = `redis://127.0.0.1:${redisPort}/9`;
  const node = await start(process.execPath, ['server.js'], listens(port), { cwd: stack, env });
  const parts = [node, redis, postgres.child];
  return {
    port,
    pids: () => parts.flatMap((part) => family(part.pid)),
    sessions: (count) => ['seed', '--port', port, '--count', count, '--secret', kSecret],
    stop: async () => {
      for (const part of parts) {
        for (const pid of family(part.pid).reverse())
          try {
            process.kill(pid, 'SIGTERM');
          } catch {
            /* it has ended */
          }
        await part.ended;
      }
    },
  };
}

async function startOurs() {
  const server = await Server.start({ env: { PARLANCE_LOG_LEVEL: 'info', PARLANCE_IO_THREADS: '1' } });
  pin(server.child.pid, 0);
  const token = `'${binary}' --data '${server.data}' token --tenant acme --sub {sub} --ttl 20h`;
  return {
    port: server.port,
    pids: () => [server.child.pid],
    sessions: (count) => ['parlance', '--port', server.port, '--count', count, '--token', token],
    stop: () => server.stop(),
  };
}

// Not waited for in a blocking way: the servers' logs must go on being read.
const run = async (command, args) => (await promisify(execFile)(command, args, { maxBuffer: 16 << 20 })).stdout;

async function measure(chatload, proto, system, { seconds, sessions, rate }, folder) {
  const script = join(shared, 'bench/make_sessions.py');
  const file = join(folder, 'sessions.txt');
  writeFileSync(file, await run('python3', [script, ...system.sessions(sessions).map(String)]));
  const args = ['--proto', proto, '--port', system.port, '--sessions', file, '--seconds', seconds];
  args.push('--pids', system.pids().join(','), ...(rate ? ['--rate', rate] : []));
  const line = (await run('taskset', ['-c', '1', chatload, ...args.map(String)])).trim();
  console.log(`bench: ${line}`);
  return (name) => Number(new RegExp(`${name}=([\\d.]+)`).exec(line)?.[1]);
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

export async function beside({ seconds, sessions, rate }) {
  if (!existsSync(join(shared, 'bench/chatload.cpp')) || !existsSync(join(shared, 'peers/seed-stack')))
    return console.log('bench: skipped: the stack to measure beside is not here');
  const { chatload, stack } = prepare();
  const folder = mkdtempSync(join(tmpdir(), 'parlance-bench-'));
  execFileSync('chmod', ['755', folder]);
  const seed = await startSeed(stack, folder),
    ours = await startOurs();
  try {
    const answered = { seed: [], ours: [] },
      cpu = { seed: [], ours: [] };
    for (let round = 1; round <= kRounds; round++)
      for (const [name, system] of Object.entries({ seed, ours })) {
        const value = await measure(
          chatload,
          name === 'seed' ? 'seed' : 'parlance',
          system,
          { seconds, sessions },
          folder,
        );
        answered[name].push(value('answered_per_s'));
        cpu[name].push(value('server_cpu_us_per_answer'));
      }
    console.log(`bench: at ${rate} per second:`);
    await measure(chatload, 'parlance', ours, { seconds, sessions, rate }, folder);
    const [theirs, mine] = [median(answered.seed), median(answered.ours)];
    console.log(`bench: answered per second: seed's stack ${theirs}, ours ${mine}: ${(mine / theirs).toFixed(1)} x`);
    console.log(
      `bench: CPU per answer: seed's stack ${median(cpu.seed)} us, ours ${median(cpu.ours)} us: ${(median(cpu.seed) / median(cpu.ours)).toFixed(1)} x less`,
    );
  } finally {
    await Promise.allSettled([seed.stop(), ours.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}
