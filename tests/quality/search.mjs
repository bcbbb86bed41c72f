// How well help articles are found, on public sets of questions whose articles are known.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from '../lib/server.mjs';

const data = new URL('../../../shared/data/retrieval/', import.meta.url);
const rows = (name) =>
  readFileSync(new URL(name, data), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

function measure(set) {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-search-'));
  try {
    const [articles, questions] = ['articles.jsonl', 'questions.jsonl'].map((name) => join(folder, name));
    const lines = (list) => list.map((row) => JSON.stringify(row)).join('\n');
    const docs = rows(`${set}/docs.jsonl`).map(({ id, title, text }) => ({ external_id: id, title, body: text }));
    writeFileSync(articles, lines(docs));
    writeFileSync(
      questions,
      lines(rows(`${set}/queries.jsonl`).map(({ query, doc_ids }) => ({ question: query, external_ids: doc_ids }))),
    );
    const said = execFileSync(binary, ['nlu', 'search', articles, questions]).toString().trim();
    console.log(`search, ${set}: ${said}`);
    return Number(/nDCG@10 ([\d.]+)/.exec(said)[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// What was promised, and whether it is kept.
export function searches(short) {
  const kept = [
    ['nDCG@10 on StackFAQ at least .89', measure('stackfaq') >= 0.89],
    ['nDCG@10 on CovidFAQ at least .66', measure('covidfaq') >= 0.66],
  ];
  if (!short) measure('cranfield');
  return kept;
}
