// Prism serves the vendors' contracts, and takes what the server sends them for a right request. It cannot stream, so that
// each answer is garbage to us; what counts is that it is one, and no refusal.
import { test, before } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Server } from '../lib/server.mjs';
import { freePort } from '../lib/services.mjs';
import { environment, wires } from '../lib/models.mjs';
import { atHand, fileOf } from '../lib/vendor-contract.mjs';

const kVersion = '5.14.2';
const skip = atHand ? false : "the vendors' contracts are not at hand";
const folder = fileURLToPath(new URL('../../.cache/prism/', import.meta.url));
const prism = `${folder}node_modules/.bin/prism`;

before(() => {
  if (skip || existsSync(prism)) return;
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  execFileSync('npm', ['install', ...quiet, '--prefix', folder, `@stoplight/prism-cli@${kVersion}`], {
    stdio: 'ignore',
  });
});

// A running Prism, on its own port until it is stopped.
async function serve(file) {
  const port = await freePort();
  const child = spawn(prism, ['mock', '--port', String(port), '--host', '127.0.0.1', fileOf(file)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  await new Promise((ready, failed) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text;
        if (said.includes('Prism is listening')) ready();
      });
    child.once('close', () => failed(new Error(`Prism ended: ${said}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill(), said: () => said };
}

for (const [name, wire] of Object.entries(wires))
  test(`${name}: Prism takes what we send`, { skip }, async (t) => {
    const vendor = await serve(wire.contract.file);
    t.after(vendor.stop);
    const settings = { ...wire.settings(vendor.url), 'models.order': wire.name, 'models.retries': 0 };
    // The contract's paths are whole.
    if (wire.name === 'gemini') settings['gemini.base_url'] = `${vendor.url}/v1beta`;
    const server = await Server.start({ env: environment(settings) });
    t.after(() => server.stop());
    const token = server.token();
    const answer = await server.ask(token, await server.session(token), 'status of ticket 12345');
    assert.match(answer.message_text, /^Your ticket #12345/);
    const failed = server.lines
      .filter((line) => line.includes('"event":"model_failed"'))
      .map((line) => JSON.parse(line));
    assert.ok(failed.length > 0);
    for (const { kind } of failed) assert.equal(kind, 'garbage', vendor.said());
    // It does look: a request without its messages is refused.
    const path = wire.contract.path.replace('{model}', 'gemini-test');
    const wrong = await fetch(vendor.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer x',
        'x-api-key': 'x',
        'x-goog-api-key': 'x',
        'anthropic-version': '2023-06-01',
      },
      body: JSON.stringify({ model: 5 }),
    });
    assert.ok(wrong.status >= 400, `${wrong.status}`);
  });
