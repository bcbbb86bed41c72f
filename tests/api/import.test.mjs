// A company's own data: by command and over REST, all of it or nothing, again and again without doubling.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Server, binary } from '../lib/server.mjs';

let server, key;
before(async () => {
  server = await Server.start();
  const secret = join(server.data, 'shop.secret');
  server.command('tenant', 'add', 'shop', '--secret-file', secret);
  key = /API_KEY=(.*)/.exec(readFileSync(secret, 'utf8'))[1];
});
after(() => server.stop());

const run = (kind, name, text) => {
  writeFileSync(join(server.data, name), text);
  const file = join(server.data, name);
  return spawnSync(binary, ['import', kind, file, '--tenant', 'shop', '--data', server.data], { encoding: 'utf8' });
};
const info = async (sub) =>
  (await server.call('GET', '/api/chat/customer/info', { token: server.token(sub, 'shop') })).json;
const post = async (kind, filename, text) => {
  const form = new FormData();
  form.append('file', new Blob([text]), filename);
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${server.url}/api/import/${kind}`, { method: 'POST', headers, body: form });
  return { status: response.status, json: await response.json() };
};

test('every kind, from CSV and JSON lines, twice', async () => {
  const files = [
    ['accounts', 'a.csv', 'external_id,name,status,plan\r\nA1,"Blue, Inc.",active,Pro\r\n'],
    ['contacts', 'c.csv', 'external_id,email,name,account_external_id\n7,"mia@blue.example","Mia ""M"" Blue",A1\n'],
    [
      'tickets',
      't.jsonl',
      '{"external_id":"900","contact_external_id":"7","title":"Door","status":"Open","priority":"Low","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}\n',
    ],
    [
      'orders',
      'o.jsonl',
      '{"external_id":"O-1","contact_external_id":"7","status":"Shipped","placed_at":"2026-01-02T00:00:00Z","total":"9.90","currency":"EUR","items":[{"name":"Lamp","quantity":1,"price":"9.90"}]}',
    ],
    [
      'transactions',
      'x.csv',
      'external_id,contact_external_id,kind,amount,currency,status,created_at\nT1,7,payment,9.90,EUR,settled,2026-01-02T00:00:00Z\n',
    ],
    ['articles', 'k.jsonl', '{"external_id":"1","title":"Doors","body":"Push."}'],
  ];
  for (let i = 0; i < 2; i++)
    for (const [kind, name, text] of files)
      assert.match(run(kind, name, text).stdout, new RegExp(`Imported 1 ${kind}`));
  const mia = await info('7');
  assert.equal(mia.contact.name, 'Mia "M" Blue');
  assert.equal(mia.account.name, 'Blue, Inc.');
  assert.deepEqual(
    [mia.tickets, mia.orders, mia.transactions].map((list) => list.length),
    [1, 1, 1],
  );
});

test('a bad row is told by its line, and nothing is half done', async () => {
  const { status, stderr } = run('contacts', 'bad.csv', 'external_id,name\n8,Good\n,Bad\n9,"Also good"\n8,Twice\n');
  assert.equal(status, 1);
  assert.match(stderr, /bad\.csv:3: .*external_id/);
  assert.match(stderr, /bad\.csv:5: .*8 stands in line 2 already/);
  assert.match(stderr, /nothing was imported/);
  assert.equal((await info('8')).contact.name, null);
});

test('a thing that brings no number is given none that another of the same file brings', async () => {
  const secret = join(server.data, 'fresh.secret');
  server.command('tenant', 'add', 'fresh', '--secret-file', secret);
  const own = /API_KEY=(.*)/.exec(readFileSync(secret, 'utf8'))[1];
  const rows = ['zero', '1', 'two', '2'].map((external_id) => ({ external_id, title: external_id, body: 'Text.' }));
  const { status, json } = await server.call('POST', '/api/import/articles', { token: own, body: { rows } });
  assert.deepEqual([status, json.saved], [200, 4]);
});

test('the same over REST: rows as JSON, or a file as a form', async () => {
  const rows = [{ external_id: '20', name: 'Row' }];
  assert.equal((await server.call('POST', '/api/import/contacts', { token: key, body: { rows } })).json.saved, 1);
  assert.deepEqual(await post('contacts', 'c.csv', 'external_id,name\n21,Form\n'), { status: 200, json: { saved: 1 } });
  assert.equal((await info('20')).contact.name, 'Row');
  assert.equal((await info('21')).contact.name, 'Form');
  const bad = await post('contacts', 'c.csv', 'external_id,name\n22,Good\n,Bad\n');
  assert.equal(bad.status, 422);
  assert.match(bad.json.detail, /Nothing was saved: 1 of the rows .*line 3/);
  assert.equal((await info('22')).contact.name, null);
  assert.match((await post('contacts', 'c.pdf', 'x')).json.detail, /\.csv or \.jsonl/);
  const broken = await server.call('POST', '/api/import/contacts', {
    token: key,
    body: '--x',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  assert.equal(broken.json.code, 'bad_form');
});
