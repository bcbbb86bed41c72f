// For tests: the protocol's server in memory, behind the page's fetch and WebSocket.
import { vi } from 'vitest';
import type { Message, ServerEvent, Session } from './protocol';

const kAt = '2026-01-01T00:00:00.000Z';

export const tokenOf = (sub: string) => `x.${btoa(JSON.stringify({ tenant: 'acme', sub }))}.y`;
const subOf = (token: string) => (JSON.parse(atob(token.split('.')[1] ?? '')) as { sub: string }).sub;

class FakeSocket {
  static readonly OPEN = 1;
  readyState = 1;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  constructor(
    readonly session: number,
    private readonly server: FakeServer,
  ) {}
  send(text: string) {
    this.server.frames.push(JSON.parse(text));
    this.server.onFrame(this, JSON.parse(text) as { type: string; client_id: string; message_text: string });
  }
  tell(event: ServerEvent) {
    this.onmessage?.({ data: JSON.stringify(event) });
  }
  close() {
    this.readyState = 3;
  }
}

export class FakeServer {
  down = false;
  frames: unknown[] = [];
  sockets: FakeSocket[] = [];
  sessions = new Map<number, { owner: string; session: Session; messages: Message[] }>();

  install() {
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.#fetch(url, init));
    const open = (url: string) => this.#open(Number(/chat\/(\d+)/.exec(url)?.[1]));
    const WebSocket = function (url: string) {
      return open(url);
    };
    vi.stubGlobal('WebSocket', Object.assign(WebSocket, { OPEN: FakeSocket.OPEN }));
  }

  texts() {
    return [...this.sessions.values()].flatMap(({ messages }) => messages.map((m) => m.message_text));
  }

  add(owner: string, status: Session['status'] = 'active'): Session {
    const id = this.sessions.size + 1;
    const session: Session = {
      id,
      status,
      started_at: kAt,
      last_message_at: kAt,
      agent: null,
      locale: 'en',
      last_seq: 0,
      revision: 0,
      read: { customer: 0, agent: 0 },
    };
    this.sessions.set(id, { owner, session, messages: [] });
    return session;
  }

  store(id: number, client_id: string, message_text: string): Message {
    const { session, messages } = this.#of(id);
    const stored = messages.find((m) => m.client_id === client_id);
    if (stored) return stored;
    const seq = ++session.last_seq;
    session.revision++;
    const message: Message = {
      id: id * 1000 + seq,
      seq,
      revision: session.revision,
      session_id: id,
      client_id,
      sender_type: 'customer',
      sender_id: 1,
      message_text,
      message_type: 'text',
      file_url: null,
      ai_intent: null,
      ai_entities: null,
      created_at: kAt,
      reply_to: null,
      parts: [],
    };
    messages.push(message);
    return message;
  }

  onFrame(socket: FakeSocket, frame: { type: string; client_id: string; message_text: string }) {
    if (frame.type !== 'message' || this.down) return;
    const { session } = this.#of(socket.session);
    const { client_id } = frame;
    if (session.status === 'closed')
      return socket.tell({ type: 'error', code: 'session_closed', detail: 'Closed.', client_id });
    const { id, seq, revision } = this.store(socket.session, client_id, frame.message_text);
    socket.tell({ type: 'ack', client_id, message_id: id, seq, revision });
  }

  #of(id: number) {
    const found = this.sessions.get(id);
    if (!found) throw new Error(`no session ${id}`);
    return found;
  }

  #open(id: number) {
    const socket = new FakeSocket(id, this);
    queueMicrotask(() => {
      if (this.down) return socket.onclose?.({ code: 1006, reason: '' });
      this.sockets.push(socket);
      socket.tell({ type: 'ready', session: this.#of(id).session });
    });
    return socket;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    if (this.down) throw new TypeError('failed to fetch');
    const who = subOf((init.headers as Record<string, string>).authorization ?? '');
    const [, id, rest] = /\/api\/chat\/sessions(?:\/(\d+))?(\/messages)?/.exec(url) ?? [];
    const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
    if (!id && init.method === 'POST') return json(201, { session: this.add(who) });
    const mine = [...this.sessions.values()].filter((s) => s.owner === who).map((s) => s.session);
    if (!id) return json(200, { sessions: mine.reverse() });
    const found = this.#of(Number(id));
    if (found.owner !== who) return json(404, { code: 'not_found' });
    if (!rest) return json(200, { session: found.session });
    if (init.method !== 'POST') return json(200, { messages: found.messages, has_more: false });
    if (found.session.status === 'closed') return json(409, { code: 'session_closed', detail: 'Closed.' });
    const { client_id, message_text } = JSON.parse(String(init.body)) as { client_id: string; message_text: string };
    return json(201, { message: this.store(Number(id), client_id, message_text) });
  }
}
