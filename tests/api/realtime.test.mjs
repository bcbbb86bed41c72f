import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Server } from '../lib/server.mjs';
import { frame } from '../lib/socket.mjs';

let server, token, session;
before(async () => {
  server = await Server.start();
  token = server.token();
  session = await server.session(token);
});
after(() => server.stop());

const message = (text, client_id = randomUUID()) => ({ type: 'message', client_id, message_text: text });
const answered = (socket, text) =>
  socket.event(
    (e) => e.type === 'message' && e.message.sender_type === 'bot' && e.message.message_text.includes(text),
    text,
  );

test('ready, ack, answer; the other connection sees the message itself', async () => {
  const [a, b] = [await server.connect(session, token), await server.connect(session, token)];
  for (const s of [a, b]) assert.equal((await s.event((e) => e.type === 'ready')).session.id, session);
  const sent = message('hello');
  a.send(sent);
  const ack = await a.event((e) => e.type === 'ack' && e.client_id === sent.client_id);
  await Promise.all([answered(a, 'Hello'), answered(b, 'Hello')]);
  assert.equal((await b.event((e) => e.message?.client_id === sent.client_id)).message.id, ack.message_id);
  assert.equal(a.events.filter((e) => e.message?.client_id === sent.client_id).length, 0);
  a.destroy();
  b.destroy();
});

test('a burst is acknowledged in order and answered once each', async () => {
  const id = await server.session(token);
  const socket = await server.connect(id, token);
  const sent = Array.from({ length: 30 }, () => message('hello'));
  socket.raw(Buffer.concat(sent.map((m) => frame(1, JSON.stringify(m)))));
  await socket.until((s) => s.events.filter((e) => e.type === 'message').length === 30, '30 answers');
  assert.deepEqual(
    socket.events.filter((e) => e.type === 'ack').map((e) => e.client_id),
    sent.map((m) => m.client_id),
  );
  const revisions = socket.events
    .filter((e) => e.type === 'ack' || e.type === 'message')
    .map((e) => e.revision ?? e.message.revision);
  assert.deepEqual(
    revisions,
    revisions.map((_, i) => i + 1),
  );
  socket.destroy();
});

test('resuming gives what changed after the revision, each once; a revision never reached gives ready alone', async () => {
  const id = await server.session(token);
  for (const text of ['hello', 'thanks', 'bye']) await server.ask(token, id, text);
  const socket = await server.connect(id, token, '?after_revision=2');
  await socket.until((s) => s.events.length === 5, 'ready and four messages');
  assert.deepEqual(
    socket.events.slice(1).map((e) => e.message.seq),
    [3, 4, 5, 6],
  );
  const ahead = await server.connect(id, token, '?after_revision=999');
  assert.equal((await ahead.event((e) => e.type === 'ready')).session.revision, 6);
  socket.destroy();
  ahead.destroy();
});

test('a message that is sent again is acknowledged with what is stored', async () => {
  const id = await server.session(token);
  const socket = await server.connect(id, token);
  const sent = message('hello');
  socket.send(sent);
  socket.send(sent);
  await socket.until((s) => s.events.filter((e) => e.type === 'ack').length === 2, 'two acks');
  const acks = socket.events.filter((e) => e.type === 'ack');
  assert.equal(acks[0].message_id, acks[1].message_id);
  socket.send(message('other', sent.client_id));
  assert.equal((await socket.event((e) => e.type === 'error')).code, 'client_id_reused');
  socket.destroy();
});

test('read marks are told to the other connection', async () => {
  const id = await server.session(token);
  await server.ask(token, id, 'hello');
  const [a, b] = [await server.connect(id, token), await server.connect(id, token)];
  await b.event((e) => e.type === 'ready');
  a.send({ type: 'read', seq: 2 });
  assert.equal((await b.event((e) => e.type === 'session')).session.read.customer, 2);
  a.send({ type: 'read', seq: 99 });
  assert.equal((await a.event((e) => e.type === 'error')).code, 'invalid_field');
  a.destroy();
  b.destroy();
});

