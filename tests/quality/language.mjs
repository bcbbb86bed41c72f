// What language sentences and pairs of words are in.
import { measure, rowsOf } from './measure.mjs';

const kLarge = 'ar de en es fr it ja ko nl pl pt ru sv tr vi zh'.split(' ');
const kOurs = 'de en es fr pt'.split(' ');

export function measureLanguage() {
  const all = rowsOf('language/langid.jsonl').map(({ lang, ...row }) => ({ ...row, language: lang }));
  const take = (kind, languages) => {
    const rows = all.filter((row) => row.kind === kind && (!languages || languages.includes(row.language)));
    const found = measure('language', rows);
    const which = languages ? `${languages.length} languages` : 'all languages';
    console.log(
      `language of ${kind}, ${which}: ${rows.length}, accuracy ${found.accuracy}, median ${found.microseconds} µs`,
    );
    return found;
  };
  const [sentences] = [kLarge, kOurs, undefined].map((languages) => take('sentences', languages));
  for (const languages of [kLarge, kOurs, undefined]) take('word-pairs', languages);
  return [['language of sentences in 16 large languages at least .95', sentences.accuracy >= 0.95]];
}
