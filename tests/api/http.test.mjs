// What HTTP asks of a server beyond the routes, over raw sockets.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import net from 'node:net';
import { Server } from '../lib/server.mjs';
import { frame } from '../lib/socket.mjs';

let server, token;
before(async () => {
  server = await Server.start();
  token = server.token();
});
after(() => server.stop());

// Writes, and resolves to what has come once `enough` holds.
const exchange = (text, enough, more = '') =>
  new Promise((done, failed) => {
    let got = '',
      sent = false;
    const socket = net.connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(10_000, () => failed(new Error(`waited in vain; came: ${got}`)));
    socket.on('error', failed).on('data', (chunk) => {
      got += chunk;
      if (more && !sent && got.includes('100 Continue')) sent = socket.write(more) || true;
      if (enough(got)) {
        socket.destroy();
        done(got);
      }
    });
  });

test('HEAD is answered with the head alone, and the connection goes on', async () => {
  const head = 'HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
    get = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
  const got = await exchange(head + get, (text) => text.endsWith('{"status":"ok"}'));
  assert.equal(got.split('HTTP/1.1 200').length, 3);
  assert.equal(got.split('{"status":"ok"}').length, 2);
  assert.equal(got.match(/Content-Length: 15/g).length, 2);
});

test('a wrong method names the right ones', async () => {
  const response = await fetch(`${server.url}/api/chat/sessions`, { method: 'DELETE' });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get('allow'), 'POST, GET');
});

test('who asks before sending a body is told to go on; without a Host nothing is served', async () => {
  const body = '{}';
  const head = `POST /api/chat/sessions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: Application/JSON ; charset=utf-8\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`;
  assert.match(
    await exchange(head, (text) => text.includes('"session"'), body),
    /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201/,
  );
  assert.match(await exchange('GET /healthz HTTP/1.1\r\n\r\n', (text) => text.includes('}')), /^HTTP\/1\.1 400/);
});

test('a socket that is closed for its frames learns why, whatever it is still sending', async () => {
  const session = await server.session(token);
  for (let i = 0; i < 20; i++) {
    const socket = await server.connect(session, token);
    socket.raw(Buffer.concat(Array.from({ length: 20 }, () => frame(1, 'x'.repeat(100_000)))));
    assert.equal((await socket.end()).code, 1009);
  }
});

test('a long poll that its client has left gives its place back', async (t) => {
  const limited = await Server.start({ env: { PARLANCE_LIMITS: 'on', PARLANCE_LIMITS_CONNECTIONS: '1' } });
  t.after(() => limited.stop());
  const mine = limited.token(),
    session = await limited.session(mine);
  const path = `/api/chat/sessions/${session}/events`;
  const poll = () =>
    new Promise((done) => {
      const socket = net.connect(limited.port, '127.0.0.1', () => {
        const head = `GET ${path}?wait=30&after_revision=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${mine}\r\n\r\n`;
        socket.write(head, () => done(socket));
      });
      socket.on('error', () => {}).on('data', () => (socket.answered = true));
    });
  const full = async () => (await limited.call('GET', `${path}?wait=0`, { token: mine })).status === 429;
  const deadline = Date.now() + 10_000;
  // The one who looks takes a place for a moment too, and may have kept the poll from its own.
  let holder = await poll();
  while (!(await full())) {
    assert.ok(Date.now() < deadline, 'the poll never took its place');
    if (holder.answered) holder = await poll();
  }
  holder.destroy();
  while (await full()) assert.ok(Date.now() < deadline, 'the place is still taken');
});
