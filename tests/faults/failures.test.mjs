// A test for each row of docs/failures.md that is about the machine or the peer; bad requests have theirs in tests/api.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import net from 'node:net';
import { randomUUID } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, openSync, readFileSync, rmSync, writeFileSync, writeSync, closeSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Server, binary, newFolder } from '../lib/server.mjs';
import { Socket } from '../lib/socket.mjs';

const serve = (args, env = {}) =>
  spawnSync(binary, ['serve', ...args], { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 20_000 });
const until = async (what, check, ms = 15_000) => {
  for (const deadline = Date.now() + ms; ; await new Promise((r) => setTimeout(r, 50))) {
    const value = await check();
    if (value) return value;
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
  }
};
const send = (server, token, session, message_text = 'hello') =>
  server.call('POST', `/api/chat/sessions/${session}/messages`, {
    token,
    body: { client_id: randomUUID(), message_text },
  });

test('a port in use: it says so and what to do', async () => {
  const holder = net.createServer().listen(0, '127.0.0.1');
  await new Promise((r) => holder.once('listening', r));
  const { status, stderr } = serve(['--data', newFolder(), '--port', String(holder.address().port)]);
  holder.close();
  assert.equal(status, 1);
  assert.match(
    stderr,
    /cannot listen on 127\.0\.0\.1:\d+: Address already in use\. Stop what uses the port, or choose another with --port\./,
  );
});

test('a wrong configuration: file, line and allowed range', () => {
  const file = join(newFolder(), 'parlance.toml');
  writeFileSync(file, '\n[http]\nport = 99999\n');
  const { status, stderr } = serve(['--config', file, '--data', newFolder()]);
  assert.equal(status, 2);
  assert.match(stderr, /parlance\.toml:3: http\.port must be 0 to 65535/);
  assert.match(
    serve(['--data', newFolder()], { PARLANCE_LIMITS: 'off', PARLANCE_HTTP_ADDRESS: '0.0.0.0' }).stderr,
    /limits: may be off only while/,
  );
  assert.equal(spawnSync(binary, ['config', 'check', '--config', file]).status, 2);
});

test('another server uses the folder; the first goes on', async () => {
  const server = await Server.start();
  const { status, stderr } = serve(['--data', server.data, '--port', '0']);
  assert.equal(status, 1);
  assert.match(stderr, /another server uses the data folder/);
  assert.equal((await server.call('GET', '/healthz')).status, 200);
  await server.stop();
});

test('a folder that cannot be used: it says which', () => {
  const file = join(newFolder(), 'a file');
  writeFileSync(file, '');
  const { status, stderr } = serve(['--data', file, '--port', '0']);
  assert.equal(status, 1);
  assert.match(stderr, /cannot make the data folder/);
});

test('a folder that may only be read: it says so at start, whoever serves', async (t) => {
  const server = await Server.start();
  const { data } = server;
  await server.stop({ keep: true });
  chmodSync(join(data, 'parlance.db'), 0o444);
  chmodSync(data, 0o555);
  // Root may write anywhere, and so becomes somebody else.
  const asRoot = process.getuid() === 0;
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
  const open = binary
    .split('/')
    .every((_, i, parts) => (statSync(parts.slice(0, i + 1).join('/') || '/').mode & 0o001) !== 0);
  if (asRoot && !open) return t.skip('the built program lies where others may not look');
  const [command, ...args] = [...(asRoot ? nobody : []), binary, 'serve', '--data', data, '--port', '0'];
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  chmodSync(data, 0o755);
  rmSync(data, { recursive: true });
  assert.equal(status, 1, stderr);
  assert.match(stderr, /cannot write in the data folder .*Make it writable, or choose another with --data/);
});

test('a damaged database: it is not served', async () => {
  const server = await Server.start();
  const { data } = server;
  await server.stop({ keep: true });
  const file = join(data, 'parlance.db');
  const fd = openSync(file, 'r+');
  for (let at = 8192; at < statSync(file).size; at += 4096) writeSync(fd, Buffer.alloc(200, 0xaa), 0, 200, at);
  closeSync(fd);
  const { status, stderr } = serve(['--data', data, '--port', '0']);
  assert.equal(status, 1);
  assert.match(stderr, /damaged|malformed/);
  rmSync(data, { recursive: true });
});

test('a locked database: 503 storage_unavailable, reads go on, writes are back when the lock is gone', async () => {
  const server = await Server.start();
  const token = server.token(),
    session = await server.session(token);
  const holder = spawn('python3', [
    '-c',
    `import sqlite3,sys\nc=sqlite3.connect(${JSON.stringify(join(server.data, 'parlance.db'))},isolation_level=None)\nc.execute('BEGIN IMMEDIATE')\nprint('held',flush=True)\nsys.stdin.read()`,
  ]);
  await new Promise((r) => holder.stdout.once('data', r));
  const waiting = send(server, token, session);
  assert.equal((await server.call('GET', `/api/chat/sessions/${session}`, { token })).status, 200);
  const refused = await waiting;
  assert.equal(refused.status, 503);
  assert.equal(refused.json.code, 'storage_unavailable');
  holder.stdin.end();
  await new Promise((r) => holder.once('close', r));
  assert.match((await server.ask(token, session, 'hello')).message_text, /Hello/);
  await server.stop();
});

