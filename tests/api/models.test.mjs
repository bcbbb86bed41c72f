// Answers by vendors' models, which are fakes that speak the real wire.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { results, says, startWith, talk, wires } from '../lib/models.mjs';

const { 'openai chat': chat, anthropic, gemini } = wires;

// Looks the order up, then says what it found.
const looksUp = (request) =>
  results(request).length === 0
    ? { text: 'Let me look.', calls: [{ name: 'order_status', arguments: { order_id: '5512' } }] }
    : { text: `It is ${results(request)[0].order.status}, für dich 😀.` };

const kLong = 'A long first answer. '.repeat(20);

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

test('the reasoning of a model is shown and nothing is stored', () =>
  talk([[anthropic, looksUp]], {}, async ({ server, token, session, fakes }) => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { json } = await server.call('POST', '/api/chat/ai/process', {
      token,
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
      body: { message_text: 'where is 5512?', session_id: session },
    });
    assert.match(fakes[0].requests[0].headers.traceparent, new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)\\w{16}-01$`));
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

test('what a model copies is found in the message however it is written there', () =>
  talk([[anthropic, says('A wonderful name.')]], {}, async ({ server, token, session, fakes }) => {
    const found = { intent: 'complaint', ticket_id: '77001', order_id: null, customer_email: null };
    fakes[0].extract = () => ({ text: JSON.stringify(found) });
    await server.ask(token, session, 'Zyx ７７\u200B００１ wibble, how unbearably purple');
    const { messages } = (await server.call('GET', `/api/chat/sessions/${session}/messages`, { token })).json;
    assert.equal(messages[0].ai_entities.ticket_id, 77001);
  }));

test('why an answer is what it is stays with it: each tool, its arguments, result and time, and the trace that vendors were told', () =>
  talk([[anthropic, looksUp]], {}, async ({ server, ask, fakes }) => {
    await ask('Where is my order 5512?');
    const [stored] = server.texts('SELECT ai_trace FROM chat_messages WHERE ai_trace IS NOT NULL');
    const { engine, trace_id, tools, usage } = JSON.parse(stored);
    assert.equal(engine, 'anthropic');
    const [{ name, arguments: told, result, failed, took_us }] = tools;
    assert.deepEqual([name, JSON.parse(told), failed], ['order_status', { order_id: '5512' }, false]);
    assert.equal(JSON.parse(result).order.status, 'Shipped');
    assert.ok(took_us > 0 && took_us < 5_000_000);
    assert.equal(usage.length, 2);
    for (const { headers } of fakes[0].requests) assert.equal(headers.traceparent.split('-')[1], trace_id);
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
