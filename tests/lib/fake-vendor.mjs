// A vendor's model that is not there: an HTTP server on a free port which speaks the vendor's wire (server/vendors/*/fake)
// and says what a test plans. A plan is {text, calls: [{name, arguments}], usage, stop} or {error: kind}, with how it comes:
// chunk (bytes at a time), split (where it is sent in two), cut (bytes, then the connection ends), pause (ms before the first byte), hang (before the end),
// raw (sent as it is), mixed (after some of its pieces another answer, whole), broken (after some of its pieces the wire's own
// error), padding (spaces after an error's body), between (awaited before each further chunk).
import { createServer } from 'node:http';
import { once } from 'node:events';

export class FakeVendor {
  // `plan(request, number)`: for what was asked, {system, messages: [{role, text, calls, results}], tools, output}.
  // `serve` makes its server, of a handler of requests.
  static async start(wire, plan, { serve = createServer, protocol = 'http' } = {}) {
    const fake = new FakeVendor();
    fake.requests = [];
    fake.extractions = []; // what it was asked beside its answers: what a message wants
    fake.extract = () => ({
      text: JSON.stringify({ intent: 'out_of_scope', ticket_id: null, order_id: null, customer_email: null }),
    });
    fake.plan = typeof plan === 'function' ? plan : () => plan;
    fake.server = serve((request, response) => fake.answer(wire, request, response).catch(() => response.destroy()));
    fake.connections = 0;
    fake.over = 0; // answers that have ended, however they did
    fake.server.on(protocol === 'https' ? 'secureConnection' : 'connection', () => fake.connections++);
    fake.server.listen(0, '127.0.0.1');
    await once(fake.server, 'listening');
    fake.url = `${protocol}://127.0.0.1:${fake.server.address().port}`;
    return fake;
  }

  stop() {
    this.server.closeAllConnections?.();
    this.server.close();
  }

  async answer(wire, request, response) {
    response.once('close', () => this.over++);
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    const body = JSON.parse(text);
    const refused = wire.check(request, body);
    const asked = { ...wire.read(body), body, headers: request.headers, url: request.url };
    (asked.output ? this.extractions : this.requests).push(asked);
    const plan = refused
      ? { error: refused }
      : asked.output
        ? this.extract(asked)
        : await this.plan(asked, this.requests.length);
    if (plan.pause) await sleep(plan.pause, response);
    if (plan.error) {
      const { status, headers, json } = wire.error(plan.error);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      const body = (typeof json === 'string' ? json : JSON.stringify(json)) + ' '.repeat(plan.padding ?? 0);
      return plan.hang ? response.write(body) : response.end(body);
    }
    response.writeHead(200, { 'content-type': plan.type ?? 'text/event-stream' });
    response.flushHeaders();
    if (plan.parts) return sendParts(response, plan);
    await send(response, Buffer.from(plan.raw ?? streamOf(wire, plan, asked)), plan);
  }
}

function streamOf(wire, { mixed, broken, ...plan }, asked) {
  const stream = wire.stream(plan, asked);
  if (!mixed && !broken) return stream;
  const events = stream.split(/(?<=\n\r?\n)/);
  const rest = broken ? wire.brokenBy() : wire.stream({ id: 'another', ...mixed }, asked);
  return events.slice(0, events.length >> 1).join('') + rest;
}

// `parts` of a stream one by one, `partPause` ms apart; each is told to `onPart` as it goes.
async function sendParts(response, plan) {
  for (const [i, part] of plan.parts.entries()) {
    plan.onPart?.(i);
    response.write(part);
    await sleep(plan.partPause, response);
  }
  response.end();
}

async function send(response, bytes, plan) {
  const end = Math.min(plan.cut ?? bytes.length, bytes.length);
  const step = plan.chunk ?? bytes.length;
  if (plan.split) await new Promise((sent) => response.write(bytes.subarray(0, plan.split), () => setImmediate(sent)));
  for (let at = plan.split ?? 0; at < end && !response.destroyed; at += step) {
    if (at > 0) await plan.between?.(at);
    if (!response.write(bytes.subarray(at, Math.min(at + step, end)))) await once(response, 'drain').catch(() => {});
    if (plan.chunk) await new Promise(setImmediate);
  }
  if (plan.hang) await once(response, 'close');
  else if (plan.cut !== undefined) response.destroy();
  else response.end();
}

const sleep = (ms, response) =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      response.off('close', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    response.on('close', end);
  });

// In pieces of a few characters, as models speak.
export const pieces = (text) => text.match(/.{1,4}/gsu) ?? [];
