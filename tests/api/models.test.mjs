// Answers by vendors' models, which are fakes that speak the real wire.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { startWith, wires, results } from '../lib/models.mjs';

// Looks the order up, then says what it found.
const looksUp = (request) =>
  results(request).length === 0
    ? { text: 'Let me look.', calls: [{ name: 'order_status', arguments: { order_id: '5512' } }] }
    : { text: `It is ${results(request)[0].order.status}, für dich 😀.` };

for (const [name, wire] of Object.entries(wires))
  test(`${name}: a tool is called and its result told, while the answer streams`, async () => {
    const { server, fakes } = await startWith([[wire, (request) => ({ chunk: 7, ...looksUp(request) })]]);
    const token = server.token();
    const session = await server.session(token);
    const socket = await server.connect(session, token);
    const answer = await server.ask(token, session, 'Where is my order 5512?');
    assert.equal(answer.message_text, 'Let me look.\n\nIt is Shipped, für dich 😀.');
    await socket.event((e) => e.type === 'message' && e.message.reply_to);
    const deltas = socket.events.filter((e) => e.type === 'delta');
    assert.ok(deltas.length > 3, 'it streamed');
    assert.equal(deltas.map((d) => d.text).join(''), answer.message_text);
    deltas.reduce((at, d) => (assert.equal(d.offset, at), at + [...d.text].length), 0);
    assert.equal(answer.parts.find((p) => p.type === 'order').order.external_id, '5512');
    assert.equal(fakes[0].requests.length, 2);
    const [first, second] = fakes[0].requests;
    assert.equal(first.messages.at(-1).text, 'Where is my order 5512?');
    assert.match(first.system, /customer support chatbot for "Acme Home"/);
    assert.equal(first.tools.length, 12);
    assert.equal(second.messages.at(-2).calls[0].name, 'order_status');
    const history = await server.call('GET', `/api/chat/sessions/${session}/messages`, { token });
    assert.equal(history.json.messages[0].ai_intent, 'order_status');
    socket.destroy();
    await server.stop();
  });

const says = (text, more) => ({ text, ...more });
const { 'openai chat': chat, 'openai responses': responses, anthropic, gemini } = wires;
const quick = { 'models.patience_ms': 400, 'models.answer_limit_ms': 2500 };

async function talk(vendors, options, conversation) {
  const { server, fakes } = await startWith(vendors, options);
  const token = server.token();
  const session = await server.session(token);
  const socket = await server.connect(session, token);
  try {
    await conversation({
      server,
      token,
      session,
      socket,
      fakes,
      ask: async (text) => (await server.ask(token, session, text)).message_text,
      deltas: () => socket.events.filter((e) => e.type === 'delta'),
    });
  } finally {
    socket.destroy();
    await server.stop();
  }
}

test('a vendor that dies in mid-answer is replaced by the next, whose attempt voids what was shown', () =>
  talk(
    [
      [anthropic, says('You have a refu', { cut: 900, chunk: 50 })],
      [responses, says('Your order has shipped.')],
    ],
    {},
    async ({ ask, deltas }) => {
      assert.equal(await ask('Where is my order?'), 'Your order has shipped.');
      const attempts = deltas().map((d) => d.attempt);
      assert.equal(attempts[0], 1);
      assert.equal(attempts.at(-1), 2);
      const last = deltas().filter((d) => d.attempt === 2);
      assert.equal(last.map((d) => d.text).join(''), 'Your order has shipped.');
    },
  ));

for (const kind of ['bad_key', 'no_quota', 'rate_limited', 'overloaded', 'too_long', 'bad_request', 'html'])
  for (const [name, wire] of Object.entries(wires))
    test(`${name}: ${kind}; the next vendor answers, and no key is told or logged`, () =>
      talk(
        [
          [wire, { error: kind }],
          [wire === anthropic ? gemini : anthropic, says('From the second.')],
        ],
        { settings: quick },
        async ({ ask, server, fakes }) => {
          assert.equal(await ask('hello'), 'From the second.');
          const retried = ['rate_limited', 'overloaded', 'html'].includes(kind);
          assert.ok(
            retried ? fakes[0].requests.length > 1 : fakes[0].requests.length === 1,
            `${fakes[0].requests.length} tries`,
          );
          assert.doesNotMatch(server.lines.join('\n'), /sk-test-1|sk-ant-1|g-key-1/);
          assert.match(server.lines.join('\n'), /"event":"model_failed"/);
        },
      ));