test('a refused handshake is an HTTP status', async () => {
  const status = (promise) =>
    promise.then(
      (s) => {
        s.destroy();
        return 101;
      },
      (e) => e.status,
    );
  assert.equal(await status(server.connect(session, '')), 401);
  assert.equal(await status(server.connect(session, token + 'x')), 401);
  assert.equal(await status(server.connect(session, server.token('2'))), 404);
  assert.equal(await status(server.connect(session, server.token('1', 'globex'))), 404);
  assert.equal(await status(server.connect(99999, token)), 404);
  assert.equal(await status(server.connect('abc', token)), 404);
  assert.equal((await server.call('GET', `/ws/chat/${session}`, { token })).status, 426);
});

test('bad frames get an error and the connection goes on; the tenth closes it', async () => {
  const socket = await server.connect(session, token);
  const bad = [
    'not json',
    '[1]',
    '{}',
    '{"type":"nonsense"}',
    '{"type":"message"}',
    '{"type":"message","client_id":"x","message_text":"hi"}',
    '{"type":"typing","active":"yes"}',
    JSON.stringify(message('   ')),
    JSON.stringify(message('x'.repeat(16_385))),
  ];
  for (const text of bad) socket.raw(frame(1, text));
  await socket.until((s) => s.events.filter((e) => e.type === 'error').length === bad.length, 'an error each');
  socket.send({ type: 'ping' });
  await socket.event((e) => e.type === 'pong');
  socket.raw(frame(1, '{"type":"message","x":"\\ud800"}'));
  assert.equal((await socket.end()).code, 1008);
});

const closing = [
  ['a binary frame', frame(2, 'x'), 1003],
  ['an unmasked frame', frame(1, 'x', { mask: false }), 1002],
  ['a reserved bit', frame(1, 'x', { rsv: 4 }), 1002],
  ['a reserved opcode', frame(3, 'x'), 1002],
  ['a frame over the limit', frame(1, 'x'.repeat(65_537)), 1009],
  [
    'fragments over the limit',
    Buffer.concat([frame(1, 'x'.repeat(40_000), { fin: false }), frame(0, 'x'.repeat(40_000))]),
    1009,
  ],
  ['bad UTF-8', frame(1, Buffer.from([0xc0, 0x80])), 1007],
  ['a surrogate in UTF-8', frame(1, Buffer.from([0xed, 0xa0, 0x80])), 1007],
  ['a continuation of nothing', frame(0, 'x'), 1002],
  ['a message inside another', Buffer.concat([frame(1, 'x', { fin: false }), frame(1, 'x')]), 1002],
  ['a fragmented ping', frame(9, 'x', { fin: false }), 1002],
  ['a ping of 126 bytes', frame(9, 'x'.repeat(126)), 1002],
  ['a close of one byte', frame(8, 'x'), 1002],
  ['a close with a code that may not be sent', frame(8, Buffer.from([3, 0xee])), 1002],
  ['an orderly close', frame(8, Buffer.from([3, 0xe8])), 1000],
];
for (const [name, bytes, code] of closing)
  test(`${name} closes with ${code}`, async () => {
    const socket = await server.connect(session, token);
    socket.raw(bytes);
    assert.equal((await socket.end()).code, code);
  });

test('a message in pieces, with a ping between, byte by byte', async () => {
  const socket = await server.connect(await server.session(token), token);
  const text = Buffer.from(JSON.stringify(message('héllo 😀 hello')));
  const bytes = Buffer.concat([
    frame(1, text.subarray(0, 90), { fin: false }),
    frame(9, 'p'),
    frame(0, text.subarray(90)),
  ]);
  for (const byte of bytes) socket.raw(Buffer.from([byte]));
  await socket.event((e) => e.type === 'ack');
  assert.deepEqual(socket.pongs, ['p']);
  socket.destroy();
});

test("a fresh token keeps the connection; another customer's does not pass", async () => {
  const socket = await server.connect(session, token);
  socket.send({ type: 'auth', token: server.token('2') });
  assert.equal((await socket.event((e) => e.type === 'error')).code, 'unauthorized');
  socket.send({ type: 'auth', token: server.token('1') });
  socket.send({ type: 'ping' });
  await socket.event((e) => e.type === 'pong');
  assert.equal(socket.events.filter((e) => e.type === 'error').length, 1);
  socket.destroy();
});

