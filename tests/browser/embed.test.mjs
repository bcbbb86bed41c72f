// The widget on a company's own page, which is of another origin and trusts nobody: by snippet and from the package.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Server, binary } from '../lib/server.mjs';
import { launch, newPage, openChat, resolveInWeb, say, seen } from './lib.mjs';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
let server, browser, page, pages, origin, folder;

before(async () => {
  server = await Server.start();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'parlance page '));
  pages = http.createServer((request, response) => page(request, response)).listen(0, '127.0.0.1');
  await new Promise((ready) => pages.once('listening', ready));
  origin = `http://127.0.0.1:${pages.address().port}`;
  const secret = join(folder, 'shop.secret');
  execFileSync(binary, ['tenant', 'add', 'shop', '--origin', origin, '--secret-file', secret, '--data', server.data], {
    stdio: 'ignore',
  });
});
after(async () => {
  pages.close();
  await browser?.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

// Nothing of the page's own but one inline script and one style sheet, by nonce; nothing at all of others but the widget's.
const policy = () =>
  [
    "default-src 'none'",
    `script-src 'nonce-n' ${server.url}`,
    "style-src 'nonce-n'",
    `connect-src ${server.url} ${server.url.replace('http', 'ws')}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
const loud = `* { color: red !important; font-size: 40px !important; display: inline !important } button { display: none }`;

test('by the one-line snippet, under a strict policy, on a page with loud styles', async () => {
  const snippet = `<script src="${server.url}/widget/parlance.js" data-company="The Shop" data-color="#ffdd00"
    data-greeting="What's up?" data-position="left" data-theme="dark" data-token-function="myToken" async></script>`;
  page = (_, response) => {
    response.setHeader('content-type', 'text/html');
    response.setHeader('content-security-policy', policy());
    response.end(`<!doctype html><html lang="en"><title>Shop</title><style nonce="n">${loud}</style>
      <script nonce="n">window.myToken = () => Promise.resolve('${server.token('9', 'shop')}')</script>${snippet}`);
  };
  const tab = await newPage(await browser.newContext());
  await tab.goto(origin);
  await openChat(tab);
  await tab.getByText("What's up?").waitFor();
  await say(tab, 'hello');
  await seen(tab, "I'm the support assistant");
  const panel = tab.getByRole('dialog', { name: 'The Shop' });
  const { x } = await panel.boundingBox();
  assert.ok(x < 100, 'it sits on the left');
  const style = await panel.evaluate((el) => ({
    color: getComputedStyle(el).color,
    size: getComputedStyle(el).fontSize,
  }));
  assert.notEqual(style.color, 'rgb(255, 0, 0)');
  assert.equal(style.size, '15px');
  const header = await panel.locator('header').evaluate((el) => getComputedStyle(el).color);
  assert.equal(header, 'rgb(0, 0, 0)', 'black is what can be read on yellow');
  await tab.evaluate(async () => (await window.Parlance).close());
  await panel.waitFor({ state: 'detached' });
  assert.deepEqual(tab.faults, []);
  await tab.context().close();
});

// As a company would: the package is installed beside React, typed, and built by a bundler.
async function buildReactPage() {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@parlance'), { recursive: true });
  cpSync(join(web, 'dist/package'), join(modules, '@parlance/widget'), { recursive: true });
  for (const name of ['react', 'react-dom', 'scheduler', '@types'])
    symlinkSync(join(web, 'node_modules', name), join(modules, name));
  writeFileSync(
    join(folder, 'page.tsx'),
    `import { useState } from 'react';
    import { createRoot } from 'react-dom/client';
    import { ParlanceWidget, type WidgetProps } from '@parlance/widget';
    const props: WidgetProps = { getToken: async () => (await fetch('/token')).text(), baseUrl: '${server.url}', company: 'Shop', language: 'de-AT' };
    function Page() {
      const [n, setN] = useState(0);
      return <><button onClick={() => setN(n + 1)}>again {n}</button><ParlanceWidget {...props} getToken={() => fetch('/token').then((r) => r.text())} /></>;
    }
    createRoot(document.getElementById('root') as HTMLElement).render(<Page />);`,
  );
  const { build } = await import(pathToFileURL(resolveInWeb('vite')).href);
  const entry = join(folder, 'page.tsx');
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { preserveSymlinks: true },
    build: { outDir: join(folder, 'dist'), lib: { entry, formats: ['es'], fileName: () => 'page.js' } },
  });
  execFileSync(
    join(web, 'node_modules/.bin/tsc'),
    [
      ...['--noEmit', '--strict', '--jsx', 'react-jsx', '--module', 'esnext', '--moduleResolution', 'bundler'],
      ...['--target', 'es2022', '--skipLibCheck', entry],
    ],
    { cwd: folder, stdio: 'inherit' },
  );
  return readFileSync(join(folder, 'dist/page.js'));
}

test("<ParlanceWidget> from the package: typed, in the page's language, and one conversation however often the page renders", async () => {
  const code = await buildReactPage();
  page = ({ url }, response) => {
    if (url === '/token') return response.end(server.token('10', 'shop'));
    response.setHeader('content-type', url === '/page.js' ? 'text/javascript' : 'text/html');
    response.end(
      url === '/page.js'
        ? code
        : '<!doctype html><html lang="de"><title>Shop</title><div id="root"></div><script type="module" src="/page.js"></script>',
    );
  };
  const tab = await newPage(await browser.newContext());
  await tab.goto(origin);
  await tab.getByRole('button', { name: 'Chat öffnen' }).click();
  await tab.getByText('Sie sprechen mit einem Bot.').waitFor();
  await say(tab, 'hello');
  await seen(tab, "I'm the support assistant");
  await tab.getByRole('button', { name: 'again 0' }).click();
  await tab.getByRole('button', { name: 'again 1' }).waitFor();
  await say(tab, 'thanks');
  await seen(tab, "You're welcome");
  const sessions = (await server.call('GET', '/api/chat/sessions', { token: server.token('10', 'shop') })).json
    .sessions;
  assert.equal(sessions.length, 1);
  assert.deepEqual(tab.faults, []);
  await tab.context().close();
});

test('a page of an origin that the company does not name gets nothing', async () => {
  page = (_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><html lang="en"><title>Shop</title><script>window.getParlanceToken = () => '${server.token('9', 'shop')}'</script>
      <script src="${server.url}/widget/parlance.js" async></script>`);
  };
  const tab = await newPage(await browser.newContext());
  await tab.goto(origin.replace('127.0.0.1', 'localhost'));
  await openChat(tab);
  await tab.getByText('Connection lost').waitFor();
  await tab.context().close();
});