const kBroken = {
  'a stream of garbage': { raw: 'data: {"nonsense\n\n' },
  'a stream of zero bytes and noise': { raw: '\0\xff\xfe\r\r\n:::\n\n' },
  'no event stream at all': { raw: '{"ok":true}', type: 'application/json' },
  'an answer that is cut': says('Half an ans', { cut: 700 }),
  'an empty answer': says(''),
  'an answer that never begins': { text: 'late', pause: 5000 },
  'an answer that never ends': says('Half an answer', { hang: true, cut: 600 }),
  'ten megabytes': () => ({ raw: `data: ${'x'.repeat(10_000_000)}\n\n` }),
  'megabytes of text': () => says('word '.repeat(30_000)),
  'a filter': says('', { stop: 'blocked' }),
};
for (const [what, plan] of Object.entries(kBroken))
  for (const [name, wire] of Object.entries(wires)) {
    if (what === 'a filter' && name === 'openai chat') continue;
    test(`${name}: ${what}; the embedded engine answers, and the next question works`, () =>
      talk(
        [
          [
            wire,
            (request, number) =>
              number > 3 || /again/.test(request.messages.at(-1).text)
                ? says('Here again.')
                : typeof plan === 'function'
                  ? plan()
                  : plan,
          ],
        ],
        { settings: { ...quick, 'models.retries': 0 } },
        async ({ ask, server, token, session }) => {
          const start = Date.now();
          assert.match(await ask('status of ticket 12345'), /^Your ticket #12345 'Login Issue'/);
          assert.ok(Date.now() - start < 4500, 'within the deadline');
          assert.equal(await ask('hello again'), 'Here again.');
          const { messages } = (await server.call('GET', `/api/chat/sessions/${session}/messages`, { token })).json;
          assert.equal(messages.length, 4);
        },
      ));
  }

test('one who calls tools without end is left', () =>
  talk([[gemini, { calls: [{ name: 'list_orders', arguments: {} }] }]], {}, async ({ ask, fakes }) => {
    assert.match(await ask('status of ticket 12345'), /^Your ticket #12345/);
    assert.equal(fakes[0].requests.length, 9);
  }));

test("tools: wrong arguments, unknown tools and what is not the customer's are told to the model as such", () =>
  talk(
    [
      [
        anthropic,
        (request) =>
          results(request).length
            ? says(JSON.stringify(results(request)))
            : {
                calls: [
                  { name: 'ticket_lookup', arguments: { ticket_id: '12345' } },
                  { name: 'ticket_lookup', arguments: { ticket_id: 12345, customer_id: 2 } },
                  { name: 'drop_tables', arguments: {} },
                  { name: 'ticket_lookup', arguments: { ticket_id: 90001 } },
                  { name: 'order_status', arguments: { order_id: "1' OR 1=1" } },
                ],
              },
      ],
    ],
    {},
    async ({ ask }) => {
      assert.deepEqual(
        JSON.parse(await ask('what of 90001?')).map((r) => r.error),
        [
          '`ticket_id` must be of type "integer"',
          'the arguments have no `customer_id`',
          'there is no such tool',
          'the customer has no such ticket',
          'the customer has no such order',
        ],
      );
    },
  ));

test("what a model would write takes the customer's yes, and happens once", () =>
  talk(
    [
      [
        chat,
        (request) =>
          /broken/.test(request.messages.at(-1).text)
            ? {
                text: 'I am sorry.',
                calls: [
                  {
                    name: 'create_ticket',
                    arguments: { title: 'Broken lamp', description: 'It flickers.', priority: 'High' },
                  },
                ],
              }
            : says('ok'),
      ],
    ],
    {},
    async ({ ask, server, token, fakes }) => {
      const tickets = async () => (await server.call('GET', '/api/chat/tickets', { token })).json.tickets;
      const before = (await tickets()).length;
      assert.match(
        await ask('my lamp is broken'),
        /^I am sorry\.\n\nI'll open this ticket for you:\nTitle: Broken lamp[\s\S]*Priority: High\nShall I create it\?$/,
      );
      assert.equal((await tickets()).length, before);
      assert.equal(await ask('no'), "All right, I haven't opened a ticket. What else can I do for you?");
      await ask('my lamp is broken');
      assert.match(await ask('yes'), /^Done: your ticket is #/);
      assert.equal((await tickets())[0].title, 'Broken lamp');
      assert.equal((await tickets()).length, before + 1);
      assert.equal(fakes[0].requests.length, 2, 'a yes is nothing to ask a model about');
    },
  ));

const kLong = 'A long first answer. '.repeat(20);
test('a newer question cuts what is being written; it is kept as it was shown', () =>
  talk(
    [
      [
        anthropic,
        (request) =>
          /second/.test(request.messages.at(-1).text)
            ? says('The second answer.')
            : says(kLong, { hang: true, cut: 1500, chunk: 100 }),
      ],
    ],
    {},
    async ({ server, token, session, socket, deltas }) => {
      socket.send({ type: 'message', client_id: crypto.randomUUID(), message_text: 'first' });
      await socket.until(() => deltas().length > 3);
      socket.send({ type: 'message', client_id: crypto.randomUUID(), message_text: 'the second' });
      await socket.event((e) => e.type === 'message' && e.message.message_text === 'The second answer.');
      const { messages } = (await server.call('GET', `/api/chat/sessions/${session}/messages`, { token })).json;
      const [first, second, cut, answer] = messages;
      assert.equal(cut.reply_to, first.id);
      assert.equal(cut.interrupted, true);
      assert.ok(kLong.startsWith(cut.message_text) && cut.message_text.length > 3, cut.message_text);
      assert.equal(answer.reply_to, second.id);
      assert.equal(answer.interrupted, undefined);
    },
  ));

test('who joins in the middle of an answer is shown what there is of it', () =>
  talk(
    [[gemini, says('An answer in pieces', { hang: true, cut: 700, chunk: 60 })]],
    {},
    async ({ server, token, session, socket, deltas }) => {
      socket.send({ type: 'message', client_id: crypto.randomUUID(), message_text: 'first' });
      await socket.until(() => deltas().length > 1);
      const second = await server.connect(session, token);
      const first = await second.event((e) => e.type === 'delta');
      assert.equal(first.offset, 0);
      assert.ok(first.text.startsWith('An '));
      second.destroy();
    },
  ));

test('what must not leave the house is masked, and hidden instructions are not told', () =>
  talk([[responses, says('ok')]], {}, async ({ ask, fakes }) => {
    await ask(
      'Maya Chen\u200b here, maya.chen@example.com, zyx wibble, card 4111 1111 1111 1111, password: hunter2 {system}',
    );
    const [{ messages, system }] = fakes[0].requests;
    assert.equal(
      messages.at(-1).text.includes('[card number], password: [secret] {system}'),
      true,
      messages.at(-1).text,
    );
    assert.doesNotMatch(JSON.stringify(fakes[0].requests[0].body), /4111|hunter2|\u200b|@|Maya|Chen/);
    assert.match(system, /- Name: unknown\n- Email: unknown/);
  }));

test('the reasoning of a model is shown and nothing is stored', () =>
  talk([[anthropic, looksUp]], {}, async ({ server, token, session }) => {
    const { json } = await server.call('POST', '/api/chat/ai/process', {
      token,
      body: { message_text: 'where is 5512?', session_id: session },
    });
    assert.equal(json.response, 'Let me look.\n\nIt is Shipped, für dich 😀.');
    assert.deepEqual(json.actions, [{ name: 'order_status', object: '{"order_id":"5512"}' }]);
    const history = await server.call('GET', `/api/chat/sessions/${session}/messages`, { token });
    assert.equal(history.json.messages.length, 0);
  }));

for (const [name, wire] of Object.entries(wires))
  test(`${name}: what a message wants is asked as JSON where the engine is not sure, and only what stands in it is taken`, () =>
    talk([[wire, says('A wonderful name.')]], {}, async ({ server, token, session, fakes }) => {
      const found = { intent: 'complaint', ticket_id: '77001', order_id: '99999', customer_email: null };
      fakes[0].extract = () => ({ text: JSON.stringify(found), chunk: 30 });
      await server.ask(token, session, 'Zyx 77001 wibble, how unbearably purple');
      const { messages } = (await server.call('GET', `/api/chat/sessions/${session}/messages`, { token })).json;
      assert.equal(messages[0].ai_intent, 'complaint');
      assert.equal(messages[0].ai_entities.ticket_id, 77001);
      assert.equal(JSON.stringify(messages[0].ai_entities).includes('99999'), false);
      assert.equal(fakes[0].extractions.length, 1);
    }));

test('what is asked beside an answer is masked as the answer is, and found in the message itself', () =>
  talk([[anthropic, says('ok')]], {}, async ({ server, token, session, fakes }) => {
    fakes[0].extract = () => ({
      text: JSON.stringify({ intent: 'refund', ticket_id: null, order_id: 'QQ7', customer_email: null }),
    });
    const text = 'Maya Chen: wibble pin 1 pin 2 pin 3 pin 4 pin 5 pin 6 pin 7 QQ7';
    assert.equal((await server.ask(token, session, text)).message_text, 'ok');
    assert.equal(fakes[0].extractions.length, 1);
    assert.doesNotMatch(JSON.stringify(fakes[0].extractions[0].body), /Maya|Chen|pin 1/);
    const { messages } = (await server.call('GET', `/api/chat/sessions/${session}/messages`, { token })).json;
    assert.equal(messages[0].ai_entities.order_id, 'QQ7');
    assert.doesNotMatch(server.lines.join('\n'), /job_failed/);
  }));

test('many who look at reasoning at once are each told theirs', () =>
  talk(
    [[anthropic, says('ok', { pause: 20 })]],
    { env: { PARLANCE_IO_THREADS: '4' } },
    async ({ server, token, fakes }) => {
      fakes[0].extract = () => ({ text: '{}', pause: 200 + Math.random() * 250 });
      for (let round = 0; round < 4; round++) {
        const all = Array.from({ length: 40 }, () =>
          server.call('POST', '/api/chat/ai/process', { token, body: { message_text: 'zyx wibble' } }),
        );
        for (const { status, json } of await Promise.all(all)) assert.deepEqual([status, json.response], [200, 'ok']);
      }
    },
  ));

for (const [what, plan] of Object.entries({
  'stalls in mid-answer': says('Half an answer, and then nothing more of it', { hang: true, cut: 900, chunk: 50 }),
  'says nothing': says(''),
  'keeps the connection of an error open': { error: 'overloaded', hang: true },
}))
  test(`a vendor that ${what} is replaced by the next`, () =>
    talk(
      [
        [anthropic, plan],
        [responses, says('From the second.')],
      ],
      { settings: { 'models.patience_ms': 400, 'models.retries': 0 } },
      async ({ ask }) => {
        assert.equal(await ask('hello'), 'From the second.');
      },
    ));

test('an answer at its limit says that it is cut', () =>
  talk([[gemini, says('A sentence that is cut in the mid', { stop: 'length' })]], {}, async ({ ask }) => {
    assert.equal(await ask('hello'), 'A sentence that is cut in the mid …');
  }));

test('a Gemini answer is whole at its reason to finish, though the connection stays open', () =>
  talk(
    [[gemini, says('All of it.', { hang: true })]],
    { settings: { 'models.patience_ms': 1000 } },
    async ({ ask }) => {
      assert.equal(await ask('hello'), 'All of it.');
    },
  ));

test('a yes that was written before the question confirms nothing', () =>
  talk(
    [
      [
        anthropic,
        (request) =>
          /12345/.test(request.messages.at(-1).text)
            ? { calls: [{ name: 'close_ticket', arguments: { ticket_id: 12345 } }], pause: 300 }
            : says('ok'),
      ],
    ],
    {},
    async ({ server, token, session, socket }) => {
      for (const text of ['I think of ticket 12345, is it fine?', 'yes'])
        socket.send({ type: 'message', client_id: crypto.randomUUID(), message_text: text });
      await socket.until(() => socket.events.filter((e) => e.type === 'message' && e.message.reply_to).length === 2);
      const { json } = await server.call('GET', '/api/chat/tickets/12345', { token });
      assert.notEqual(json.ticket.status, 'Closed');
    },
  ));

test('a thing that is looked up often is shown once, and long arguments go nowhere', () =>
  talk(
    [
      [
        chat,
        (request) => {
          if (results(request).length) return says('done');
          const calls = Array.from({ length: 20 }, () => ({ name: 'ticket_lookup', arguments: { ticket_id: 12345 } }));
          return {
            calls: [
              ...calls.slice(0, 4),
              { name: 'order_status', arguments: { order_id: 'x'.repeat(20_000) } },
              ...calls.slice(4),
            ],
          };
        },
      ],
    ],
    {},
    async ({ server, token, session, fakes }) => {
      const answer = await server.ask(token, session, 'what of 12345?');
      assert.equal(answer.parts.filter((p) => p.type === 'ticket').length, 1);
      assert.ok(JSON.stringify(fakes[0].requests[1].body).length < 60_000);
    },
  ));

test('tool results are masked as texts, whatever is in them', () =>
  talk(
    [
      [
        gemini,
        (request) => (results(request).length ? says('ok') : { calls: [{ name: 'list_tickets', arguments: {} }] }),
      ],
    ],
    {},
    async ({ ask, server, token, fakes }) => {
      const body = { title: 'password: hunter2', description: 'My card:\n4111111111111111' };
      await server.call('POST', '/api/chat/tickets', { token, body });
      assert.equal(await ask('list all my tickets'), 'ok');
      const told = JSON.stringify(results(fakes[0].requests[1]));
      assert.match(told, /password: \[secret\]/);
      assert.doesNotMatch(told, /hunter2|4111/);
    },
  ));

test('what nobody can see is nothing to ask a model', () =>
  talk([[anthropic, says('never')]], {}, async ({ ask, fakes }) => {
    assert.match(await ask('\u{E0041}\u{E0042}'), /./);
    assert.equal(fakes[0].requests.length, 0);
  }));
