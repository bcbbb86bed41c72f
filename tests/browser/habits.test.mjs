// What people do to a chat: two tabs, a reload at the wrong time, a shared computer, old conversations, no mouse.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Server } from '../lib/server.mjs';
import { done, launch, newPage, openChat, say, seen } from './lib.mjs';

let server, browser;
before(async () => {
  server = await Server.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server.stop();
});

async function signIn(page, name) {
  await page.goto(server.url);
  await page.getByText(name).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}
const api = async (method, path, token, body) => (await server.call(method, path, { token, body })).json;
const textsOf = async (token) => {
  const { sessions } = await api('GET', '/api/chat/sessions', token);
  const histories = sessions.map((s) => api('GET', `/api/chat/sessions/${s.id}/messages?limit=200`, token));
  return (await Promise.all(histories)).flatMap((h) =>
    h.messages.filter((m) => m.sender_type === 'customer').map((m) => m.message_text),
  );
};

test('two tabs: each sees what the other says, and what both hold unsent is sent once', async () => {
  const context = await browser.newContext();
  const [one, two] = [await newPage(context), await newPage(context)];
  await signIn(one, 'Owen Hart');
  await openChat(one);
  await say(one, 'hello');
  await seen(one, "I'm the support assistant");
  await two.goto(server.url);
  await openChat(two);
  await seen(two, "I'm the support assistant");
  await say(two, 'thanks');
  await seen(one, "You're welcome");
  const { port, data } = server;
  await server.kill();
  await say(one, 'kept by one');
  await say(two, 'kept by two');
  await one.getByText('Sending…').waitFor();
  server = await Server.start({ data, port });
  await Promise.all([one.reload(), two.reload()]);
  await Promise.all([openChat(one), openChat(two)]);
  for (const page of [one, two]) for (const text of ['kept by one', 'kept by two']) await seen(page, text);
  const texts = await textsOf(server.token('2', 'globex'));
  assert.deepEqual(texts.filter((t) => t.startsWith('kept')).sort(), ['kept by one', 'kept by two']);
  assert.deepEqual(two.faults, []);
  await done(one);
});

test('the very first message outlives a server that is down and a reload', async () => {
  const page = await newPage(await browser.newContext());
  await signIn(page, 'Anna Vogel');
  await openChat(page);
  const { port, data } = server;
  await server.kill();
  await say(page, 'what plan am I on?');
  await page.getByText('Sending…').waitFor();
  server = await Server.start({ data, port });
  await page.reload();
  await openChat(page);
  await seen(page, /is active and on the/);
  assert.deepEqual(await textsOf(server.token('3')), ['what plan am I on?']);
  await done(page);
});

test('another customer signs in and the page forgets to say so: nothing of the one before is shown or sent', async () => {
  const page = await newPage(await browser.newContext());
  await signIn(page, 'Tomás Rivera');
  await openChat(page);
  await say(page, 'a secret of mine');
  await seen(page, "I don't know the answer");
  await page.keyboard.press('Escape');
  const other = server.token('77', 'acme', '--name', 'Zoe');
  await page.evaluate((token) => (window.getParlanceToken = () => token), other);
  await openChat(page);
  await say(page, 'hello');
  await seen(page, 'Hello Zoe!');
  assert.equal(await page.getByText('secret').count(), 0);
  assert.deepEqual(await textsOf(other), ['hello']);
  await done(page);
});

test('a long history: the end first, earlier on the way up without a jump; an old conversation, and a new one', async () => {
  const token = server.token('1', 'globex');
  const { session } = await api('POST', '/api/chat/sessions', token, {});
  for (let i = 1; i <= 40; i++)
    await api('POST', `/api/chat/sessions/${session.id}/messages`, token, {
      client_id: randomUUID(),
      message_text: `thanks ${i}`,
    });
  await server.ask(token, session.id, 'bye');
  const page = await newPage(await browser.newContext());
  await signIn(page, 'Priya Nair');
  await openChat(page);
  await seen(page, 'Goodbye');
  assert.equal(await page.getByText(/thanks 1$/).count(), 0);
  const log = page.getByRole('log');
  const anchor = page.getByText(/thanks 20$/);
  await log.evaluate((el) => (el.scrollTop = 100));
  const before = await anchor.boundingBox();
  await log.evaluate((el) => (el.scrollTop = 10));
  await page.getByText(/thanks 1$/).waitFor();
  const after = await anchor.boundingBox();
  assert.ok(Math.abs(after.y - before.y) < 150, `it jumped from ${before.y} to ${after.y}`);
  await page.getByRole('button', { name: 'Conversations' }).click();
  await page.getByRole('button', { name: 'New conversation' }).click();
  await say(page, 'hello');
  await seen(page, "I'm the support assistant");
  assert.equal(await page.getByText('Goodbye').count(), 0);
  await page.getByRole('button', { name: 'Conversations' }).click();
  await page.locator('.list button.wide').last().click();
  await seen(page, 'Goodbye');
  await done(page);
});

test('an answer that comes while the chat is closed is counted on the button, until it is read', async () => {
  const page = await newPage(await browser.newContext());
  await signIn(page, 'Maya Chen');
  const token = server.token();
  const { session } = await api('POST', '/api/chat/sessions', token, {});
  await Promise.all([page.waitForResponse(/\/messages\?limit/), page.reload()]);
  await server.ask(token, session.id, 'hello');
  await page.locator('.badge').getByText('1').waitFor();
  await openChat(page);
  await seen(page, "I'm the support assistant");
  await page.keyboard.press('Escape');
  await page.locator('.badge').waitFor({ state: 'detached' });
  await Promise.all([page.waitForResponse(/\/messages\?limit/), page.reload()]);
  assert.equal(await page.locator('.badge').count(), 0);
  await done(page);
});

test('all of it without a mouse', async () => {
  const page = await newPage(await browser.newContext());
  await signIn(page, 'Maya Chen');
  const focused = () =>
    page.evaluate(() => {
      const el = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return el?.getAttribute('aria-label') ?? el?.textContent ?? '';
    });
  const tabTo = async (label) => {
    for (let i = 0; i < 40 && (await focused()) !== label; i++) await page.keyboard.press('Tab');
    assert.equal(await focused(), label);
  };
  await tabTo('Open chat');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox').waitFor();
  assert.equal(await focused(), 'Write a message…');
  await page.keyboard.type("What's the status of ticket #12345?");
  await page.keyboard.press('Enter');
  await seen(page, 'Would you like more details?');
  await tabTo('Yes, please');
  await page.keyboard.press('Enter');
  await seen(page, 'Description:');
  await tabTo('Conversations');
  await page.keyboard.press('Enter');
  await tabTo('Back');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  assert.equal(await focused(), 'Open chat');
  await done(page);
});
