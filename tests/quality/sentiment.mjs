// In what mood messages are written. Film reviews have no neutral ones: there the share of those taken for neutral is lost.
import { measure, rowsOf } from './measure.mjs';

export function measureSentiment({ short }) {
  const take = (name) => {
    const rows = rowsOf(`sentiment/${name}.jsonl`).map(({ label, ...row }) => ({ ...row, sentiment: label }));
    const some = short ? rows.filter((_, i) => i % 8 === 0) : rows; // each takes milliseconds
    const found = measure('sentiment', some);
    console.log(
      `sentiment, ${name}: ${some.length} messages, accuracy ${found.accuracy}, macro F1 ${found.macroF1.toFixed(3)}`,
    );
    if (!short) console.log('\n' + found.text);
    return found;
  };
  const airline = take('sent_airline');
  take('sent_sst2');
  return [['sentiment of customers’ tweets at least .72', airline.accuracy >= 0.72]];
}
