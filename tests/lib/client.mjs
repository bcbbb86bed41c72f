// A client as a good one is: it comes back when it is cut off, after the hint that it was given, resumes after the last
// revision that it has, and sends again, with the same client_id, what was not acknowledged.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Socket } from './socket.mjs';

const kPauseMs = 100; // before the next try
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class Client {
  seen = []; // durable things: {revision, id, message}
  unacked = new Map(); // by client_id
  sent = []; // client_ids
  cut = 0;
  acked = new Set();
  #revision = 0;
  #stopped = false;
  #socket = null;
  #running;

  // `port()` is asked anew for each connection.
  constructor(session, token, port) {
    Object.assign(this, { session, token, port });
    this.#running = this.#run();
  }

  async #run() {
    while (!this.#stopped) {
      const path = `/ws/chat/${this.session}?after_revision=${this.#revision}`;
      const socket = await Socket.open(this.port(), path, this.token).catch(() => null);
      let hint = 0;
      if (socket) {
        this.#socket = socket;
        for (const [client_id, text] of this.unacked) this.#put(client_id, text);
        let read = 0;
        await socket.until(
          () => {
            while (read < socket.events.length) this.#take(socket.events[read++]);
            return socket.closed || this.#stopped;
          },
          'the end of the connection',
          600_000,
        );
        this.#socket = null;
        socket.destroy();
        if (this.#stopped) return;
        this.cut++;
        if (socket.closed.code === 4503) hint = JSON.parse(socket.closed.reason).retry_after_ms;
      }
      await pause(hint || kPauseMs);
    }
  }

  #take(event) {
    if (event.type === 'error') throw new Error(JSON.stringify(event));
    if (event.type !== 'ack' && event.type !== 'message') return;
    const { revision, id, client_id } =
      event.type === 'ack'
        ? { revision: event.revision, id: event.message_id, client_id: event.client_id }
        : event.message;
    if (client_id) {
      this.unacked.delete(client_id);
      this.acked.add(client_id);
    }
    if (event.type === 'ack' && revision <= this.#revision) return; // it came before, by the replay
    assert.ok(
      revision > this.#revision,
      `${JSON.stringify(event)} came after ${JSON.stringify(this.seen.slice(-3))}, cut ${this.cut} times`,
    );
    this.#revision = revision;
    this.seen.push({ revision, id, client_id, reply_to: event.message?.reply_to ?? null });
    this.#wake();
  }

  #put(client_id, message_text) {
    this.#socket?.send({ type: 'message', client_id, message_text });
  }

  // Resolves to the time in ms until its answer was seen.
  async ask(text, limitMs) {
    const client_id = randomUUID(),
      from = performance.now();
    this.sent.push(client_id);
    this.unacked.set(client_id, text);
    this.#put(client_id, text);
    await this.until(() => this.answered(client_id), `an answer to ${text}`, limitMs);
    return performance.now() - from;
  }
  answered(client_id) {
    const question = this.seen.find((s) => s.client_id === client_id);
    return question && this.seen.find((s) => s.reply_to === question.id);
  }

  #waiting = new Set();
  #wake() {
    for (const check of [...this.#waiting]) check();
  }
  until(test, what, ms = 10_000) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`session ${this.session} waited ${ms} ms in vain for ${what}; cut ${this.cut} times`));
      }, ms);
      const check = () => {
        const value = test();
        if (!value) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(value);
      };
      this.#waiting.add(check);
      check();
    });
  }

  async stop() {
    this.#stopped = true;
    this.#socket?.destroy();
    await this.#running;
  }
}
