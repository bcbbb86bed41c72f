// What models are told, what they may do, and whose it is.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { results, says, talk, wires } from '../lib/models.mjs';

const { 'openai chat': chat, 'openai responses': responses, anthropic, gemini } = wires;

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

test('what is to be confirmed is read back whole, however much a model says or writes', () => {
  const comment = `${'é'.repeat(1990)} no refund`;
  return talk(
    [
      [
        anthropic,
        (request) => {
          const text = request.messages.at(-1).text;
          if (/close/.test(text))
            return {
              text: 'so much '.repeat(2500),
              calls: [{ name: 'close_ticket', arguments: { ticket_id: 12345 } }],
            };
          const long = /too long/.test(text) ? 'x' : '';
          return results(request).length
            ? says(results(request)[0].error)
            : { calls: [{ name: 'comment_ticket', arguments: { ticket_id: 12345, comment: comment + long } }] };
        },
      ],
    ],
    {},
    async ({ ask }) => {
      assert.match(await ask('please close it'), /^so much [^\n]* …\n\nI'll close ticket #12345 .*Shall I\?$/);
      assert.ok((await ask('comment on 12345')).includes(`${comment}\n`));
      assert.match(await ask('one that is too long'), /`comment` .*2000/);
    },
  );
});

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
    await ask('hello');
    assert.match(await ask('\u{E0041}'), /./);
    assert.equal(fakes[0].requests.length, 1, 'nor after what could be seen');
  }));
