// What we send to vendors, and what the fakes of them say, against the vendors' own contracts.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { atHand, dataOf, eventCheck, example, requestCheck } from '../lib/vendor-contract.mjs';
import { results, says, startWith, talk, wires } from '../lib/models.mjs';

const skip = atHand ? false : "the vendors' contracts are not at hand";

for (const [name, wire] of Object.entries(wires)) {
  test(`${name}: every request keeps the contract, closed against unknown fields`, { skip }, async () => {
    const check = requestCheck(wire);
    const { server, fakes } = await startWith([
      [
        wire,
        (request) => {
          if (results(request).length) return { text: 'Done.' };
          const calls = [
            { name: 'order_status', arguments: { order_id: '5512' } },
            { name: 'list_tickets', arguments: {} },
            { name: 'ticket_lookup', arguments: { ticket_id: 0 } },
          ];
          return { text: 'Let me look.', calls };
        },
      ],
    ]);
    const token = server.token(),
      session = await server.session(token);
    await server.ask(token, session, 'Where is my order 5512?');
    await server.ask(token, session, 'And my tickets?');
    await server.ask(token, session, 'zyx wibble, how unbearably purple');
    assert.ok(fakes[0].requests.length >= 5);
    assert.ok(fakes[0].extractions.length > 0, 'what it wants is asked beside it');
    for (const { body } of [...fakes[0].requests, ...fakes[0].extractions]) {
      assert.equal(check(body), null);
      assert.match(check({ ...body, max_tokenz: 5 }) ?? '', /unevaluated|additional/, 'the check sees what is unknown');
    }
    await server.stop();
  });

  test(`${name}: the fake says what the contract says`, { skip }, () => {
    const check = eventCheck(wire);
    const plans = [
      { text: 'Grüße 😀, and more.' },
      {
        text: 'Look.',
        calls: [
          { name: 'a', arguments: { x: 'é"' } },
          { name: 'b', arguments: {} },
        ],
      },
      { text: 'cut', stop: 'length' },
    ];
    for (const plan of plans) for (const event of dataOf(wire.stream(plan))) assert.equal(check(event), null);
  });
}

// What each of the contracts' sample streams calls, whole; none of the tools is ours.
const kSamples = {
  'openai chat': ['openai-chat.sse', 'openai-chat-midstream-error.sse'],
  'openai responses': ['openai-responses.sse'],
  anthropic: ['anthropic-tool.sse', 'anthropic-midstream-overloaded.sse'],
  gemini: ['gemini-tool.sse'],
};
for (const [name, [calls, breaks]] of Object.entries(kSamples)) {
  test(`${name}: the contract's own stream is read, its text shown and its calls made`, { skip }, () =>
    talk(
      [[wires[name], (request) => (results(request).length ? says('Done.') : { raw: example(calls), chunk: 11 })]],
      {},
      async ({ ask, fakes }) => {
        assert.match(await ask('hello'), /^(Let me look\.( 🔎)?|One moment\.)\n\nDone\.$/u);
        const [told] = fakes[0].requests.slice(-1);
        const called = told.messages.at(-2).calls[0];
        assert.equal(called.name, 'find_order');
        assert.equal(called.arguments.order_id, 'A-17');
        assert.equal(results(told)[0].error, 'there is no such tool');
      },
    ),
  );

  if (breaks)
    test(`${name}: the contract's own stream that breaks off is void`, { skip }, () =>
      talk([[wires[name], { raw: example(breaks) }]], {}, async ({ ask, deltas }) => {
        assert.match(await ask('hello'), /support assistant/);
        assert.equal(deltas()[0].text, 'Hel');
        assert.equal(deltas().at(-1).text, '', 'the next attempt voids it');
      }),
    );
}
