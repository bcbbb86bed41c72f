// A customer who talks through whatever happens, and remembers what they saw: each durable event once, in order of
// revision, with none left out.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Socket } from '../lib/socket.mjs';

export const kHuman = 'let me talk to a person'; // opens one ticket in each conversation, however often it is said
export const kQuestions = [
  "What's the status of ticket #12345?",
  'and my orders?',
  'hello',
  'what plan am I on?',
  'How do I reset my password?',
  'status of ticket 99999',
  kHuman,
];
const kAckLimitMs = 8_000; // then the connection is given up, as a client's own watch would
const kReadMs = 5; // between an acknowledgement and what is said next
const kPauseMs = 30;
const kRetryMs = 200; // after the server has said that it cannot at the moment
const kSettleLimitMs = 45_000;

export const pause = (ms) => new Promise((r) => setTimeout(r, ms));
// Ages and tickets' numbers differ from one telling to the next.
export const plain = (text) =>
  text.replace(/\d+ (second|minute|hour|day|week|month|year)s? ago|just now/g, 'AGE').replace(/ticket #\d+/g, 'TICKET');

// What an undisturbed server answers; a person is asked for twice, since the second answer is another.
export async function undisturbed(server, token) {
  const expected = new Map();
  for (const question of kQuestions) {
    const session = await server.session(token),
      ask = async () => plain((await server.ask(token, session, question)).message_text);
    expected.set(question, [await ask(), await ask()]);
  }
  return expected;
}

export class Customer {
  sent = new Map(); // client_id → {text, acked}
  seen = new Map(); // id → the answer that was shown
  revision = 0;
  waited = 0; // ms; the longest from a send to its ack, losses and resends included

  // `ports`: of the nodes that may be up.
  constructor(session, token, ports) {
    Object.assign(this, { session, token, ports });
  }

  #take(event) {
    if (event.type === 'error' && this.sent.has(event.client_id)) this.sent.get(event.client_id).refused = true;
    if (event.type !== 'ack' && event.type !== 'message') return;
    const revision = event.type === 'ack' ? event.revision : event.message.revision;
    const mine = this.sent.get(event.client_id ?? event.message?.client_id);
    // What was shown already is acknowledged once more where it was sent once more.
    const again = event.type === 'ack' && revision <= this.revision;
    if (!again) {
      const what = `session ${this.session}: an event was left out, doubled or out of order`;
      assert.equal(revision, this.revision + 1, what);
      this.revision = revision;
    }
    // After a new connection their own messages come too.
    if (event.message?.reply_to) this.seen.set(event.message.id, event.message);
    if (!mine) return;
    mine.acked = true;
    this.waited = Math.max(this.waited, performance.now() - mine.at);
  }

  async #open() {
    const port = this.ports()[Math.floor(Math.random() * this.ports().length)];
    const socket = await Socket.open(port, `/ws/chat/${this.session}?after_revision=${this.revision}`, this.token);
    const early = socket.events;
    socket.events = { push: (event) => this.#guard(socket, event) };
    for (const event of early) this.#guard(socket, event);
    return socket;
  }
  #guard(socket, event) {
    try {
      this.#take(event);
    } catch (error) {
      this.broken ??= error;
      socket.destroy();
    }
  }

  async #send(socket, client_id) {
    const mine = this.sent.get(client_id);
    mine.refused = false;
    socket.send({ type: 'message', client_id, message_text: mine.text });
    const done = (s) => s.closed || mine.acked || mine.refused;
    await socket.until(done, 'ack, error or end', kAckLimitMs).catch(() => socket.destroy());
    if (mine.refused) await pause(kRetryMs);
  }

  // Says one thing after the other until `over`; what is not acknowledged is sent again on the next connection.
  async talk(over, questions = kQuestions) {
    while (!over() && !this.broken) {
      const socket = await this.#open().catch(() => null);
      if (!socket) {
        await pause(kPauseMs);
        continue;
      }
      while (!over() && !socket.closed && !this.broken) {
        const open = [...this.sent].find(([, mine]) => !mine.acked);
        const client_id = open?.[0] ?? randomUUID();
        if (!open) {
          const text = questions[Math.floor(Math.random() * questions.length)];
          this.sent.set(client_id, { text, acked: false, at: performance.now() });
        }
        await this.#send(socket, client_id);
        await pause(kReadMs);
        if (this.slow) {
          socket.tcp.pause(); // reads nothing for a while
          await pause(this.slow);
          socket.tcp.resume();
        }
      }
      socket.destroy();
    }
    if (this.broken) throw this.broken;
  }

  // Everything is acknowledged, answered and shown; the whole history as `server` has it.
  async settle(server) {
    const all = () => this.seen.size >= this.sent.size && [...this.sent.values()].every((mine) => mine.acked);
    const deadline = Date.now() + kSettleLimitMs;
    const late = () => Date.now() > deadline;
    while (!all() && !late() && !this.broken) {
      const socket = await this.#open().catch(() => null);
      if (!socket) {
        await pause(kPauseMs);
        continue;
      }
      for (const [client_id, mine] of this.sent) if (!mine.acked && !socket.closed) await this.#send(socket, client_id);
      await socket
        .until((s) => s.closed || all() || late() || this.broken, 'all answers', kSettleLimitMs)
        .catch(() => {});
      socket.destroy();
    }
    if (this.broken) throw this.broken;
    assert.ok(all(), `session ${this.session}: ${this.sent.size} sent, ${this.seen.size} answers shown`);
    const messages = [];
    for (let more = true; more;) {
      const path = `/api/chat/sessions/${this.session}/messages?limit=200&after_seq=${messages.length}`;
      const { json } = await server.call('GET', path, { token: this.token });
      messages.push(...json.messages);
      more = json.has_more;
    }
    return messages;
  }

  // Holds what was seen against what is stored; counts answers, and those unlike an undisturbed run's.
  check(messages, expected, count) {
    const numbers = messages.map((m) => m.seq);
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => i + 1),
      'a gap in seq',
    );
    const asked = messages.filter((m) => m.sender_type === 'customer');
    assert.deepEqual(
      asked.map((m) => m.client_id).sort(),
      [...this.sent.keys()].sort(),
      'a message was lost or doubled',
    );
    assert.equal(messages.length, 2 * asked.length, 'a question needs exactly one answer');
    let humans = 0;
    for (const question of asked) {
      const replies = messages.filter((m) => m.reply_to === question.id);
      assert.equal(replies.length, 1, 'a question needs exactly one answer');
      assert.equal(this.seen.get(replies[0].id)?.message_text, replies[0].message_text, 'stored, and not shown');
      const [first, again] = expected.get(question.message_text);
      const wanted = question.message_text === kHuman && humans++ > 0 ? again : first;
      count.answers++;
      if (plain(replies[0].message_text) !== wanted) count.unequal++;
    }
    count.acknowledged += this.sent.size;
  }
}
