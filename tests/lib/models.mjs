// A server that asks fakes of vendors' models.
import { FakeVendor } from './fake-vendor.mjs';
import { Server } from './server.mjs';
import { chat } from '../../server/vendors/openai/fake/chat.mjs';
import { responses } from '../../server/vendors/openai/fake/responses.mjs';
import { messages } from '../../server/vendors/anthropic/fake/messages.mjs';
import { content } from '../../server/vendors/gemini/fake/content.mjs';

export const wires = { 'openai chat': chat, 'openai responses': responses, anthropic: messages, gemini: content };

export const environment = (settings) =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `PARLANCE_${name.replaceAll('.', '_').toUpperCase()}`,
      String(value),
    ]),
  );

// `vendors`: [[wire, plan, how it is served], …] in the order in which they are asked. The fakes, and a server's environment that names them.
export async function startFakes(vendors, settings = {}) {
  const fakes = [];
  for (const vendor of vendors) fakes.push(await FakeVendor.start(...vendor));
  const all = Object.assign({}, ...vendors.map(([wire], i) => wire.settings(fakes[i].url)));
  const order = vendors.map(([wire]) => wire.name).join(',');
  return { fakes, env: environment({ ...all, 'models.order': order, ...settings }) };
}

export async function startWith(vendors, { settings = {}, ...more } = {}) {
  const { fakes, env } = await startFakes(vendors, settings);
  const server = await Server.start({ ...more, env: { ...env, ...more.env } });
  const stop = server.stop.bind(server);
  server.stop = async (...args) => {
    fakes.forEach((fake) => fake.stop());
    await stop(...args);
  };
  return { server, fakes, env };
}

// The last thing that the customer said, and what the tools returned to it.
export const asked = (request) => request.messages.findLast((m) => m.role === 'user').text;
export const results = (request) => request.messages.at(-1).results.map((r) => r.content);

export const says = (text, more) => ({ text, ...more });

// A conversation of the first demo customer, with a socket that sees it.
export async function talk(vendors, options, conversation) {
  const { server, fakes } = await startWith(vendors, options);
  const token = server.token();
  const session = await server.session(token);
  const socket = await server.connect(session, token);
  try {
    await conversation({
      server,
      token,
      session,
      socket,
      fakes,
      ask: async (text) => (await server.ask(token, session, text)).message_text,
      deltas: () => socket.events.filter((e) => e.type === 'delta'),
    });
  } finally {
    socket.destroy();
    await server.stop();
  }
}

// What a vendor may do in place of an answer, by name, as plans of its fake.
const kBroken = {
  'a stream of garbage': () => ({ raw: 'data: {"nonsense\n\n' }),
  'a stream of zero bytes and noise': () => ({ raw: '\0\xff\xfe\r\r\n:::\n\n' }),
  'no event stream at all': () => ({ raw: '{"ok":true}', type: 'application/json' }),
  'an answer that is cut': () => says('Half an ans', { cut: 700 }),
  'an empty answer': () => says(''),
  'an answer that never begins': () => ({ text: 'late', pause: 5000 }),
  'an answer that never ends': () => says('Half an answer', { hang: true, cut: 600 }),
  'what is of another answer': () => says('Half an answer.', { mixed: says('Another customer owes 12 dollars.') }),
  'ten megabytes': () => ({ raw: `data: ${'x'.repeat(10_000_000)}\n\n` }),
  'megabytes of text': () => says('word '.repeat(30_000)),
  "the wire's own error in mid-answer": () => says('Half an answer, no more.', { broken: true }),
  'arguments that are cut': () => ({ calls: [{ name: 'comment_ticket', arguments: kLongArguments }], cut: 1900 }),
  'a filter': () => says('Half an ans', { stop: 'blocked' }),
};
const kLongArguments = { ticket_id: 12345, comment: 'words '.repeat(600) };
export const broken = Object.entries(kBroken);
