// What companies say of their assistant: who answers, whether the bot does, and what it may cost.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary } from '../lib/server.mjs';
import { results, startWith, wires } from '../lib/models.mjs';

const { 'openai chat': chat, anthropic } = wires;

// Stores a company's settings as its administrator does, and waits until the server has them.
async function set(server, env, settings, tenant = 'acme') {
  const file = join(server.data, 'assistant.json');
  writeFileSync(file, JSON.stringify(settings));
  execFileSync(binary, ['tenant', 'assistant', tenant, file, '--data', server.data], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await server.logged('"event":"assistant_settings","tenant":1,"version":1');
}

async function talk(vendors, settings, conversation, prices = {}) {
  const { server, fakes, env } = await startWith(vendors, { settings: prices });
  try {
    await set(server, env, settings);
    const ask = async (text, sub = '1', tenant = 'acme') => {
      const token = server.token(sub, tenant);
      return server.ask(token, await server.session(token), text);
    };
    await conversation({ server, fakes, env, ask });
  } finally {
    await server.stop();
  }
}

test("each company has its own order of models, prompt and name; the others have the server's", () =>
  talk(
    [
      [chat, { text: 'from chat' }],
      [anthropic, { text: 'from anthropic' }],
    ],
    {
      models: ['anthropic'],
      prompt: 'You serve {company_name}: {message}',
      company_name: 'Acme "Home"',
      send_name: true,
    },
    async ({ ask, fakes }) => {
      assert.equal((await ask('hi')).message_text, 'from anthropic');
      assert.equal(fakes[1].requests[0].system, 'You serve "Acme \\"Home\\"": "hi"');
      assert.equal((await ask('hi', '1', 'globex')).message_text, 'from chat');
      assert.match(fakes[0].requests[0].system, /Name: unknown/);
    },
  ));

test("past a customer's tokens of the day the embedded engine answers", () =>
  talk(
    [[anthropic, { text: 'by the model', usage: { input: 60, output: 45 } }]],
    { models: ['anthropic'], customer_tokens_per_day: 200 },
    async ({ ask, fakes }) => {
      assert.equal((await ask('hello')).message_text, 'by the model');
      assert.equal((await ask('hello')).message_text, 'by the model');
      assert.match((await ask('hello')).message_text, /support assistant/);
      assert.equal(fakes[0].requests.length, 2);
      assert.equal((await ask('hello', '2')).message_text, 'by the model', 'another customer has a day of their own');
    },
  ));

// 105 tokens an answer, which cost 30 cents.
const prices = { 'anthropic.cents_per_million_input': 250_000, 'anthropic.cents_per_million_output': 333_334 };
for (const [what, bound] of Object.entries({ tokens: { tokens_per_day: 200 }, money: { cents_per_day: 50 } }))
  test(`past a company's ${what} of the day the embedded engine answers all its customers, and none of another's`, () =>
    talk(
      [[anthropic, { text: 'by the model', usage: { input: 60, output: 45 } }]],
      { models: ['anthropic'], ...bound },
      async ({ ask }) => {
        assert.equal((await ask('hello')).message_text, 'by the model');
        assert.equal((await ask('hello', '2')).message_text, 'by the model');
        assert.match((await ask('hello')).message_text, /support assistant/);
        assert.match((await ask('hello', '2')).message_text, /support assistant/);
        assert.equal((await ask('hello', '1', 'globex')).message_text, 'by the model');
      },
      prices,
    ));

test('what a model was asked beside an answer counts, also where it was not done and none answered', () =>
  talk([[anthropic, { error: 'quota', pause: 200 }]], { models: ['anthropic'] }, async ({ ask, fakes, server }) => {
    fakes[0].extract = () => ({ text: '{"intent":', usage: { input: 1234 }, cut: 450, hang: true });
    await ask('Zyx wibble, how unbearably purple');
    assert.equal(fakes[0].extractions.length, 1);
    const [spent] = server.texts('SELECT CAST(SUM(input_tokens) AS TEXT) FROM model_usage');
    assert.equal(Number(spent), 1234);
  }));

test('where it only suggests, what it would have said and why is kept for the human', () =>
  talk(
    [
      [
        anthropic,
        (request) =>
          results(request).length
            ? { text: 'It is Shipped.' }
            : { calls: [{ name: 'order_status', arguments: { order_id: '5512' } }] },
      ],
    ],
    { mode: 'suggest', models: ['anthropic'] },
    async ({ ask, server }) => {
      assert.match((await ask('Where is my order 5512?')).message_text, /Our team answers here/);
      const [stored] = server.texts('SELECT ai_trace FROM chat_messages WHERE ai_trace IS NOT NULL');
      const { suggestion, reasoning } = JSON.parse(stored);
      assert.equal(suggestion, 'It is Shipped.');
      assert.equal(reasoning.engine, 'anthropic');
      assert.equal(reasoning.tools[0].name, 'order_status');
    },
  ));

test('where the bot is off a human is said to answer, once, and the session waits', () =>
  talk([[anthropic, { text: 'never said' }]], { mode: 'off' }, async ({ server, fakes }) => {
    const token = server.token();
    const session = await server.session(token);
    const socket = await server.connect(session, token);
    const first = await server.ask(token, session, 'hello');
    assert.equal(first.message_type, 'system');
    assert.match(first.message_text, /Our team answers here/);
    assert.equal((await socket.event((e) => e.type === 'session')).session.status, 'waiting');
    const body = { client_id: crypto.randomUUID(), message_text: 'anybody?' };
    await server.call('POST', `/api/chat/sessions/${session}/messages`, { token, body });
    const { messages } = (await server.call('GET', `/api/chat/sessions/${session}/messages`, { token })).json;
    assert.deepEqual(
      messages.map((m) => m.sender_type),
      ['customer', 'bot', 'customer'],
    );
    assert.equal(fakes[0].requests.length, 0);
    socket.destroy();
  }));
