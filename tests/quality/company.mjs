// How well a company's own intents are understood: public sets, loaded as a company would load them; of each intent
// every fifth message is kept back to be judged by.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from '../lib/server.mjs';

const data = new URL('../../../shared/data/nlu/', import.meta.url);
const kForeign = 'oos'; // what CLINC calls a message that is none of them
const kKept = 5;

function split(name, most) {
  const byIntent = new Map();
  for (const line of readFileSync(new URL(`${name}.jsonl`, data), 'utf8')
    .split('\n')
    .filter(Boolean)) {
    const { text, intent } = JSON.parse(line);
    if (!byIntent.has(intent)) byIntent.set(intent, []);
    byIntent.get(intent).push(text);
  }
  const intents = [],
    kept = [];
  for (const [intent, texts] of byIntent) {
    const judged = texts.filter((_, i) => intent === kForeign || i % kKept === 0);
    kept.push(...judged.map((text) => ({ text, intent })));
    if (intent !== kForeign)
      intents.push({ external_id: intent, phrases: texts.filter((_, i) => i % kKept).slice(0, most) });
  }
  return { intents, kept };
}

function measure(name, most = Infinity) {
  const { intents, kept } = split(name, most);
  const folder = mkdtempSync(join(tmpdir(), 'parlance-company-'));
  try {
    const [own, messages] = ['intents.jsonl', 'messages.jsonl'].map((file) => join(folder, file));
    const lines = (list) => list.map((row) => JSON.stringify(row)).join('\n');
    writeFileSync(own, lines(intents));
    writeFileSync(messages, lines(kept));
    const said = execFileSync(binary, ['nlu', 'test', messages, '--intents', own, '--rows'], { maxBuffer: 1 << 26 });
    const rows = said.toString().trim().split('\n').map(JSON.parse);
    const names = new Set(intents.map((i) => i.external_id));
    const share = (list, right) => (list.length ? list.filter(right).length / list.length : 1);
    const accuracy = share(
      rows.filter((r) => r.wanted !== kForeign),
      (r) => r.got === r.wanted,
    );
    const foreign = rows.filter((r) => r.wanted === kForeign);
    const recall = share(foreign, (r) => !names.has(r.got));
    const phrases = most === Infinity ? 'all phrases' : `${most} phrases each`;
    console.log(
      `a company's own intents, ${name}, ${phrases}: ${names.size} intents, accuracy ${accuracy.toFixed(3)}` +
        (foreign.length ? `, recall of what is none of them ${recall.toFixed(3)}` : ''),
    );
    return { accuracy, recall };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function companies() {
  const clinc = measure('clinc150');
  measure('clinc150', 20);
  const banking = measure('banking77');
  measure('banking77', 20);
  return [
    ['CLINC as own intents: accuracy in scope at least .90', clinc.accuracy >= 0.9],
    ['CLINC as own intents: recall out of scope at least .80', clinc.recall >= 0.8],
    ['Banking77 as own intents: accuracy at least .90', banking.accuracy >= 0.9],
  ];
}
