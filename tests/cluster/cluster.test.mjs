// Two nodes on one PostgreSQL and one Redis behind nginx: that they are one server to whoever talks to them.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { frame } from '../lib/socket.mjs';
import {
  begin,
  checkWhole,
  cluster,
  durable,
  end,
  figures,
  kHuman,
  kQuick,
  median,
  message,
  ms,
  passedOften,
  settled,
  ticketsOf,
  twoTabs,
  until,
} from './lib.mjs';

before(() => begin());
after(end);

test('two tabs on two nodes see the same messages in the same order, with consecutive revisions', async () => {
  const { session, tabs } = await twoTabs();
  const sent = [];
  for (let i = 0; i < 30; i++) {
    const next = message(i % 5 === 2 ? kHuman : kQuick);
    sent.push(next.client_id);
    tabs[i % 2].send(next);
  }
  await Promise.all(tabs.map((tab) => tab.until(() => durable(tab).length >= 60, 'all of it')));
  const [one, two] = tabs.map(durable);
  assert.deepEqual(one, two);
  assert.deepEqual(
    one.map((e) => e.revision),
    one.map((_, i) => i + 1),
  );
  checkWhole(await settled(session, sent), sent);
  for (const tab of tabs) tab.destroy();
});

test('a message sent at one node is seen at the other within 250 ms', async (t) => {
  const { tabs } = await twoTabs();
  const took = await passedOften(tabs, 100);
  t.diagnostic(figures(took));
  assert.ok(Math.max(...took) < 250, figures(took));
  for (const tab of tabs) tab.destroy();
});

test('what takes the long way is answered exactly once, and seen on both nodes', async () => {
  const talks = await Promise.all(Array.from({ length: 20 }, () => twoTabs()));
  await Promise.all(
    talks.map(async ({ session, tabs }) => {
      const [first, second] = [message(kHuman), message(kQuick)];
      tabs[0].send(first);
      const ack = await tabs[0].event((e) => e.type === 'ack');
      for (const tab of tabs) await tab.event((e) => e.message?.reply_to === ack.message_id, 'the answer');
      tabs[1].send(second); // its answer comes after any second one to the first
      const sent = [first.client_id, second.client_id];
      checkWhole(await settled(session, sent), sent);
      assert.equal(ticketsOf(session), 1);
      for (const tab of tabs) {
        await tab.until(() => durable(tab).length >= 4, 'both answers');
        assert.equal(durable(tab).length, 4);
        tab.destroy();
      }
    }),
  );
});

test('Redis is lost and comes back empty: slower meanwhile, nothing lost, and then full speed again', async (t) => {
  const { session, tabs } = await twoTabs();
  const sent = [];
  const say = async (count) => {
    for (let i = 0; i < count; i++) {
      const next = message(i % 5 === 2 ? kHuman : kQuick);
      sent.push(next.client_id);
      tabs[i % 2].send(next);
      await Promise.all(tabs.map((tab) => tab.until(() => durable(tab).length >= 2 * sent.length, 'all of it')));
    }
  };
  await say(10);
  await cluster.redis.end('SIGKILL');
  await say(10);
  const other = (await twoTabs()).tabs; // opened while it is away
  const alone = await passedOften(other, 20);
  t.diagnostic(`without Redis: ${figures(alone)}`);
  assert.ok(Math.max(...alone) < 1000, figures(alone));
  const from = performance.now();
  await cluster.redis.start();
  await say(10);
  await until('full speed', async () => median(await passedOften(other, 10)) < 50, 15_000);
  t.diagnostic(`full speed ${ms(performance.now() - from)} after Redis was started`);
  await say(10);
  assert.deepEqual(durable(tabs[0]), durable(tabs[1]));
  checkWhole(await settled(session, sent), sent);
  assert.equal(ticketsOf(session), 1);
  for (const tab of [...tabs, ...other]) tab.destroy();
});

test('questions that come to both nodes at once are answered without Redis too', async (t) => {
  await cluster.redis.end('SIGKILL');
  t.after(() => cluster.redis.start());
  const talks = await Promise.all(Array.from({ length: 10 }, () => twoTabs()));
  for (const talk of talks) {
    const all = Array.from({ length: 6 }, () => message(kHuman));
    talk.sent = all.map((m) => m.client_id);
    all.forEach((m, i) => talk.tabs[i % 2].send(m));
  }
  for (const { session, sent, tabs } of talks) {
    checkWhole(await settled(session, sent), sent);
    assert.equal(ticketsOf(session), 1);
    for (const tab of tabs) tab.destroy();
  }
});

test('kill -9 of the node that is at work: the other goes on, and answers within 10 s what was acknowledged', async (t) => {
  const kTalks = 30,
    kEach = 6;
  const bystander = await twoTabs();
  for (let round = 1; ; round++) {
    const talks = await Promise.all(Array.from({ length: kTalks }, () => twoTabs()));
    const acked = ({ tabs }) => tabs[0].events.filter((e) => e.type === 'ack');
    for (const talk of talks) {
      const all = Array.from({ length: kEach }, () => message(kHuman));
      talk.sent = all.map((m) => m.client_id);
      talk.tabs[0].raw(Buffer.concat(all.map((m) => frame(1, JSON.stringify(m)))));
    }
    await talks[0].tabs[0].event((e) => e.type === 'ack');
    await cluster.kill(0);
    const since = performance.now();
    const open = Number(cluster.sql('SELECT count(*) FROM chat_messages WHERE pending = 1'));
    await Promise.all(talks.map(({ tabs }) => tabs[0].end()));

    // Who is in no conversation of the dead node's notices nothing.
    const hello = message('hello');
    bystander.tabs[1].send(hello);
    const { message_id } = await bystander.tabs[1].event((e) => e.client_id === hello.client_id);
    await bystander.tabs[1].event((e) => e.message?.reply_to === message_id, 'an answer');
    const unmoved = performance.now() - since;
    assert.ok(unmoved < 5000, `a bystander waited ${ms(unmoved)}`);

    const waits = await Promise.all(
      talks.map(async (talk) => {
        const tab = talk.tabs[1],
          ids = acked(talk).map((e) => e.message_id);
        const answered = () => ids.every((id) => tab.events.some((e) => e.message?.reply_to === id));
        await tab.until(answered, 'answers to what was acknowledged', since + 10_000 - performance.now());
        return performance.now() - since;
      }),
    );
    t.diagnostic(`round ${round}: ${open} open questions left; ${figures(waits)}; a bystander's answer ${ms(unmoved)}`);
    for (const talk of talks) {
      // The other tab sends again what may not have arrived, as the client would.
      for (const client_id of talk.sent) talk.tabs[1].send(message(kHuman, client_id));
      checkWhole(await settled(talk.session, talk.sent), talk.sent);
      assert.equal(ticketsOf(talk.session), 1);
      for (const tab of talk.tabs) tab.destroy();
    }
    await cluster.startNode(0);
    if (open > 0) break;
    assert.ok(round < 5, 'nothing was under way at the deaths');
  }
  for (const tab of bystander.tabs) tab.destroy();
});
