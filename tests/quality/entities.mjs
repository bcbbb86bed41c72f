// How well the embedded engine finds entities: rows of public data, told in the engine's own kinds.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary } from '../lib/server.mjs';

const languages = { English: 'en', German: 'de', French: 'fr', Spanish: 'es', Portuguese: 'pt' };
const kinds = {
  Currency: 'amount',
  PhoneNumber: 'phone_number',
  Email: 'customer_email',
  URL: 'url',
  DateTime: 'date',
};
// Lengths of time and repetitions are no points in time, and a currency alone is no amount.
const ours = new Set([
  'currency',
  'phonenumber',
  'email',
  'url',
  'date',
  'daterange',
  'datetime',
  'datetimerange',
  'time',
  'timerange',
]);
const isOurs = ({ type, resolution }) => ours.has(type) && !(type === 'currency' && resolution?.value === null);

const trim = ({ start, end, value }, text) => {
  const characters = [...text];
  while (/\s/.test(characters[start] ?? '')) start++;
  while (end > start && /\s/.test(characters[end - 1] ?? '')) end--;
  return { start, end, value };
};

const decimal = (value) => String(value).replace(',', '.');

// What a value may be, where the data tells it in a form that ours can be compared with.
function values({ type, resolution }) {
  if (type === 'date') return (resolution?.values ?? []).map((v) => v.value).filter((v) => /^\d{4}-\d\d-\d\d$/.test(v));
  if (type === 'datetime')
    return (resolution?.values ?? [])
      .filter((v) => /^\d{4}-\d\d-\d\d /.test(v.value ?? ''))
      .map((v) => `${v.value.replace(' ', 'T')}Z`);
  if (type === 'daterange')
    return (resolution?.values ?? []).filter((v) => v.start && v.end).map((v) => `${v.start}/${v.end}`);
  if (type === 'currency' && resolution?.isoCurrency)
    return [decimal(resolution.value), Number(resolution.value).toFixed(2)].map(
      (v) => `${v} ${resolution.isoCurrency}`,
    );
  return [];
}

function recognizerRows(rows) {
  return rows
    .filter(({ lang, kind }) => languages[lang] && kinds[kind])
    .map(({ text, lang, kind, ref, entities }) => ({
      text,
      lang: languages[lang],
      kinds: [kinds[kind]],
      ...(ref && { now: `${ref}Z` }),
      // Without the time at which it was said, a value that hangs on it cannot be judged.
      entities: entities
        .filter(isOurs)
        .map((e) => ({ ...trim(e, text), type: kinds[kind], values: kind === 'DateTime' && !ref ? [] : values(e) })),
    }))
    .filter(({ text }) => text.trim() !== '');
}

// A ticket's number is none of its slots: an order's has to be found, and nothing else be taken for one.
const bitextRows = (rows) =>
  rows.map(({ text, entities }) => ({
    text,
    lang: 'bitext',
    kinds: ['order_id', 'ticket_id'],
    entities: entities.filter((e) => e.type === 'order_id'),
  }));

export function report(rows, folder, verbose) {
  const file = join(folder, 'entities.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return execFileSync(binary, ['nlu', 'test', '--what', 'entities', ...(verbose ? ['--verbose'] : []), file], {
    maxBuffer: 1 << 26,
  }).toString();
}

const f1 = (text, kind, exact) => {
  const row = new RegExp(`^${kind} +all +\\d+ +\\d+ +[\\d.]+ [\\d.]+ ([\\d.]+) +[\\d.]+ [\\d.]+ ([\\d.]+)`, 'm').exec(
    text,
  );
  return Number(row?.[exact ? 1 : 2]);
};

// Prints what is found, and gives back what was promised and whether it was kept.
export function entities(rows, folder, { verbose = false } = {}) {
  const text = report(
    [...recognizerRows(rows('entities_recognizers.jsonl')), ...bitextRows(rows('bitext.jsonl'))],
    folder,
    verbose,
  );
  console.log('\n' + text);
  return [
    ['F1 of order numbers at least .97', f1(text, 'order_id', true) >= 0.97],
    ['F1 of amounts at least .97', f1(text, 'amount', true) >= 0.97],
    ['F1 of e-mail addresses at least .97', f1(text, 'customer_email', true) >= 0.97],
  ];
}
