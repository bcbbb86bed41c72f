// Answers by vendors' models as a customer sees them.
import { test, before, after } from 'node:test';
import { startWith, results, wires } from '../lib/models.mjs';
import { done, launch, newPage, openChat, say, seen } from './lib.mjs';

const { anthropic, 'openai responses': responses } = wires;
const kBegin = 'Your lamp can be paired again in three steps.';
const kEnd = ' Hold the button, wait for the blue light, and let go.';

// Holds a stream back at a byte until the test lets it go on.
function gate(at) {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  return { open, chunk: 40, between: async (sent) => sent >= at && (await opened) };
}

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

async function visit(server) {
  const page = await newPage(await browser.newContext());
  await page.goto(server.url);
  await page.getByText('Maya Chen').click();
  await openChat(page);
  return page;
}

test('an answer streams, is interrupted by a reload and goes on', async () => {
  const held = gate(2600);
  const { server } = await startWith([[anthropic, { text: kBegin + kEnd, ...held }]]);
  const page = await visit(server);
  await say(page, 'How do I pair my lamp?');
  await seen(page, 'Your lamp can be');
  await page.reload();
  await openChat(page);
  await seen(page, 'Your lamp can be');
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  held.open();
  await seen(page, kBegin + kEnd);
  await done(page);
  await server.stop();
});

test('a vendor dies in mid-answer, and one whole answer stands there', async () => {
  const { server } = await startWith([
    [anthropic, { text: 'You will get a refund of ', chunk: 40, cut: 1400 }],
    [responses, { text: kBegin + kEnd }],
  ]);
  const page = await visit(server);
  await say(page, 'How do I pair my lamp?');
  await seen(page, kBegin + kEnd);
  if ((await page.getByText('You will get').count()) > 0) throw new Error('half of the first answer is still there');
  await done(page);
  await server.stop();
});

test('an answer from an article cites it, and the citation opens', async () => {
  const { server } = await startWith([
    [
      responses,
      (request) =>
        results(request).length
          ? { text: `It is in "${results(request)[0].passages[0].article}".` }
          : { calls: [{ name: 'search_knowledge_base', arguments: { query: 'reset the thermostat' } }] },
    ],
  ]);
  const page = await visit(server);
  await say(page, 'How do I reset my thermostat?');
  await seen(page, 'It is in "');
  await page.locator('.turn').last().locator('button.card').first().click();
  await page.locator('.article h3').waitFor();
  await done(page);
  await server.stop();
});