test('a full disk: 503 storage_full, reads go on, writes are back within 5 s of space', async (t) => {
  const folder = newFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]).status !== 0)
    return t.skip('a small file system cannot be mounted here');
  try {
    const data = join(folder, 'data');
    const server = await Server.start({ data });
    const token = server.token(),
      session = await server.session(token);
    const fill = join(folder, 'fill');
    spawnSync('dd', ['if=/dev/zero', `of=${fill}`, 'bs=4k']);
    let refused;
    for (let i = 0; i < 400 && !refused; i++) {
      const sent = await send(server, token, session, 'x'.repeat(8000));
      if (sent.status !== 201) refused = sent;
    }
    assert.equal(refused.status, 503);
    assert.equal(refused.json.code, 'storage_full');
    assert.equal((await server.call('GET', `/api/chat/sessions/${session}`, { token })).status, 200);
    rmSync(fill);
    const freed = Date.now();
    await until('a write', async () => (await send(server, token, session)).status === 201, 5000);
    assert.ok(Date.now() - freed < 5000);
    await until('an answer to all', async () => {
      const { json } = await server.call('GET', `/api/chat/sessions/${session}/messages?limit=200`, { token });
      return json.messages
        .filter((m) => m.sender_type === 'customer')
        .every((m) => json.messages.some((r) => r.reply_to === m.id));
    });
    await server.stop();
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
});

test('a slow-loris client is cut off, others are served', async () => {
  const server = await Server.start({ env: { PARLANCE_HTTP_REQUEST_TIMEOUT_MS: '500' } });
  const slow = Array.from({ length: 100 }, () =>
    net.connect(server.port, '127.0.0.1', function () {
      this.write('GET / HT');
    }),
  );
  const ends = Promise.all(
    slow.map(
      (s) =>
        new Promise((r) =>
          s
            .once('close', r)
            .on('error', () => {})
            .resume(),
        ),
    ),
  );
  assert.equal((await server.call('GET', '/healthz')).status, 200);
  await ends;
  await server.stop();
});

test('a client that never reads is dropped, others are served, and it can resume', async () => {
  const server = await Server.start();
  const token = server.token(),
    session = await server.session(token);
  const deaf = await server.connect(session, token);
  await deaf.event((e) => e.type === 'ready');
  deaf.tcp.pause();
  await until(
    'the drop',
    async () => {
      for (let i = 0; i < 20; i++) await server.ask(token, session, 'my text is ' + 'x'.repeat(16_000));
      return server.lines.some((l) => l.includes('slow_client_dropped'));
    },
    60_000,
  );
  const again = await server.connect(session, token, '?after_revision=0');
  await again.until((s) => s.events.filter((e) => e.type === 'message').length >= 40, 'the replay');
  await server.stop();
});

test('ten thousand idle connections, and a message is answered as ever', async () => {
  const server = await Server.start();
  const token = server.token('1', 'acme', '--ttl', '24h'),
    session = await server.session(token);
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1]);
  const before = resident(),
    sockets = [];
  for (let i = 0; i < 10_000; i += 250)
    sockets.push(
      ...(await Promise.all(Array.from({ length: 250 }, () => Socket.open(server.port, `/ws/chat/${session}`, token)))),
    );
  const kb = (resident() - before) / sockets.length;
  const other = server.token('2'),
    mine = await server.session(other);
  const started = Date.now();
  await server.ask(other, mine, 'hello');
  assert.ok(Date.now() - started < 1000);
  console.log(`failures: ${sockets.length} idle connections, ${kb.toFixed(2)} kB each`);
  for (const s of sockets) s.destroy();
  await server.stop();
});

test('a clock set back: order stays, answers go on, nothing is in the future', async (t) => {
  const library = [
    '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
    '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
  ].find((f) => {
    try {
      return statSync(f);
    } catch {
      return false;
    }
  });
  if (!library) return t.skip('libfaketime is not installed');
  const first = await Server.start();
  const token = first.token('1', 'acme', '--ttl', '24h'),
    session = await first.session(token);
  await first.ask(token, session, 'hello');
  await first.stop({ keep: true });
  const back = await Server.start({
    data: first.data,
    env: { LD_PRELOAD: library, FAKETIME: '-30s', DONT_FAKE_MONOTONIC: '1' },
  });
  await back.ask(token, session, 'thanks');
  const { json } = await back.call('GET', `/api/chat/sessions/${session}/messages`, { token });
  assert.deepEqual(
    json.messages.map((m) => m.seq),
    [1, 2, 3, 4],
  );
  assert.ok(json.messages[2].created_at < json.messages[1].created_at);
  await back.stop();
});
