// A vendor's stream reads the same wherever the network cuts it, in the middle of a character too.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { results, says, talk, wires } from '../lib/models.mjs';

const kAtOnce = 16;
const look = { text: 'Grüße 😀.', calls: [{ name: 'order_status', arguments: { order_id: '5512' } }] };

for (const [name, wire] of Object.entries(wires))
  test(`${name}: a stream in two, at every byte`, () => {
    const size = Buffer.byteLength(wire.stream(look));
    let split = 0;
    return talk(
      [[wire, (request) => (results(request).length ? says(results(request)[0].order.status) : { ...look, split })]],
      {},
      async ({ server, token }) => {
        const told = async () => {
          const body = { message_text: 'where is my order 5512?' };
          const { json } = await server.call('POST', '/api/chat/ai/process', { token, body });
          assert.equal(json.response, 'Grüße 😀.\n\nShipped', `one of the cuts up to ${split}`);
        };
        const go = async () => {
          while (split < size - 1) {
            split++;
            await told();
          }
        };
        await Promise.all(Array.from({ length: kAtOnce }, go));
        assert.equal(split, size - 1);
      },
    );
  });
