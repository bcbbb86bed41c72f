// The two commands as a newcomer calls them; what they need is installed and built by now.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '../lib/server.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = (...args) => spawnSync('./run', args, { cwd: root, encoding: 'utf8', timeout: 60_000 });
const freePort = () =>
  new Promise((done) => {
    const holder = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = holder.address();
      holder.close(() => done(port));
    });
  });
// Command lines of whatever runs on the folder.
const processesOn = (data) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return line.includes(data) ? [line] : [];
      } catch {
        return []; // it has ended meanwhile
      }
    });

for (const [args, demo] of [
  [[], true],
  [['--no-demo'], false],
])
  test(`./run ${args.join(' ')} serves within 5 s, says where, and leaves nothing behind`, async (t) => {
    const data = join(newFolder(), 'my data'),
      port = await freePort(),
      from = Date.now();
    const child = spawn('./run', ['--port', String(port), '--data', data, ...args], { cwd: root });
    t.after(() => child.kill('SIGKILL'));
    const said = new Promise((done, failed) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
        if (text.includes(`http://127.0.0.1:${port}`)) done(text);
      });
      child.once('exit', () => failed(new Error(text)));
    });
    assert.match(await said, demo ? /choose a customer to sign in as/ : /tenant add/);
    assert.ok(Date.now() - from < 5000, `it took ${Date.now() - from} ms`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(page.status, demo ? 200 : 404);
    const ended = new Promise((done) => child.once('exit', (code) => done(code)));
    child.kill('SIGINT');
    assert.equal(await ended, 0);
    assert.deepEqual(processesOn(data), []);
  });

test('a port in use is told at once, and so is what it does not know', async () => {
  const holder = net.createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => holder.once('listening', ready));
  const taken = run('--port', String(holder.address().port));
  holder.close();
  assert.equal(taken.status, 1);
  assert.match(taken.stderr, /something listens on port \d+ already; stop it, or choose another with --port/);
  for (const [args, why] of [
    [['--port'], /--port needs a number/],
    [['--port', 'x'], /number from 0 to 65535/],
    [['--port', '70000'], /number from 0 to 65535/],
    [['--wrong'], /unknown option --wrong; see \.\/run --help/],
  ]) {
    const refused = run(...args);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, why);
  }
});

test('both commands say what they are for', () => {
  for (const name of ['./run', './test']) {
    const { status, stdout } = spawnSync(name, ['--help'], { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`usage: ${name}`));
  }
});
