// A browser and what every page in it is held to.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const resolveInWeb = require.resolve;
export const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium', args });

// A page that remembers what no page may have: exceptions, and what its content security policy had to stop.
export async function newPage(context) {
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (e) => page.faults.push(e.message));
  page.on('console', (m) => {
    if (m.text().includes('Content Security Policy')) page.faults.push(m.text());
  });
  return page;
}

export const openChat = (page) => page.getByRole('button', { name: 'Open chat' }).click();
export const say = async (page, text) => {
  await page.getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
};
// Where it does not come, what the panel shows instead is told.
export const seen = async (page, text) => {
  try {
    await page.getByRole('log').getByText(text).last().waitFor({ timeout: 15_000 });
  } catch (e) {
    e.message += `\nthe panel shows:\n${await page.locator('.panel').innerText()}`;
    throw e;
  }
};
export const done = async (page) => {
  assert.deepEqual(page.faults, []);
  await page.context().close();
};
