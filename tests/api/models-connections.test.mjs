// How vendors are reached: whoever speaks OpenAI's Chat Completions, connections that are kept, HTTP/2, proxies, nobody there.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { join } from 'node:path';
import { newFolder } from '../lib/server.mjs';
import { freePort } from '../lib/services.mjs';
import { results, says, talk, wires } from '../lib/models.mjs';

const { 'openai chat': chat, anthropic, gemini } = wires;

// As Ollama, vLLM and llama.cpp: a base URL with a path, and no key.
const compatible = {
  ...chat,
  name: 'compatible',
  settings: (url) => ({ 'compatible.base_url': `${url}/v1`, 'compatible.model': 'local-test' }),
  check: ({ url, headers }) =>
    url !== '/v1/chat/completions' ? 'bad_request' : headers.authorization === undefined ? null : 'bad_key',
};

let folder;
before(() => {
  folder = newFolder();
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files], {
    stdio: 'ignore',
  });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const overTls = {
  serve: (handler) =>
    createSecureServer(
      { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) },
      handler,
    ),
  protocol: 'https',
};

test('a compatible server is asked by its base URL, without a key, and calls tools', () =>
  talk(
    [
      [
        compatible,
        (request) =>
          results(request).length
            ? says(`It is ${results(request)[0].order.status}.`)
            : { calls: [{ name: 'order_status', arguments: { order_id: '5512' } }] },
      ],
    ],
    {},
    async ({ ask, fakes }) => {
      assert.equal(await ask('Where is my order 5512?'), 'It is Shipped.');
      assert.equal(fakes[0].requests[0].body.model, 'local-test');
    },
  ));

// The stream's own end comes a moment after the mark of the answer's end.
test('one connection serves question after question', () =>
  talk(
    [[chat, { parts: [chat.stream({ text: 'ok' })], partPause: 30 }]],
    { env: { PARLANCE_IO_THREADS: '1' } },
    async ({ ask, fakes }) => {
      for (let i = 1; i <= 5; i++) {
        assert.equal(await ask('hello'), 'ok');
        for (const deadline = Date.now() + 5000; fakes[0].over < i && Date.now() < deadline;)
          await new Promise((done) => setTimeout(done, 5));
      }
      assert.equal(fakes[0].requests.length, 5);
      assert.equal(fakes[0].connections, 1);
    },
  ));

test('over TLS a vendor is spoken to in HTTP/2, many questions over one connection', () => {
  return talk(
    [[gemini, says('ok', { pause: 50 }), overTls]],
    { env: { PARLANCE_IO_THREADS: '1' }, settings: { 'models.ca_file': join(folder, 'cert.pem') } },
    async ({ ask, server, token, fakes }) => {
      assert.equal(await ask('hello'), 'ok');
      const many = Array.from({ length: 8 }, () =>
        server.call('POST', '/api/chat/ai/process', { token, body: { message_text: 'hello' } }),
      );
      for (const { json } of await Promise.all(many)) assert.equal(json.response, 'ok');
      assert.equal(fakes[0].connections, 1);
      assert.ok(fakes[0].requests.every(({ headers }) => headers[':authority']));
    },
  );
});

test('a vendor whose certificate is not trusted is told nothing', () => {
  return talk([[gemini, says('ok'), overTls]], { settings: { 'models.retries': 0 } }, async ({ ask, fakes }) => {
    assert.match(await ask('hello'), /support assistant/);
    assert.equal(fakes[0].requests.length, 0);
  });
});

test('a proxy is asked in the place of the vendor', () => {
  const host = 'http://vendor.invalid';
  const proxied = {
    ...anthropic,
    settings: (url) => ({ ...anthropic.settings(host), 'models.proxy': url }),
    check: (request, body) =>
      request.url.startsWith(`${host}/`)
        ? anthropic.check({ headers: request.headers, url: request.url.slice(host.length) }, body)
        : 'bad_request',
  };
  return talk([[proxied, says('through the proxy')]], {}, async ({ ask }) =>
    assert.equal(await ask('hello'), 'through the proxy'),
  );
});

test('where nobody listens the next vendor answers', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const gone = { ...anthropic, settings: () => anthropic.settings(url) };
  return talk(
    [
      [gone, says('never')],
      [chat, says('From the second.')],
    ],
    { settings: { 'models.retries': 0 } },
    async ({ ask, server }) => {
      assert.equal(await ask('hello'), 'From the second.');
      assert.match(server.lines.join('\n'), /"kind":"unreachable"/);
    },
  );
});
