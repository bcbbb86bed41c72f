// A vendor that fails once it has called a tool and been told its result: one whole answer all the same, of what is true,
// and the next question works.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { broken, results, says, talk, wires } from '../lib/models.mjs';

// After one that says when to come again the vendor rests, and is not asked.
const errors = ['overloaded', 'too_long', 'bad_request', 'html'].map((error) => [
  `the error ${error}`,
  () => ({ error }),
]);
errors.push(['an error of ten megabytes', () => ({ error: 'overloaded', padding: 10_000_000 })]);
const lookUp = (ticket_id) => ({ calls: [{ name: 'ticket_lookup', arguments: { ticket_id } }] });
const settings = { 'models.patience_ms': 400, 'models.answer_limit_ms': 2500, 'models.retries': 0 };

const isTold = (request) => results(request).length > 0;

describe('after a tool', () => {
  for (const [name, wire] of Object.entries(wires))
    test(`${name}: whatever goes wrong, the embedded engine answers once, and the next question is the model's`, () => {
      let fault;
      // A good answer between two faults, so that the vendor is asked each time.
      const plan = (request) =>
        isTold(request) ? fault() : /again/.test(request.messages.at(-1).text) ? says('Here again.') : lookUp(12345);
      return talk([[wire, plan]], { settings }, async ({ ask, fakes, server, token, session }) => {
        let messages = 0;
        for (const [what, make] of [...broken, ...errors]) {
          let told = 0;
          fault = () => (told++, make());
          const start = Date.now();
          assert.match(await ask('status of ticket 12345'), /^Your ticket #12345 'Login Issue'/, what);
          assert.ok(Date.now() - start < 4500, `${what}: within the deadline`);
          assert.ok(told > 0, `${what}: it was told the tool's result`);
          assert.equal(await ask('hello again'), 'Here again.', what);
          messages += 4;
          const history = await server.call('GET', `/api/chat/sessions/${session}/messages?limit=200`, { token });
          assert.equal(history.json.messages.length, messages, what);
        }
        assert.ok(fakes[0].requests.length >= 3 * (messages / 4));
      });
    });

  for (const error of ['bad_key', 'no_quota', 'rate_limited'])
    for (const [name, wire] of Object.entries(wires))
      test(`${name}: ${error}; the next vendor answers this question and the one after it`, () =>
        talk(
          [
            [wire, (request) => (isTold(request) ? { error } : lookUp(12345))],
            [wire === wires.anthropic ? wires.gemini : wires.anthropic, says('From the second.')],
          ],
          { settings },
          async ({ ask }) => {
            assert.equal(await ask('status of ticket 12345'), 'From the second.');
            assert.equal(await ask('hello again'), 'From the second.');
          },
        ));

  test('the next vendor answers, and looks up for itself', () =>
    talk(
      [
        [wires.anthropic, (request) => (isTold(request) ? says('Your ticket is', { cut: 500 }) : lookUp(12345))],
        [wires.gemini, (request) => (isTold(request) ? says('It is in progress.') : lookUp(12345))],
      ],
      { settings },
      async ({ ask }) => assert.equal(await ask('status of ticket 12345'), 'It is in progress.'),
    ));

  test('a vendor that calls the same tool for ever is left, however often it was told', () =>
    talk([[wires['openai responses'], lookUp(12345)]], { settings }, async ({ ask }) => {
      assert.match(await ask('status of ticket 12345'), /^Your ticket #12345/);
    }));
});
