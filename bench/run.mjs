// Measures the server as it is built, and writes bench/results.md: `node bench/run.mjs [seconds] [what, by commas]`.
// Everything of a server on core 0, its client on core 1.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { beside } from './beside.mjs';
import { comeBack, idle } from './connections.mjs';
import { cost } from './cost.mjs';
import { fairness } from './fairness.mjs';
import { pin } from './processes.mjs';
import { second } from './second.mjs';
import { stream } from './stream.mjs';

const kSessions = 200;
const kRate = 5000; // messages per second
const seconds = Number(process.argv[2] ?? 5);
const wanted = process.argv[3]?.split(',') ?? [
  'speed',
  'second',
  'idle',
  'idle3',
  'back',
  'stream',
  'fairness',
  'cost',
];
const root = fileURLToPath(new URL('../', import.meta.url));

pin(process.pid, 1);
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n';

const kParts = {
  async speed() {
    const rows = (await beside({ seconds, sessions: kSessions, rate: kRate })) ?? [];
    const at = (value) => (value ? ['p50', 'p99', 'p999'].map((q) => value(`answer_ms.*?${q}`)).join(' / ') : '');
    return `## Answers, everything of the server on one core, durable\n\n${table(
      [
        'system',
        'answered per second',
        'times the seed’s stack',
        'CPU of an answer, µs',
        'p50 / p99 / p999 ms at 300 per second',
        `at ${kRate}`,
      ],
      rows.map((r) => [r.name, r.answered, r.ratio.toFixed(1), r.cpu, at(r.quiet), at(r.busy)]),
    )}`;
  },
  async second() {
    const found = await second({ seconds });
    if (!found) return '';
    const { alone, both, times, share } = found;
    return `## A second node\n\nEach node with ${share} of a core, PostgreSQL and Redis on another: one answers ${alone} a second, two ${both}: the second adds ${Math.round((times - 1) * 100)} % of the first, by the median of five rounds.\n`;
  },
  async idle() {
    return `## Idle connections\n\n10,000 on one node: ${(await idle(10_000)).toFixed(2)} kB each.\n`;
  },
  async idle3() {
    return `50,000 on three nodes (PostgreSQL, Redis): ${(await idle(50_000, { nodes: 3 })).toFixed(2)} kB each.\n`;
  },
  async back() {
    return `## After a restart\n\n10,000 clients are back after ${((await comeBack(10_000)) / 1000).toFixed(1)} s, the start of the server included.\n`;
  },
  async stream() {
    const { frames, sockets, delta, echo } = await stream({ seconds, sessions: kSessions });
    return `## Replies as they are written\n\n${frames.toLocaleString('en')} tokens to ${sockets.toLocaleString('en')} sockets, a frame each: ${delta.toFixed(2)} µs of CPU a frame, ${(delta / echo).toFixed(2)} times a frame of the echo (${echo.toFixed(2)} µs).\n`;
  },
  async fairness() {
    const { alone, beside, flooded } = await fairness({ seconds });
    return `## Fairness\n\nA company's p99 at 200 per second: ${alone} ms alone, ${beside} ms beside another's flood (${(beside / alone).toFixed(1)} times), of which ${flooded} a second are answered.\n`;
  },
  async cost() {
    const rows = (await cost({ seconds })) ?? [];
    return `## What a message costs as things grow\n\n${table(
      ['what', 'CPU of an answer, µs', 'times the smallest'],
      rows.map((r) => [r.name, r.cpu, r.ratio.toFixed(2)]),
    )}`;
  },
};

const cpu = /model name\s*: (.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))[1];
const version = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' }).split('\n')[0];
let text = `# What was measured

${os.cpus().length} cores of ${cpu}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Linux ${os.release()}; ${version('/usr/lib/postgresql/15/bin/postgres', '--version')}, ${version('redis-server', '--version').split(' ').slice(0, 3).join(' ')}.
By \`scripts/bench ${seconds}${process.argv[3] ? ' ' + process.argv[3] : ''}\`. The machine is shared and noisy: what is taken side by side in one run can be compared, a figure alone cannot.

`;
for (const name of wanted) text += `${await kParts[name]()}\n`;
writeFileSync(`${root}bench/results.md`, text.trimEnd() + '\n');
console.log('bench: written to bench/results.md');
