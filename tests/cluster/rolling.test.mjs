// An upgrade as deploy/README.md says to make one.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Client } from '../lib/client.mjs';
import { begin, checkWhole, cluster, end, figures, front, kHuman, kQuick, settled, token, until } from './lib.mjs';

before(() => begin());
after(end);

test('a rolling restart under steady load: nothing lost or doubled, and nobody waits 5 s for an answer', async (t) => {
  const kClients = 20,
    kQuestions = [kQuick, 'hello', "What's the status of ticket #12345?", 'what plan am I on?', kHuman];
  const port = () => cluster.nginx.port;
  const clients = await Promise.all(
    Array.from({ length: kClients }, async () => new Client(await front.session(token), token, port)),
  );
  let over = false;
  t.after(() => {
    over = true;
    return Promise.all(clients.map((client) => client.stop().catch(() => {})));
  });
  const waits = [];
  const load = clients.map(async (client, i) => {
    for (let n = i; !over || n < i + 20; n++) {
      waits.push(await client.ask(kQuestions[n % kQuestions.length], 5000));
      await new Promise((r) => setTimeout(r, 50)); // the pace of the load
    }
  });
  const roll = (async () => {
    const everyone = (count) => until('answers', () => waits.length >= count);
    await everyone(kClients);
    for (const i of [0, 1]) {
      await cluster.restart(i);
      await until(`node ${i + 1}`, async () => (await cluster.nodes[i].call('GET', '/readyz')).status === 200);
    }
    await everyone(waits.length + 5 * kClients);
    over = true;
  })();
  await Promise.all([roll, ...load]);
  const cuts = clients.reduce((sum, client) => sum + client.cut, 0);
  t.diagnostic(`${figures(waits)}; ${cuts} connections of ${kClients} clients were cut`);
  assert.ok(cuts >= kClients);
  for (const client of clients) {
    await client.stop();
    checkWhole(await settled(client.session, client.sent), client.sent);
    assert.deepEqual(
      client.seen.map((s) => s.revision),
      client.seen.map((_, i) => i + 1),
    );
    assert.equal(client.seen.length, 2 * client.sent.length);
  }
});
