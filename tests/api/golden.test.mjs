// The exchanges of api/golden, as the server has them; the client is tested with the same (web/client/src/golden.test.ts).
// With UPDATE_GOLDEN=1 the server's events are written anew, to be read before they are committed.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { Server } from '../lib/server.mjs';

const folder = new URL('../../api/golden/', import.meta.url);
const kTime = '2026-01-01T00:00:00.000Z';
const timeless = (event) =>
  JSON.parse(
    JSON.stringify(event).replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, (_, time) => (time ? kTime : kTime.slice(0, 10))),
  );
const is = (type) => (step) => step.server?.type === type;

for (const name of readdirSync(folder))
  test(`golden: ${name}`, async () => {
    const golden = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    const server = await Server.start();
    const token = server.token('1', 'acme');
    const id = await server.session(token);
    const socket = await server.connect(id, token);
    const steps = [];
    for (const step of golden.steps) {
      if (step.client) socket.send(step.client);
      else await socket.until((s) => s.events.length > steps.filter((s) => s.server).length, step.server.type);
      steps.push(step.client ? step : { server: timeless(socket.events[steps.filter((s) => s.server).length]) });
    }
    assert.ok(steps.some(is('ready')));
    if (process.env.UPDATE_GOLDEN)
      writeFileSync(new URL(name, folder), JSON.stringify({ ...golden, steps }, null, 1) + '\n');
    else assert.deepEqual(steps, golden.steps);
    socket.destroy();
    await server.stop();
  });
