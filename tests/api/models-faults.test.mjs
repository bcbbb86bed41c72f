// Whatever a vendor does, the customer gets one whole answer in time, and the next question works.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { broken, says, talk, wires } from '../lib/models.mjs';

const { 'openai chat': chat, 'openai responses': responses, anthropic, gemini } = wires;

const quick = { 'models.patience_ms': 400, 'models.answer_limit_ms': 2500 };

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

test('one who calls tools without end is left', () =>
  talk([[gemini, { calls: [{ name: 'list_orders', arguments: {} }] }]], {}, async ({ ask, fakes }) => {
    assert.match(await ask('status of ticket 12345'), /^Your ticket #12345/);
    assert.equal(fakes[0].requests.length, 9);
  }));

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

for (const [what, part] of Object.entries({
  comments: ': keep-alive\n\n',
  pings: 'event: ping\ndata: {"type":"ping"}\n\n',
}))
  test(`a vendor that only keeps alive, with ${what}, is replaced by the next in time`, () =>
    talk(
      [
        [anthropic, { parts: Array(40).fill(part), partPause: 100 }],
        [responses, says('From the second.')],
      ],
      { settings: { ...quick, 'models.retries': 0 } },
      async ({ ask }) => assert.equal(await ask('hello'), 'From the second.'),
    ));

test('an answer that gives its reason to finish is whole, though the server neither says so nor closes', () =>
  talk(
    [[chat, { raw: chat.stream({ text: 'All of it.' }).replace('data: [DONE]\n\n', ''), hang: true }]],
    { settings: quick },
    async ({ ask }) => assert.equal(await ask('hello'), 'All of it.'),
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

for (const [name, wire] of Object.entries(wires))
  test(`${name}: whatever goes wrong, the embedded engine answers once, and the next question is the model's`, () => {
    let fault;
    const plan = (request) => (/again/.test(request.messages.at(-1).text) ? says('Here again.') : fault());
    const settings = { ...quick, 'models.retries': 0 };
    return talk([[wire, plan]], { settings }, async ({ ask, server, token, session, deltas }) => {
      let messages = 0;
      for (const [what, make] of broken) {
        let met = 0;
        fault = () => (met++, make());
        const start = Date.now();
        assert.match(await ask('status of ticket 12345'), /^Your ticket #12345 'Login Issue'/, what);
        assert.ok(Date.now() - start < 4500, `${what}: within the deadline`);
        assert.ok(met > 0, `${what}: it was asked`);
        assert.equal(await ask('hello again'), 'Here again.', what);
        messages += 4;
        const path = `/api/chat/sessions/${session}/messages?limit=200`;
        assert.equal((await server.call('GET', path, { token })).json.messages.length, messages, what);
      }
      const shown = deltas().map((d) => d.text);
      assert.doesNotMatch(shown.join(''), /owes/);
    });
  });
