// What we send to vendors, and what the fakes of them say, against the vendors' own contracts.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { atHand, dataOf, eventCheck, requestCheck } from '../lib/vendor-contract.mjs';
import { results, startWith, wires } from '../lib/models.mjs';

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
    assert.ok(fakes[0].requests.length >= 4);
    for (const { body } of fakes[0].requests) {
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
