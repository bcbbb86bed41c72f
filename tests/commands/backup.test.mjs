// docs/operations.md's backups, taken while the server is at work, restored elsewhere and served.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server, binary, newFolder } from '../lib/server.mjs';
import { psql } from '../lib/services.mjs';

// Talks on until `over`, so that the backup is taken in the middle of it.
async function talk(server, token, session, over) {
  let acknowledged = 0;
  for (; !over(); acknowledged++) {
    const body = { client_id: randomUUID(), message_text: "What's the status of ticket #12345?" };
    const sent = await server.call('POST', `/api/chat/sessions/${session}/messages`, { token, body });
    assert.equal(sent.status, 201);
  }
  return acknowledged;
}

async function history(server, token, session) {
  const { json } = await server.call('GET', `/api/chat/sessions/${session}/messages?after_seq=0&limit=200`, { token });
  return json.messages;
}

// What was acknowledged before the backup is in it, whole; and the conversation goes on.
async function check(server, token, session, before) {
  const restored = await history(server, token, session);
  assert.deepEqual(restored.slice(0, before.length), before);
  assert.deepEqual(
    restored.map((m) => m.seq),
    restored.map((_, i) => i + 1),
  );
  assert.equal(restored.length % 2, 0, 'each question has its answer');
  assert.match((await server.ask(token, session, 'hello')).message_text, /\w/);
}

test('a data folder: `parlanced backup`, and the copy in the place of the database', async () => {
  const server = await Server.start();
  const token = server.token(),
    session = await server.session(token);
  for (let i = 0; i < 5; i++) await server.ask(token, session, 'hello');
  const before = await history(server, token, session);
  let over = false;
  const talking = talk(server, token, session, () => over);
  const copy = join(newFolder(), 'copy.db');
  execFileSync(binary, ['backup', copy, '--data', server.data], { stdio: 'pipe' });
  over = true;
  assert.ok((await talking) > 0);
  assert.throws(() => execFileSync(binary, ['backup', copy, '--data', server.data], { stdio: 'pipe' }), /exists/);
  await server.stop();
  const data = newFolder();
  mkdirSync(data, { recursive: true });
  copyFileSync(copy, join(data, 'parlance.db'));
  const restored = await Server.start({ data, args: [] });
  await check(restored, token, session, before);
  await restored.stop();
});

const postgres = process.env.TEST_POSTGRES_URL;
test(
  'PostgreSQL: pg_dump and pg_restore as the owner',
  { skip: postgres ? false : 'TEST_POSTGRES_URL is not set' },
  async () => {
    const [owner, from, to] = ['owner', 'kept', 'restored'].map((what) => `${what}_${randomUUID().slice(0, 8)}`);
    psql(postgres + 'postgres', `CREATE ROLE ${owner} LOGIN CREATEROLE`);
    for (const name of [from, to]) psql(postgres + 'postgres', `CREATE DATABASE ${name} OWNER ${owner}`);
    const url = (name) => postgres.replace('postgres@', `${owner}@`) + name;
    const server = await Server.start({ env: { PARLANCE_DATABASE_URL: url(from) } });
    process.env.PARLANCE_DATABASE_URL = url(from);
    const token = server.token(),
      session = await server.session(token);
    for (let i = 0; i < 5; i++) await server.ask(token, session, 'hello');
    const before = await history(server, token, session);
    let over = false;
    const talking = talk(server, token, session, () => over);
    const dump = join(newFolder(), 'parlance.dump');
    const options = { stdio: 'pipe', env: { ...process.env, PGOPTIONS: '-c parlance.tenant=0' } };
    execFileSync('pg_dump', ['--enable-row-security', '-Fc', '-f', dump, url(from)], options);
    over = true;
    assert.ok((await talking) > 0);
    await server.stop();
    execFileSync('pg_restore', ['--exit-on-error', '--no-owner', '-d', url(to), dump], options);
    const restored = await Server.start({ args: [], env: { PARLANCE_DATABASE_URL: url(to) } });
    await check(restored, token, session, before);
    await restored.stop();
    delete process.env.PARLANCE_DATABASE_URL;
  },
);