test('SSE tells what the socket tells, with revisions as ids, and resumes', async () => {
  const id = await server.session(token);
  await server.ask(token, id, 'hello');
  const read = async (headers, enough) => {
    const stop = new AbortController();
    const response = await fetch(`${server.url}/api/chat/sessions/${id}/events`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      signal: stop.signal,
    });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    let text = '';
    for await (const chunk of response.body) if (enough((text += Buffer.from(chunk)))) break;
    stop.abort();
    return text;
  };
  const all = await read({ 'last-event-id': '0' }, (t) => t.includes('id: 2\n'));
  assert.match(all, /data: \{"type":"ready"[\s\S]*id: 1\ndata: \{"type":"message"[\s\S]*id: 2\n/);
  assert.doesNotMatch(await read({ 'last-event-id': '1' }, (t) => t.includes('id: 2\n')), /id: 1\n/);
});

test('a long poll ends at the first change, or empty', async () => {
  const id = await server.session(token);
  const path = `/api/chat/sessions/${id}/events?after_revision=0`;
  assert.deepEqual((await server.call('GET', path + '&wait=0', { token })).json, { events: [], revision: 0 });
  const waiting = server.call('GET', path + '&wait=20', { token });
  await server.ask(token, id, 'hello');
  assert.equal((await waiting).json.events[0].message.message_text, 'hello');
});

test('too many frames a minute end a socket with 4429, pings of either kind too', async () => {
  const own = await Server.start({ env: { PARLANCE_LIMITS: 'on', PARLANCE_LIMITS_FRAMES_BURST: '10' } });
  const t = own.token();
  const id = await own.session(t);
  const floods = [(socket) => socket.send({ type: 'ping' }), (socket) => socket.raw(frame(9, 'x'))];
  for (const flood of floods) {
    const socket = await own.connect(id, t);
    await socket.event((e) => e.type === 'ready');
    for (let i = 0; i < 11; i++) flood(socket);
    const { code, reason } = await socket.end();
    assert.equal(code, 4429);
    assert.match(reason, /too many frames/);
  }
  await own.stop();
});

test('a clean stop closes with 4503 and says when to come back; the history is there again', async () => {
  const other = await Server.start();
  const t = other.token();
  const id = await other.session(t);
  await other.ask(t, id, 'hello');
  const socket = await other.connect(id, t);
  await other.stop({ keep: true });
  const { code, reason } = await socket.end();
  assert.equal(code, 4503);
  assert.ok(JSON.parse(reason).retry_after_ms > 0);
  const again = await Server.start({ data: other.data });
  assert.equal((await again.call('GET', `/api/chat/sessions/${id}/messages`, { token: t })).json.messages.length, 2);
  await again.stop();
});

test("a customer's places are given back, also when the client goes in mid-handshake", async () => {
  const limited = await Server.start({ env: { PARLANCE_LIMITS: 'on', PARLANCE_LIMITS_CONNECTIONS: '3' } });
  const t = limited.token(),
    id = await limited.session(t);
  for (let i = 0; i < 30; i++) {
    const pending = limited.connect(id, t).catch(() => null);
    await new Promise((r) => setImmediate(r));
    (await pending)?.tcp.resetAndDestroy();
  }
  const sockets = [];
  for (const deadline = Date.now() + 5000; sockets.length < 3 && Date.now() < deadline;)
    await limited.connect(id, t).then(
      (s) => sockets.push(s),
      () => {},
    );
  assert.equal(sockets.length, 3);
  assert.equal(
    await limited.connect(id, t).then(
      () => 101,
      (e) => e.status,
    ),
    429,
  );
  await limited.stop();
});

test('a long poll of a conversation with a history waits for what is new', async () => {
  const session = await server.session(token);
  await server.ask(token, session, 'hello');
  const from = performance.now();
  const path = `/api/chat/sessions/${session}/events?wait=2&after_revision=2`;
  const { json } = await server.call('GET', path, { token });
  assert.deepEqual(json, { events: [], revision: 2 });
  assert.ok(performance.now() - from > 1900, 'it came back with nothing before its time');
});
