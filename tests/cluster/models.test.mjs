// Replies that a vendor's model writes, on several nodes: seen everywhere, and taken over where their node dies.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { startFakes, wires } from '../lib/models.mjs';
import { begin, cluster, end, front, message, token, twoTabs, until } from './lib.mjs';

const kText = 'An answer that is long enough to be seen in pieces on both of the nodes.';
let held, plan, fakes;
before(async () => {
  let env;
  ({ fakes, env } = await startFakes([[wires.anthropic, () => plan()]]));
  await begin(env);
});
after(async () => {
  fakes.forEach((fake) => fake.stop());
  await end();
});

// Streams some pieces, and the rest once `held.open()` is called.
function holdBack() {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  held = { open };
  plan = () => ({ text: kText, chunk: 60, between: async (sent) => sent > 1800 && (await opened) });
}
const deltas = (tab) => tab.events.filter((e) => e.type === 'delta');
const whole = (pieces) => pieces.map((d) => d.text).join('');

test('both tabs, on two nodes, see the pieces, and so does one that comes later', async () => {
  holdBack();
  const { session, tabs } = await twoTabs();
  tabs[0].send(message('How do I pair it?'));
  await Promise.all(tabs.map((tab) => tab.until(() => whole(deltas(tab)).length > 20, 'pieces')));
  for (const node of cluster.nodes) {
    const late = await node.connect(session, token);
    const first = await late.event((e) => e.type === 'delta');
    assert.equal(first.offset, 0);
    assert.ok(kText.startsWith(first.text) && first.text.length > 10, first.text);
    tabs.push(late);
  }
  held.open();
  for (const tab of tabs) {
    const { message } = await tab.event((e) => e.type === 'message' && e.message.message_text === kText);
    const pieces = deltas(tab).filter((d) => d.reply_to === message.reply_to);
    assert.ok(kText.startsWith(whole(pieces)), whole(pieces));
    tab.destroy();
  }
});

// Which of the nodes has the session's questions.
const writer = (session) =>
  cluster.nodes.findIndex(({ port }) =>
    cluster
      .sql(`SELECT n.name FROM nodes n JOIN chat_sessions s ON s.worker = n.id WHERE s.id = ${session}`)
      .endsWith(`:${port}`),
  );

test('a node dies while it writes: the other answers, in a higher attempt', async () => {
  holdBack();
  const { session, tabs } = await twoTabs();
  tabs[0].send(message('How do I pair it?'));
  await Promise.all(tabs.map((tab) => tab.until(() => deltas(tab).length > 3, 'pieces')));
  const dead = writer(session);
  const survivor = tabs[1 - dead];
  const [first] = deltas(survivor);
  await cluster.kill(dead);
  held.open();
  const { message: answer } = await survivor.until(
    () => survivor.events.find((e) => e.type === 'message' && e.message.message_text === kText),
    'the answer',
    20_000,
  );
  assert.equal(answer.reply_to, first.reply_to);
  assert.ok(deltas(survivor).at(-1).attempt > first.attempt, 'a higher attempt');
  for (const tab of tabs) tab.destroy();
  await cluster.startNode(dead);
});

// A node has looked twice more for what it has not heard of.
async function looksTwice(node) {
  const looks = async () =>
    Number(
      /database_read_seconds_count\{statement="live_revisions"\} (\d+)/.exec(
        (await node.call('GET', '/metrics')).text,
      )?.[1] ?? 0,
    );
  const before = await looks();
  await until('two looks', async () => (await looks()) >= before + 2);
}

test('a read mark on the other node cuts nothing, and neither does being alone', async () => {
  holdBack();
  const { session, tabs } = await twoTabs();
  tabs[0].send(message('How do I pair it?'));
  await Promise.all(tabs.map((tab) => tab.until(() => deltas(tab).length > 3, 'pieces')));
  for (const tab of tabs) tab.send({ type: 'read', seq: 1 });
  await tabs[0].event((e) => e.type === 'session' && e.session.read.customer === 1);
  for (const tab of tabs) tab.destroy();
  await looksTwice(cluster.nodes[writer(session)]); // which listens too, and now is the only one
  held.open();
  const answer = await until('the answer', async () => {
    const { json } = await front.call('GET', `/api/chat/sessions/${session}/messages`, { token });
    return json.messages.find((m) => m.reply_to);
  });
  assert.equal(answer.message_text, kText);
  assert.equal(answer.interrupted, undefined);
});
