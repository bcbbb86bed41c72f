// How much later than a model said it a piece of its answer is at the customer: `node bench/model-delay.mjs [answers]`. The
// fake of the vendor, the server and the customer are on this machine.
import { startWith, wires } from '../tests/lib/models.mjs';

const answers = Number(process.argv[2] ?? 20);
const kPieces = 60;
const kPauseMs = 5;
const sentAt = new Map();
const text = (answer, i) => `[${answer}.${i}]`;
let answer = 0;

const plan = () => {
  const n = ++answer;
  const stream = wires.anthropic.stream({ text: 'x' });
  const [head, tail] = stream.split(/event: content_block_delta.*?\n\n/s);
  const piece = (i) =>
    `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: text(n, i) } })}\n\n`;
  const parts = [head, ...Array.from({ length: kPieces }, (_, i) => piece(i)), tail];
  return {
    parts,
    onPart: (i) => i > 0 && i <= kPieces && sentAt.set(text(n, i - 1), performance.now()),
    partPause: kPauseMs,
  };
};

const { server } = await startWith([[wires.anthropic, plan]]);
const token = server.token();
const session = await server.session(token);
const socket = await server.connect(session, token);
const delays = [];
let seen = 0;
for (let n = 1; n <= answers; n++) {
  socket.send({ type: 'message', client_id: crypto.randomUUID(), message_text: 'hello there' });
  await socket.until(() => {
    for (; seen < socket.events.length; seen++) {
      const event = socket.events[seen];
      if (event.type === 'delta') delays.push(performance.now() - sentAt.get(event.text));
    }
    return socket.events.filter((e) => e.type === 'message' && e.message.reply_to).length === n;
  });
}
delays.sort((a, b) => a - b);
const at = (share) => delays[Math.floor(delays.length * share)].toFixed(2);
console.log(`${delays.length} pieces: ${at(0.5)} ms at the median, ${at(0.99)} ms at p99 after the model said them`);
socket.destroy();
await server.stop();
