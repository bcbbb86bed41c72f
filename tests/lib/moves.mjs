// What the tests of `parlanced migrate --from sqlite:… --to postgres://…` share; they need a PostgreSQL of their own.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Server, binary, newFolder } from './server.mjs';
import { psql } from './services.mjs';

const postgres = process.env.TEST_POSTGRES_URL;
export const options = postgres ? {} : { skip: 'needs TEST_POSTGRES_URL; tests/lib/with-services.mjs gives one' };
delete process.env.TEST_DATABASE; // here it is said for each server which database it has
delete process.env.PARLANCE_DATABASE_URL;
delete process.env.PARLANCE_REDIS_URL;

const kOdd = [
  '🦊 "double" \'single\' `back` ’',
  'C:\\new\\table\\N \\. \\\\',
  '\\N',
  'tab\there\nline\r\nend',
  '$1 %s {} \\x00 \u0001\u007f é e\u0301 \u{10FFFF}',
];
const folders = [];
let source, owner; // a data folder that is only copied, and a role that owns databases and is no superuser

export const python = (data, code) =>
  execFileSync(
    'python3',
    ['-c', `import sqlite3,json,sys\nc=sqlite3.connect(sys.argv[1])\n${code}\nc.commit()`, join(data, 'parlance.db')],
    { encoding: 'utf8', maxBuffer: 64 << 20 },
  );
export const copyOfSource = (change = '') => {
  const data = join(newFolder(), 'data');
  folders.push(data);
  cpSync(source, data, { recursive: true });
  python(data, change);
  return data;
};
export const newDatabase = () => {
  const name = `move_${randomUUID().replaceAll('-', '')}`;
  psql(postgres + 'postgres', `CREATE DATABASE ${name} OWNER ${owner}`);
  const url = new URL(postgres + name);
  url.username = owner;
  return url.href;
};
export const migrated = () => {
  const url = newDatabase();
  execFileSync(binary, ['migrate'], { env: { ...process.env, PARLANCE_DATABASE_URL: url }, stdio: 'ignore' });
  return url;
};
export const sql = (url, text) => psql(url, `SET parlance.tenant = '0'; ${text}`);
export const start = (args) => {
  const child = spawn(binary, ['migrate', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const run = { child, stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => (run[name] += chunk));
  run.ended = new Promise((done) => child.once('close', (code, signal) => done(Object.assign(run, { code, signal }))));
  return run;
};
export const move = (data, url) => start(['--from', `sqlite:${data}`, '--to', url]).ended;
export const refused = async (run, why) => {
  const { code, stderr } = await run;
  assert.equal(code, 1, stderr);
  assert.match(stderr, why);
};
// All that is moved.
export const tables = (data) =>
  python(
    data,
    `print(*(r[0] for r in c.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'nodes'")))`,
  )
    .trim()
    .split(' ');
export const guarded = (url) =>
  sql(url, 'SELECT array_agg(relname ORDER BY relname) FROM pg_class WHERE relforcerowsecurity');
export const tenantsIn = (url) => Number(sql(url, 'SELECT count(*) FROM tenants'));

// All rows of a table as JSON, sorted; read by neither of the command's own readers. In hex, since psql leaves out U+10FFFF.
const normal = (rows) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
export const inSqlite = (data, table) =>
  normal(
    JSON.parse(
      python(
        data,
        `c.row_factory=sqlite3.Row\nh=lambda v: '\\\\x'+v.hex() if isinstance(v,bytes) else v\n` +
          `print(json.dumps([{k:h(r[k]) for k in r.keys()} for r in c.execute('SELECT * FROM ${table}')]))`,
      ),
    ),
  );
export const inPostgres = (url, table) => {
  const hex = sql(url, `SELECT encode(convert_to(coalesce(json_agg(t), '[]')::text, 'UTF8'), 'hex') FROM ${table} t`);
  return normal(JSON.parse(Buffer.from(hex, 'hex').toString()));
};

// Makes the source, of conversations with odd texts, tickets and comments; what `talk` returns.
export async function makeSource(talk = async () => {}) {
  owner = `mover_${randomUUID().slice(0, 8)}`;
  psql(postgres + 'postgres', `CREATE ROLE ${owner} LOGIN CREATEROLE`);
  const server = await Server.start();
  source = server.data;
  folders.push(source);
  const token = server.token('1', 'acme', '--ttl', '24h');
  const say = async (...texts) => {
    const session = await server.session(token);
    for (const text of texts) await server.ask(token, session, text);
  };
  await say(...kOdd, "What's the status of ticket #12345?", 'open a ticket', 'Lamp \\N "flickers"', kOdd[0], 'yes');
  await say('add a comment to ticket 12345: C:\\temp 🦊', 'yes');
  const other = server.token('1', 'globex');
  await server.ask(other, await server.session(other), 'let me talk to a person');
  const said = await talk(server, token);
  await server.stop({ keep: true });
  return { source, token, said };
}
export const removeFolders = () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
