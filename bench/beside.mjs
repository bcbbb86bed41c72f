// The same load on the stack that the product replaces and on ours, in turn in one run: these machines are noisy, so only
// the ratio counts.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepare, shared, startEcho, startOurs, startSeed } from './systems.mjs';

const kRounds = Number(process.env.ROUNDS ?? 3);
const kQuietRate = 300; // per second; what the seed's stack bears without a queue

// Not waited for in a blocking way: the servers' logs must go on being read.
const run = async (command, args) => (await promisify(execFile)(command, args, { maxBuffer: 16 << 20 })).stdout;

export async function measure(chatload, system, { seconds, sessions, rate }, folder) {
  const script = join(shared, 'bench/make_sessions.py');
  const file = join(folder, 'sessions.txt');
  writeFileSync(
    file,
    system.list?.(sessions) ?? (await run('python3', [script, ...system.sessions(sessions).map(String)])),
  );
  const args = ['--proto', system.proto, '--port', system.port, '--sessions', file, '--seconds', seconds];
  args.push('--pids', system.pids().join(','), ...(rate ? ['--rate', rate] : []));
  const line = (await run('taskset', ['-c', '1', chatload, ...args.map(String)])).trim();
  console.log(`bench: ${system.name}: ${line}`);
  return (name) => Number(new RegExp(`${name}=([\\d.]+)`).exec(line)?.at(-1));
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// What is asked for, of all that can be measured; and what came out, as rows of bench/results.md.
export async function beside({ seconds, sessions, rate, only = null }) {
  if (!existsSync(join(shared, 'bench/chatload.cpp')) || !existsSync(join(shared, 'peers/seed-stack')))
    return console.log('bench: skipped: the stack to measure beside is not here');
  const { chatload, stack } = prepare();
  const folder = mkdtempSync(join(tmpdir(), 'parlance-bench-'));
  const starts = {
    seed: () => startSeed(stack),
    echo: startEcho,
    sqlite: () => startOurs(),
    postgres: () => startOurs({ postgres: true }),
    'postgres+redis': () => startOurs({ postgres: true, redis: true }),
    'two nodes': () => startOurs({ postgres: true, redis: true, nodes: 2 }),
  };
  const systems = {};
  const rows = [];
  try {
    for (const [key, begin] of Object.entries(starts)) if (!only || only.includes(key)) systems[key] = await begin();
    const values = Object.fromEntries(Object.keys(systems).map((key) => [key, { answered: [], cpu: [] }]));
    for (let round = 1; round <= kRounds; round++)
      for (const [key, system] of Object.entries(systems)) {
        const value = await measure(chatload, system, { seconds, sessions }, folder);
        values[key].answered.push(value('answered_per_s'));
        values[key].cpu.push(value('server_cpu_us_per_answer'));
      }
    for (const [key, system] of Object.entries(systems)) {
      const at = async (r) => measure(chatload, system, { seconds, sessions, rate: r }, folder);
      const quiet = await at(kQuietRate),
        busy = key === 'seed' ? null : await at(rate);
      const row = {
        name: system.name,
        answered: median(values[key].answered),
        cpu: median(values[key].cpu),
        quiet,
        busy,
      };
      row.ratio = values.seed ? row.answered / median(values.seed.answered) : NaN;
      rows.push(row);
    }
  } finally {
    await Promise.allSettled(Object.values(systems).map((system) => system.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
  for (const row of rows)
    console.log(
      `bench: ${row.name}: ${row.answered} answered per second, ${row.ratio.toFixed(1)} x the seed's stack, ${row.cpu} us of CPU each`,
    );
  return rows;
}
