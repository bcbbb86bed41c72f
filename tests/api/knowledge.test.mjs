// What a company teaches its assistant: articles that are found by what they mean, and intents of its own, both while
// the server runs.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from '../lib/server.mjs';

let server, key, token;
before(async () => {
  server = await Server.start();
  const secret = join(server.data, 'shop.secret');
  server.command('tenant', 'add', 'shop', '--secret-file', secret);
  key = /API_KEY=(.*)/.exec(readFileSync(secret, 'utf8'))[1];
  token = server.token('7', 'shop');
});
after(() => server.stop());

async function send(kind, rows) {
  const form = new FormData();
  form.append('file', new Blob([rows.map((row) => JSON.stringify(row)).join('\n')]), 'rows.jsonl');
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${server.url}/api/import/${kind}`, { method: 'POST', headers, body: form });
  return { status: response.status, text: await response.text() };
}
async function post(kind, rows) {
  const { status, text } = await send(kind, rows);
  assert.equal(status, 200, text);
}
const ask = async (message_text) =>
  (await server.call('POST', '/api/chat/ai/process', { token, body: { message_text } })).json;
async function until(what, check, ms = 60_000) {
  for (const deadline = Date.now() + ms; ; await new Promise((r) => setTimeout(r, 100))) {
    const value = await check();
    if (value) return value;
    assert.ok(Date.now() < deadline, `waited ${ms} ms in vain for ${what}`);
  }
}

const wrapping = {
  external_id: 'gift_wrapping',
  phrases: [
    'can you gift wrap it',
    'do you wrap presents',
    'wrap it as a gift please',
    'is gift wrapping available',
    'I need it wrapped for a birthday',
  ],
  answer: 'Yes, we wrap it for **3 euros**.',
};

test('an intent of the company’s own is understood without a restart, in other words than its phrases', async () => {
  assert.doesNotMatch((await ask('would you wrap this up as a present?')).response, /3 euros/);
  await post('intents', [wrapping]);
  const said = await until('the new intent', async () => {
    const answer = await ask('would you wrap this up as a present?');
    return answer.intent === 'gift_wrapping' && answer;
  });
  assert.equal(said.response, wrapping.answer);
  assert.ok(said.confidence > 0.3 && said.confidence <= 1);
  assert.notEqual((await ask('where are my orders?')).intent, 'gift_wrapping');
  assert.notEqual((await ask('who won the world cup?')).intent, 'gift_wrapping');
});

test('it is stored with the message, and another company knows nothing of it', async () => {
  const session = await server.session(token);
  await server.call('POST', `/api/chat/sessions/${session}/messages`, {
    token,
    body: { client_id: randomUUID(), message_text: 'do you wrap presents' },
  });
  const asked = await until('the answer', async () => {
    const { json } = await server.call('GET', `/api/chat/sessions/${session}/messages`, { token });
    return json.messages.length === 2 && json.messages[0];
  });
  assert.equal(asked.ai_intent, 'gift_wrapping');
  const other = await server.call('POST', '/api/chat/ai/process', {
    token: server.token('1', 'acme'),
    body: { message_text: 'do you wrap presents' },
  });
  assert.notEqual(other.json.intent, 'gift_wrapping');
});

test('with other words and then none it is changed and forgotten', async () => {
  await post('intents', [{ ...wrapping, answer: 'Not any more.' }]);
  await until('the new answer', async () => (await ask('do you wrap presents')).response === 'Not any more.');
  await post('intents', [{ ...wrapping, phrases: [] }]);
  await until('it to be forgotten', async () => (await ask('do you wrap presents')).intent !== 'gift_wrapping');
});

test('an intent that nobody can mean, and an address that is none, are refused with what to do', async () => {
  const refused = async (kind, row, why) => {
    const { status, text } = await send(kind, [row]);
    assert.equal(status, 422, text);
    assert.match(text, why);
  };
  await refused(
    'intents',
    { ...wrapping, external_id: 'out_of_scope' },
    /out_of_scope, which is what nobody understood/,
  );
  for (const phrase of ['', '😀', 'a\u0000b', 'x '.repeat(600)])
    await refused('intents', { ...wrapping, phrases: [phrase] }, /`phrases` must be a list of strings with words/);
  const article = { external_id: '1', title: 'One', body: 'Text', url: 'javascript:alert(1)' };
  await refused('articles', article, /`url` must begin with https:/);
});

test('an article is found by what it means, cited, and only where it is public', async () => {
  const article = {
    external_id: '1',
    title: 'How to return an item',
    body: 'Send it back within 30 days, and you get your money back.',
  };
  await post('articles', [
    article,
    { external_id: '2', title: 'How to give something back: notes for staff', body: 'Secret.', visibility: 'internal' },
    { external_id: '3', title: 'Opening hours', body: 'From nine to five.' },
  ]);
  const said = await until('the article', async () => {
    const answer = await ask('what is the way to give back a purchase?');
    return /within 30 days/.test(answer.response) && answer;
  });
  assert.match(said.response, /From our help article "How to return an item"/);
  assert.doesNotMatch(JSON.stringify(said), /Secret/);
  assert.doesNotMatch((await ask('what is the capital of France?')).response, /From our help article/);
});

test('what nothing answered is collected, most frequent first', async () => {
  const session = await server.session(token);
  const texts = [
    'Do you sell moon rocks?',
    'do you sell moon rocks?',
    'who won the world cup?',
    'hello',
    'my moon card is 4111 1111 1111 1111',
  ];
  for (const message_text of texts)
    await server.call('POST', `/api/chat/sessions/${session}/messages`, {
      token,
      body: { client_id: randomUUID(), message_text },
    });
  const gaps = () => server.command('tenant', 'gaps', 'shop');
  await until('the gaps', () => /world cup/.test(gaps()));
  const lines = gaps().trim().split('\n');
  assert.doesNotMatch(lines.join(' '), /4111/, 'what is secret is not shown to who reads the list');
  assert.match(lines[0], /^2 .*do you sell moon rocks\?$/);
  assert.equal(
    lines.some((line) => /hello/.test(line)),
    false,
  );
  assert.match(server.command('tenant', 'gaps', 'globex'), /Every question of the last 30 days was answered/);
});

test('a folder of Markdown files is imported as articles', async () => {
  const folder = join(server.data, 'help');
  mkdirSync(join(folder, 'de'), { recursive: true });
  writeFileSync(join(folder, 'warranty.md'), '# How long is the warranty?\n\nIt lasts seven years.');
  writeFileSync(join(folder, 'de', 'garantie.md'), '# Garantie\n\nSie gilt sieben Jahre.');
  const said = server.command('import', 'articles', folder, '--tenant', 'shop');
  assert.match(said, /Imported 2 articles/);
  await until('the article', async () => /seven years/.test((await ask('how long does the warranty last?')).response));
});
