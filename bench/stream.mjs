// Replies written token by token to many sockets at once: the server's CPU of a `delta` frame, beside what an echo takes
// for each frame that it takes or sends.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { binary } from '../tests/lib/server.mjs';
import { Socket, frame } from '../tests/lib/socket.mjs';
import { measure } from './beside.mjs';
import { pin } from './processes.mjs';
import { prepare, startEcho } from './systems.mjs';

const kSockets = 1_000,
  kTokens = 1_000, // of each reply
  kAtOnce = 100;
const kDelta = Buffer.from('"type":"delta"');
const kFramesOfAnEcho = 3; // one taken, two sent

const cpuMs = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10; // ticks of 10 ms
};

async function openAll(port, token) {
  const sockets = [];
  while (sockets.length < kSockets)
    sockets.push(
      ...(await Promise.all(
        Array.from({ length: kAtOnce }, async () => {
          const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
          const made = await fetch(`http://127.0.0.1:${port}/api/chat/sessions`, {
            method: 'POST',
            headers,
            body: '{}',
          });
          const socket = await Socket.open(port, `/ws/chat/${(await made.json()).session.id}`, token);
          await socket.event((e) => e.type === 'ready');
          return socket;
        }),
      )),
    );
  return sockets;
}

// Resolves when every token has come.
function count(sockets) {
  return new Promise((done) => {
    let left = kSockets * kTokens;
    for (const { tcp } of sockets) {
      let rest = Buffer.alloc(0);
      tcp.removeAllListeners('data').on('data', (chunk) => {
        const data = Buffer.concat([rest, chunk]);
        let from = 0;
        for (let at; (at = data.indexOf(kDelta, from)) >= 0; from = at + kDelta.length) left--;
        rest = data.subarray(Math.max(from, data.length - kDelta.length + 1));
        if (left === 0) done();
      });
    }
  });
}

async function ofDeltas(folder) {
  const data = join(folder, 'data');
  const build = dirname(binary);
  execFileSync('ninja', ['-C', build, 'stream_bench'], { stdio: 'ignore' });
  const child = spawn(join(build, 'stream_bench'), [data, String(kTokens)], { stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    const port = Number(
      await new Promise((said, failed) => {
        child.stdout.once('data', said);
        child.once('exit', (code) => failed(new Error(`stream_bench ended with ${code}`)));
      }),
    );
    pin(child.pid, 0);
    const token = execFileSync(binary, ['--data', data, 'token', '--tenant', 'acme', '--sub', '1']).toString().trim();
    const sockets = await openAll(port, token);
    const all = count(sockets),
      before = cpuMs(child.pid);
    for (const socket of sockets)
      socket.tcp.write(frame(1, JSON.stringify({ type: 'message', client_id: randomUUID(), message_text: 'Write.' })));
    await all;
    const us = ((cpuMs(child.pid) - before) * 1000) / (kSockets * kTokens);
    sockets.forEach((socket) => socket.tcp.destroy());
    return us;
  } finally {
    child.kill('SIGKILL');
  }
}

export async function stream({ seconds, sessions }) {
  const { chatload } = prepare();
  const folder = mkdtempSync(join(tmpdir(), 'parlance-stream-'));
  const echo = await startEcho();
  try {
    const ofEcho = (await measure(chatload, echo, { seconds, sessions }, folder))('server_cpu_us_per_answer');
    const delta = await ofDeltas(folder);
    const each = ofEcho / kFramesOfAnEcho;
    console.log(`bench: a delta frame takes ${delta.toFixed(2)} us, a frame of the echo ${each.toFixed(2)} us`);
    return { frames: kSockets * kTokens, sockets: kSockets, delta, echo: each };
  } finally {
    await echo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
