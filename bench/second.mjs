// What a second node adds where neither the database nor the clients are the bound: each node has a share of core 0, and
// PostgreSQL, Redis and the clients have core 1.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median } from './beside.mjs';
import { limitCpu } from './processes.mjs';
import { prepare, startOurs } from './systems.mjs';

const kShare = 0.2; // of a core, of each node
const kSessions = 150; // of each node
const kRounds = 5;

export async function second({ seconds }) {
  const { chatload } = prepare();
  const folders = ['first-', 'second-'].map((name) => mkdtempSync(join(tmpdir(), name)));
  const system = await startOurs({ postgres: true, redis: true, nodes: 2, coreOfOthers: 1 });
  const limits = system.servers.map(({ child }) => limitCpu(child.pid, kShare));
  const load = async (i) => {
    const node = { ...system, name: `node ${i + 1}`, port: system.servers[i].port };
    return (await measure(chatload, node, { seconds, sessions: kSessions }, folders[i]))('answered_per_s');
  };
  const alone = [],
    both = [];
  try {
    if (limits.includes(null)) return console.log("bench: skipped: this machine lets nobody limit a process's CPU");
    const together = async () => (await Promise.all([load(0), load(1)])).reduce((a, b) => a + b);
    await together(); // tables and caches come to their size
    for (let round = 0; round < kRounds; round++) {
      alone.push(await load(round % 2));
      both.push(await together());
    }
  } finally {
    await system.stop();
    limits.forEach((end) => end?.());
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
  const times = median(both.map((answered, i) => answered / alone[i]));
  console.log(`bench: one node ${alone} a second, two ${both}: ${times.toFixed(2)} x`);
  return { alone: median(alone), both: median(both), times, share: kShare };
}
