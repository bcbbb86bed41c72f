// Runs `parlanced nlu test` over rows, and reads the figures that it prints.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from '../lib/server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'parlance-quality-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const kData = new URL('../../../shared/data/', import.meta.url);
export const rowsOf = (name) =>
  readFileSync(new URL(name, kData), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

// `rows`: {text, [what]}. Recall of a label that no row has is not counted.
export function measure(what, rows) {
  const file = join(folder, 'rows.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify({ text: row.text, [what]: row[what] })).join('\n'));
  const text = execFileSync(binary, ['nlu', 'test', file, '--what', what]).toString();
  const labels = [...text.matchAll(/^(\S+) +(\d+) +([\d.]+) +([\d.]+)$/gm)]
    .map(([, label, count, precision, recall]) => ({ label, count: +count, precision: +precision, recall: +recall }))
    .filter(({ count }) => count > 0);
  const f1 = ({ precision, recall }) => (precision + recall && (2 * precision * recall) / (precision + recall)) || 0;
  return {
    text,
    accuracy: Number(/accuracy ([\d.]+)/.exec(text)[1]),
    macroF1: labels.reduce((sum, label) => sum + f1(label), 0) / labels.length,
    microseconds: Number(/median time (\d+) µs/.exec(text)[1]),
  };
}
