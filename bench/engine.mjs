// How long the embedded engine takes for an answer with all around it, and whether others feel that it has to find out
// what a sentence means: `node bench/engine.mjs [messages, 1000] [--shared]`. The server has one core, the customers another;
// `--shared`: both have both. What is stored is in memory where the machine can do that, so that its disk is not what is measured.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { Server } from '../tests/lib/server.mjs';
import { pin } from './processes.mjs';

const kNeighbourPauseMs = 6; // between an answer and the next message: beside it the core has time left
const kBlocks = 6; // of each kind of neighbour, in turn

const shared = process.argv.includes('--shared');
const messages = Number(process.argv.slice(2).find((word) => word !== '--shared') ?? 1000);
if (!shared) pin(process.pid, 1);
const data = existsSync('/dev/shm') ? mkdtempSync('/dev/shm/parlance-bench-') : undefined;
const server = await Server.start({ data, env: { PARLANCE_IO_THREADS: '1', PARLANCE_LIMITS: 'off' } });
if (!shared) pin(server.child.pid, 0);
const token = server.token();

const at = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)];
const figures = (times) =>
  `p50 ${at(times, 0.5).toFixed(2)} ms, p99 ${at(times, 0.99).toFixed(2)} ms of ${times.length}`;
async function customer() {
  const session = await server.session(token);
  const socket = await server.connect(session, token);
  await socket.event((e) => e.type === 'ready');
  return async (message_text) => {
    const client_id = randomUUID(),
      since = performance.now();
    const known = socket.events.length;
    socket.send({ type: 'message', client_id, message_text });
    await socket.until(() => socket.events.slice(known).some((e) => e.type === 'message' && e.message.reply_to));
    return performance.now() - since;
  };
}
const words = 'refund parcel voucher invoice warranty battery screen charger colour size gift store'.split(' ');
const status = () => "What's the status of ticket #12309?";
const open = (i) => `how would one go about ${words[i % 12]} and ${words[(i * 7 + 3) % 12]} number ${i} in practice`;

// Without storing, and without what goes over the wire: as the server itself tells.
const turn = async (message_text) =>
  (await server.call('POST', '/api/chat/ai/process', { token, body: { message_text } })).json.times.answer_us / 1000;

const [one, other] = [await customer(), await customer()];
const take = async (ask, count, text) => {
  const out = [];
  for (let i = 0; i < count; i++) out.push(await ask(text(i)));
  return out;
};

let asked = 10_000; // a sentence that was asked before is remembered
// What one customer waits for while another asks all the time.
async function beside(text) {
  let stop = false;
  const neighbour = (async () => {
    while (!stop) {
      await one(text(asked++));
      await new Promise((done) => setTimeout(done, kNeighbourPauseMs));
    }
  })();
  const times = await take(other, Math.ceil(messages / kBlocks), status);
  stop = true;
  await neighbour;
  return times;
}

await take(one, 100, () => 'thanks');
console.log(`the turn alone, sure by words: ${figures(await take(turn, messages, status))}`);
console.log(`the turn alone, by meaning: ${figures(await take(turn, messages, open))}`);
console.log(`stored and told, sure by words: ${figures(await take(one, messages, status))}`);
console.log(`stored and told, by meaning: ${figures(await take(one, messages, open))}`);
const [byWords, byMeaning] = [[], []];
for (let i = 0; i < kBlocks; i++) {
  byWords.push(...(await beside(status)));
  byMeaning.push(...(await beside(open)));
}
console.log(`stored and told, beside another's sure by words: ${figures(byWords)}`);
console.log(`stored and told, beside another's by meaning: ${figures(byMeaning)}`);
const ratio = (share) => (at(byMeaning, share) / at(byWords, share)).toFixed(2);
console.log(`times as long beside one by meaning: p50 ${ratio(0.5)}, p99 ${ratio(0.99)}`);
const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1];
console.log(`resident: ${Math.round(rss / 1024)} MB`);
await server.stop();
process.exit(0);
