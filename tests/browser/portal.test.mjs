import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { Server } from '../lib/server.mjs';
import { done, launch, newPage, openChat, resolveInWeb, say, seen } from './lib.mjs';

const axe = readFileSync(resolveInWeb('axe-core/axe.min.js'), 'utf8');
const question = "What's the status of ticket #12345?";

let server, browser;
before(async () => {
  server = await Server.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server.stop();
});

// The portal with someone signed in and the chat open.
async function visit(name, { context: options = {}, prepare } = {}) {
  const page = await newPage(await browser.newContext(options));
  await prepare?.(page);
  await page.goto(server.url);
  await page.getByText(name).click();
  await openChat(page);
  return page;
}

test('sign in, ask example 1, follow up, reload and see the history', async () => {
  const page = await visit('Maya Chen');
  await page.getByText('You are talking to a bot.').waitFor();
  await say(page, question);
  await seen(
    page,
    "Your ticket #12345 'Login Issue' is currently In Progress. It's assigned to John Doe and has High priority. Last update was 2 hours ago. Would you like more details?",
  );
  await page.getByRole('button', { name: 'Yes, please' }).click();
  await seen(page, 'Description:');
  await page.reload();
  await openChat(page);
  await seen(page, 'Last update was');
  await done(page);
});

test('the server is killed in mid-conversation, and the conversation goes on by itself', async () => {
  const page = await visit('Tomás Rivera');
  await say(page, 'hello');
  await seen(page, "I'm the support assistant");
  const { port, data } = server;
  await server.kill();
  await say(page, 'and my orders?');
  await page.getByText('Connection lost').waitFor();
  server = await Server.start({ data, port });
  await seen(page, 'Tell me a number for more.');
  assert.equal(await page.getByRole('log').getByText('and my orders?').count(), 1);
  await done(page);
});

test('what is said before the page has told who is signed in is sent once it has', async () => {
  let tell;
  const told = new Promise((resolve) => (tell = resolve));
  const page = await visit('Anna Vogel', {
    prepare: (p) =>
      p.route('**/demo/token', async (route) => {
        await told;
        await route.continue();
      }),
  });
  await say(page, 'what plan am I on?');
  assert.equal(await page.getByRole('textbox').inputValue(), 'what plan am I on?');
  await page.keyboard.press('Escape');
  await openChat(page);
  tell();
  await seen(page, /is active and on the/);
  assert.equal(await page.getByRole('textbox').inputValue(), '');
  await done(page);
});

for (const [name, block] of [
  ['SSE', ['WebSocket']],
  ['polling', ['WebSocket', 'stream']],
])
  test(`where ${block.join(' and ')} is blocked, it goes by ${name}`, async () => {
    const page = await visit('Anna Vogel', {
      prepare: async (p) => {
        await p.routeWebSocket(/\/ws\//, (ws) => ws.close());
        if (block.includes('stream')) await p.route(/\/events\?after_revision/, (route) => route.abort());
      },
    });
    await say(page, 'what plan am I on?');
    await seen(page, /is active and on the/);
    await done(page);
  });

test('who signs in next at the same computer sees and sends nothing of the one before', async () => {
  const page = await visit('Priya Nair');
  await say(page, 'my secret wish');
  await seen(page, "I don't know the answer");
  await page.context().setOffline(true);
  await say(page, 'an unsent secret');
  await page.getByText('Sending…').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Close chat' }).first().click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Owen Hart').click();
  await openChat(page);
  await say(page, 'my orders');
  await seen(page, 'Tell me a number');
  assert.equal(await page.getByText('secret').count(), 0);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })), /secret/);
  await done(page);
});

const aloneOnly = { skip: process.env.TEST_CLUSTER ? 'the page is the same on several nodes' : false };
test('axe finds nothing serious: open and closed, light and dark, desktop and mobile', aloneOnly, async () => {
  for (const colorScheme of ['light', 'dark'])
    for (const viewport of [
      { width: 1200, height: 800 },
      { width: 390, height: 760 },
    ]) {
      const page = await visit('Maya Chen', { context: { colorScheme, viewport } });
      await seen(page, 'Last update was');
      for (const state of ['open', 'closed']) {
        if (state === 'closed') await page.keyboard.press('Escape');
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        const serious = violations.filter((v) => ['serious', 'critical'].includes(v.impact));
        assert.deepEqual(
          serious.map((v) => [v.id, v.nodes.map((n) => n.target)]),
          [],
          `${colorScheme} ${viewport.width} ${state}`,
        );
      }
      await done(page);
    }
});

test('markup in a ticket title is shown, not run', async () => {
  const page = await visit('Tomás Rivera');
  for (const text of ['open a ticket', '<img src=x onerror="window.hit=1">', '<script>window.hit=1</script>', 'yes']) {
    await say(page, text);
    await page.getByText('Sending…').waitFor({ state: 'detached' });
  }
  await seen(page, 'Done: your ticket is');
  assert.equal(await page.evaluate(() => window.hit), undefined);
  await done(page);
});

test('the bundles stay within their sizes', () => {
  for (const [file, limit] of [
    ['widget/parlance.js', 5],
    ['widget/widget.js', 95],
    ['package/index.js', 26],
  ]) {
    const text = readFileSync(new URL(`../../web/dist/${file}`, import.meta.url));
    const size = gzipSync(text, { level: 9 }).length;
    assert.ok(size <= limit * 1000, `${file} has ${size} bytes gzip, more than ${limit} kB`);
  }
});
