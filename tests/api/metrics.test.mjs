// What the server tells of itself, and to whom.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../lib/server.mjs';

let server, token;
before(async () => {
  server = await Server.start({ env: { PARLANCE_METRICS_ADDRESS: '127.0.0.1', PARLANCE_METRICS_PORT: '0' } });
  token = server.token();
});
after(() => server.stop());

const metrics = async (port = server.port, headers = {}) => {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
const value = (text, name) =>
  Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);

test('each stage of a message is counted, by the quick way and the long one', async () => {
  const session = await server.session(token);
  const socket = await server.connect(session, token);
  socket.send({ type: 'message', client_id: '00000000-0000-4000-8000-000000000001', message_text: 'hello' });
  await socket.event((e) => e.type === 'message' && e.message.sender_type === 'bot');
  await server.ask(token, session, 'let me talk to a person');
  const { status, type, text } = await metrics();
  assert.equal(status, 200);
  assert.match(type, /^text\/plain; version=0\.0\.4/);
  for (const stage of ['received', 'stored', 'queued', 'claimed', 'answered', 'delivered'])
    assert.ok(value(text, `parlance_message_stage_seconds_count{stage="${stage}"}`) > 0, stage);
  assert.equal(value(text, 'parlance_live_connections'), 1);
  assert.ok(value(text, 'parlance_answers_total{intent="greeting"}') >= 1);
  assert.match(text, /parlance_messages_total\{tenant="other"\}/);
  assert.doesNotMatch(text, /parlance_messages_total\{tenant="\d/);
  socket.destroy();
});

test('the text is as Prometheus reads it: each series after its type, each line a number', async () => {
  const { text } = await metrics();
  let family = '';
  for (const line of text.trimEnd().split('\n')) {
    if (line.startsWith('#')) family = line.split(' ')[2];
    else {
      assert.match(line, /^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? [0-9.e+-]+$/);
      assert.ok(line.startsWith(family), line);
    }
  }
});

test('what came through a proxy is not told; a listener of its own tells anyone', async () => {
  assert.equal((await metrics(server.port, { 'x-forwarded-for': '192.0.2.1' })).status, 404);
  const own = JSON.parse(server.lines.find((line) => line.includes('"event":"serving"'))).metrics_port;
  assert.equal((await metrics(own, { 'x-forwarded-for': '192.0.2.1' })).status, 200);
  assert.equal((await fetch(`http://127.0.0.1:${own}/healthz`)).status, 404);
});

test('a trace goes on, or begins', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const ask = (traceparent) => server.call('GET', '/healthz', { headers: traceparent ? { traceparent } : {} });
  const told = await ask(`00-${trace}-00f067aa0ba902b7-01`);
  assert.match(told.headers.get('traceparent'), new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  assert.doesNotMatch(told.headers.get('traceparent'), /00f067aa0ba902b7/);
  const id = told.headers.get('x-request-id');
  assert.ok(server.lines.some((line) => line.includes(id) && line.includes(`"trace_id":"${trace}"`)));
  assert.match((await ask('nonsense')).headers.get('traceparent'), /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
});
