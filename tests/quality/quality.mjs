// Prints how the embedded engine does on each set of public data, and fails where it falls below what was promised.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from '../lib/server.mjs';
import { companies } from './company.mjs';
import { measureLanguage } from './language.mjs';
import { searches } from './search.mjs';
import { measureSentiment } from './sentiment.mjs';
import { entities } from './entities.mjs';

const data = new URL('../../../shared/data/nlu/', import.meta.url);
if (!existsSync(data)) {
  console.log('skipped: the public data is not beside this checkout');
  process.exit(0);
}
const short = process.argv.includes('--short');
const folder = mkdtempSync(join(tmpdir(), 'parlance-quality-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const rows = (name) =>
  readFileSync(new URL(name, data), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

function report(what, list) {
  const file = join(folder, 'rows.jsonl');
  writeFileSync(file, list.map(({ text, intent }) => JSON.stringify({ text, intent })).join('\n'));
  const text = execFileSync(binary, ['nlu', 'test', file]).toString();
  const accuracy = Number(/accuracy ([\d.]+)/.exec(text)[1]);
  // What is acted on without asking back: coverage and precision at the engine's own threshold.
  const [, coverage, precision] = /^ +0\.75 +([\d.]+) +([\d.]+)$/m.exec(text).map(Number);
  console.log(`${what}: ${list.length} messages, accuracy ${accuracy}, acted on ${coverage}, rightly ${precision}`);
  return { text, accuracy, coverage, precision };
}

const named = ({ intent, ...row }) => ({ ...row, intent: intent === 'ticket_status' ? 'ticket_status_query' : intent });
const support = rows('support13.jsonl').map(named);
const strong = report(
  'our intents, strong',
  support.filter((r) => r.conf === 'strong'),
);
report(
  'our intents, weak',
  support.filter((r) => r.conf === 'weak'),
);
for (const src of new Set(support.map((r) => r.src)))
  report(
    `  ${src}, strong`,
    support.filter((r) => r.src === src && r.conf === 'strong'),
  );
if (!short) console.log('\n' + strong.text);

const found = searches(short);
const promises = [
  ...found,
  ['accuracy of our intents (strong) at least .80', strong.accuracy >= 0.8],
  ['precision of what is acted on at least .95', strong.precision >= 0.95],
  ...measureLanguage(),
  ...measureSentiment({ short }),
  ...(short ? [] : companies()),
  ...entities(rows, folder),
];
for (const [what, kept] of promises) console.log(`${kept ? 'kept' : 'BROKEN'}: ${what}`);
process.exitCode = promises.every(([, kept]) => kept) ? 0 : 1;
