// A company's help site becomes its articles: every page that the sitemap lists, as it would be read.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Server, binary } from '../lib/server.mjs';

const run = promisify(execFile);
const page = (title, text, head = '') => `<!doctype html><html lang="en-GB"><head><title>x</title>${head}</head><body>
  <nav>Home Shop Basket</nav><main><h1>${title}</h1>${text}</main><footer>Imprint</footer></body></html>`;

let server, site, url;
const pages = new Map();
before(async () => {
  site = createServer((request, response) => {
    const { status = 200, headers = {}, body = '' } = pages.get(request.url) ?? { status: 404 };
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  });
  await new Promise((ready) => site.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${site.address().port}`;
  server = await Server.start();
  const secret = join(server.data, 'shop.secret');
  server.command('tenant', 'add', 'shop', '--secret-file', secret);
});
after(async () => {
  await server.stop();
  site.closeAllConnections();
  site.close();
});

const list = (paths) => `<urlset>${paths.map((p) => `<url><loc>${url}${p}</loc></url>`).join('')}</urlset>`;
const load = (sitemap) => run(binary, ['import', 'articles', sitemap, '--tenant', 'shop', '--data', server.data]);

test('the pages of a sitemap are found, and cited with their address', async () => {
  pages.set('/sitemap.xml', { body: `<sitemapindex><sitemap><loc>${url}/help.xml</loc></sitemap></sitemapindex>` });
  pages.set('/help.xml', { body: list(['/warranty', '/old', '/gone', '/secret']) });
  pages.set('/warranty', { body: page('How long is the warranty?', '<p>It lasts <b>nine</b>\n years.</p>') });
  pages.set('/old', { status: 301, headers: { location: '/gifts' } });
  pages.set('/gifts', { body: page('Gift wrapping', '<p>Every parcel can be wrapped as a gift for 3 EUR.</p>') });
  const hidden = '<meta name="robots" content="noindex">';
  pages.set('/secret', { body: page('Secret plans', '<p>We sell moon rocks.</p>', hidden) });
  const { stdout, stderr } = await load(`${url}/sitemap.xml`);
  assert.match(stdout, /Imported 2 articles/);
  assert.match(stderr, /left out: .*\/gone is answered by 404/);
  assert.match(stderr, /left out: .*\/secret/);
  const token = server.token('7', 'shop');
  const session = await server.session(token);
  const asked = async (text) => {
    const until = Date.now() + 20_000;
    for (;;) {
      const answer = await server.ask(token, session, text);
      if (answer.parts.some((p) => p.type === 'citation') || Date.now() > until) return answer;
    }
  };
  const answer = await asked('how long does the warranty last?');
  assert.match(answer.message_text, /It lasts nine years\./);
  assert.doesNotMatch(answer.message_text, /Basket|Imprint/);
  assert.equal(answer.parts.find((p) => p.type === 'citation').url, `${url}/warranty`);
  assert.match((await asked('do you have gift wrapping?')).message_text, /3 EUR/);
});

test('a sitemap in a file is read, and what is none is refused with a word', async () => {
  const file = join(server.data, 'export.xml');
  writeFileSync(file, list(['/warranty']));
  assert.match((await load(file)).stdout, /Imported 1 articles/);
  writeFileSync(file, '<html></html>');
  await assert.rejects(load(file), /export\.xml is no sitemap.*Nothing was imported/s);
  await assert.rejects(load(`${url}/none.xml`), /none\.xml is answered by 404/);
  writeFileSync(file, list(['/gone']));
  await assert.rejects(load(file), /has no page to import/);
});

test('a page that never ends or leads in a circle is left out', async () => {
  pages.set('/large', { body: page('Large', 'x'.repeat(5 * 1024 * 1024)) });
  pages.set('/round', { status: 302, headers: { location: '/round' } });
  pages.set('/file', { status: 302, headers: { location: 'file:///etc/passwd' } });
  pages.set('/mixed.xml', { body: list(['/large', '/round', '/file', '/warranty']) });
  const { stdout, stderr } = await load(`${url}/mixed.xml`);
  assert.match(stdout, /Imported 1 articles/);
  assert.match(stderr, /\/large is larger than/);
  assert.match(stderr, /\/round .*too many redirects/);
  assert.match(stderr, /file:\/\/\/etc\/passwd is no address of the web/);
});

test('what is on another host, no page, twice there or too long is left out, and the rest imported', async () => {
  const other = url.replace('127.0.0.1', 'localhost');
  pages.set('/away', { status: 302, headers: { location: `${other}/warranty` } });
  pages.set('/data', { headers: { 'content-type': 'application/json' }, body: '{"password":"hunter2"}' });
  pages.set('/robots', { headers: { 'x-robots-tag': 'noindex' }, body: page('Hidden', '<p>Hidden.</p>') });
  pages.set(`/${'x'.repeat(250)}`, { body: page('Long', '<p>Long.</p>') });
  const index = ['/a.xml', '/b.xml', '/missing.xml'].map((p) => `<sitemap><loc>${url}${p}</loc></sitemap>`).join('');
  pages.set('/index.xml', { body: `<sitemapindex>${index}</sitemapindex>` });
  pages.set('/a.xml', { body: list(['/warranty', '/away', '/data', '/robots', `/${'x'.repeat(250)}`]) });
  pages.set('/b.xml', {
    body: list(['/warranty', '/gifts']).replace('<urlset>', `<urlset><url><loc>${other}/x</loc></url>`),
  });
  const { stdout, stderr } = await load(`${url}/index.xml`);
  assert.match(stdout, /Imported 2 articles/);
  for (const word of [
    /localhost.*\/warranty is on another host/,
    /localhost.*\/x is on another host/,
    /\/data is no page/,
  ])
    assert.match(stderr, word);
  for (const word of [
    /\/robots .*asks not to be indexed/,
    /external_id.* at most 200/,
    /missing\.xml is answered by 404/,
  ])
    assert.match(stderr, word);
  pages.set('/map?v=2', { body: list(['/warranty']) });
  assert.match((await load(`${url}/map?v=2`)).stdout, /Imported 1 articles/);
});
