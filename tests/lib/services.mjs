// A PostgreSQL and a Redis of the tests' own, on free ports with folders of their own, from Debian's packages.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const kPostgresHome = '/usr/lib/postgresql';
const kStartLimitMs = 60_000;

export const freePort = () =>
  new Promise((done) => {
    const holder = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = holder.address();
      holder.close(() => done(port));
    });
  });

export const listens = (port) =>
  new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });

// The process and all that it has started.
export function family(pid) {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [[Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1])]];
      } catch {
        return []; // it has ended meanwhile
      }
    });
  const members = [pid];
  for (const member of members)
    members.push(...parents.filter(([, parent]) => parent === member).map(([child]) => child));
  return members;
}

// None outlives the tests, however they end.
const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGQUIT')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

// A program that is up when its port takes connections; `stop` ends it as a signal does.
export class Service {
  constructor(command, args, port, options = {}) {
    Object.assign(this, { command, args, port, options });
  }
  async start() {
    this.child = spawn(this.command, this.args, { stdio: ['ignore', 'pipe', 'pipe'], ...this.options });
    let said = '',
      over = false;
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
    const { child } = this;
    running.add(child);
    this.ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
    this.ended.then(() => running.delete(child));
    this.ended.then(() => (over = true));
    for (const deadline = Date.now() + kStartLimitMs; !(await listens(this.port));) {
      if (over || Date.now() > deadline) throw new Error(`${this.command} did not start: ${said}`);
      await new Promise((r) => setTimeout(r, 20));
    }
    return this;
  }
  // `start` brings it back.
  async end(signal = 'SIGTERM') {
    this.child.kill(signal);
    await this.ended;
    if (!this.options.detached) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL'); // its own, where it was killed and they live on, as nginx's workers do
    } catch {
      // there are none
    }
  }
  async stop(signal) {
    await this.end(signal);
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}

function newestPostgres() {
  const versions = existsSync(kPostgresHome)
    ? readdirSync(kPostgresHome)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  if (!versions.length) throw new Error('PostgreSQL is not installed; `FOR_TESTS=1 scripts/setup` does it');
  return join(kPostgresHome, String(versions[0]), 'bin');
}

// It will not run as root; then it runs as the user that its package made.
function asPostgresUser() {
  if (userInfo().uid !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres']));
  return { uid: id('-u'), gid: id('-g') };
}

export async function startPostgres(settings = {}, own = {}) {
  const bin = newestPostgres(),
    who = asPostgresUser();
  const folder = mkdtempSync(join(tmpdir(), 'parlance-postgres-')),
    data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  chmodSync(folder, 0o755);
  if (who.uid) chownSync(data, who.uid, who.gid);
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C'],
    {
      cwd: '/',
      stdio: 'ignore',
      ...who,
    },
  );
  const port = await freePort();
  const all = { listen_addresses: '127.0.0.1', max_connections: 200, unix_socket_directories: data, ...settings };
  const args = ['-D', data, '-p', String(port), ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  const service = await new Service(join(bin, 'postgres'), args, port, { cwd: '/', ...who, ...own }).start();
  service.folder = folder;
  service.url = (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`;
  for (const deadline = Date.now() + kStartLimitMs; ;) {
    try {
      service.sql('SELECT 1');
      return service;
    } catch (e) {
      if (Date.now() > deadline) throw e;
    }
  }
}

// Runs SQL on a server known by its URL; the rows, as psql prints them unaligned. Not by Debian's wrapper of the same name,
// which takes longer to begin than most that is asked.
export const psql = (url, sql) =>
  execFileSync(join(newestPostgres(), 'psql'), [url, '-qAt', '-v', 'ON_ERROR_STOP=1', '-c', sql], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
    .toString()
    .trim();
Service.prototype.sql = function (sql, database = 'postgres') {
  return psql(this.url(database), sql);
};

export async function startRedis(own = {}, more = []) {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-redis-')),
    port = await freePort();
  const service = await new Service(
    'redis-server',
    ['--port', String(port), '--dir', folder, '--save', '', '--bind', '127.0.0.1', ...more],
    port,
    own,
  ).start();
  service.folder = folder;
  service.url = `redis://127.0.0.1:${port}`;
  return service;
}
