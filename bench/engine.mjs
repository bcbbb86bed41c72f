// How long the embedded engine takes for an answer with all around it, and what others feel while it has to find out
// what sentences mean: `node bench/engine.mjs [messages, 1000]`. The server has one core, the customers another.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Server } from '../tests/lib/server.mjs';
import { pin } from './processes.mjs';

const messages = Number(process.argv[2] ?? 1000);
pin(process.pid, 1);
const server = await Server.start({ env: { PARLANCE_IO_THREADS: '1', PARLANCE_LIMITS: 'off' } });
pin(server.child.pid, 0);
const token = server.token();

const figures = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor(sorted.length * share)].toFixed(2);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms of ${times.length}`;
};
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
await take(one, 100, () => 'thanks');
const status = () => "What's the status of ticket #12309?";
console.log(`the turn alone, sure by words: ${figures(await take(turn, messages, status))}`);
console.log(`the turn alone, by meaning: ${figures(await take(turn, messages, open))}`);
const sure = await take(one, messages, status);
console.log(`stored and told, sure by words: ${figures(sure)}`);
console.log(`stored and told, by meaning: ${figures(await take(one, messages, open))}`);
let stop = false;
const busy = (async () => {
  for (let i = 0; !stop; i++) await one(open(10_000 + i));
})();
const beside = await take(other, messages, status);
stop = true;
await busy;
console.log(`stored and told, sure by words, beside another's by meaning: ${figures(beside)}`);
const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1];
console.log(`resident: ${Math.round(rss / 1024)} MB`);
await server.stop();
process.exit(0);
