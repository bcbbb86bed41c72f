// One company's flood beside another's usual traffic: the second's p99 alone, and during the flood.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './beside.mjs';
import { prepare, startOurs } from './systems.mjs';

const kQuiet = { sessions: 20, rate: 200 };
const kFloodSessions = 200;

export async function fairness({ seconds }) {
  const { chatload } = prepare();
  const folders = ['quiet-', 'flood-'].map((name) => mkdtempSync(join(tmpdir(), name)));
  const system = await startOurs();
  const globex = { ...system, name: 'globex', sessions: (count) => system.sessions(count, 'globex') };
  const acme = { ...system, name: 'acme, a flood' };
  try {
    const p99 = async () =>
      (await measure(chatload, globex, { seconds, ...kQuiet }, folders[0]))('answer_ms p50=[\\d.]+ p99');
    const alone = await p99();
    // The flood goes on for longer than what is measured beside it.
    const flood = measure(chatload, acme, { seconds: seconds * 3, sessions: kFloodSessions }, folders[1]);
    await new Promise((r) => setTimeout(r, seconds * 1000));
    const beside = await p99();
    const flooded = (await flood)('answered_per_s');
    console.log(
      `bench: fairness: p99 alone ${alone} ms, beside a flood ${beside} ms: ${(beside / alone).toFixed(1)} x`,
    );
    return { alone, beside, flooded };
  } finally {
    await system.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}
