import { ApiError, type Api } from './api';
import type { Outbox } from './outbox';
import type { Message, ServerEvent, Session } from './protocol';
import { Transport, type Status } from './transport';

export interface Draft {
  client_id: string;
  text: string;
  at: string;
  state: 'sending' | 'failed';
  why?: string;
}
export interface View {
  session: Session | null;
  messages: Message[];
  drafts: Draft[];
  hasMore: boolean;
  status: Status;
  typing: boolean;
  ended: boolean;
  loaded: boolean;
}

const kRetryMs = 4_000;
const kFinal = new Set(['session_closed', 'session_full', 'client_id_reused', 'invalid_field', 'not_found']);
const isFinal = ({ status }: ApiError) => status >= 400 && status < 500 && ![401, 408, 429].includes(status);

// One session as a customer sees it. `view` is a new object at each change, told to the subscribers.
export class Conversation {
  view: View = {
    session: null,
    messages: [],
    drafts: [],
    hasMore: false,
    status: 'connecting',
    typing: false,
    ended: false,
    loaded: false,
  };
  #revision = 0;
  #closed = false;
  #loadingOlder = false;
  #transport: Transport | null = null;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #sentAt = new Map<string, number>();

  constructor(
    private readonly api: Api,
    readonly id: number,
    private readonly outbox: Outbox,
  ) {}

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  async open() {
    const { messages, has_more } = await this.api.history(this.id);
    const session = await this.api.session(this.id);
    if (this.#closed) return;
    // What came between the two is asked for again by revision.
    this.#revision = messages.at(-1)?.revision ?? 0;
    const drafts = this.outbox
      .all(this.id)
      .map((u): Draft => ({ client_id: u.client_id, text: u.text, at: u.at, state: 'sending' }));
    this.#set({ session, hasMore: has_more, drafts, ended: session.status === 'closed', loaded: true });
    for (const message of messages) this.#put(message);
    this.#transport = new Transport(this.api, this.id, {
      revision: () => this.#revision,
      onEvent: (event, revision) => this.#on(event, revision),
      onStatus: (status) => {
        this.#set({ status });
        if (status === 'online') this.#flush(true);
      },
      onGone: () => this.#set({ ended: true, status: 'offline' }),
    });
    this.#timer = setInterval(() => this.#flush(false), kRetryMs);
  }

  async #reopen() {
    this.#stop();
    this.#set({ messages: [] });
    while (
      !this.#closed &&
      !(await this.open().then(
        () => true,
        () => false,
      ))
    )
      await new Promise((r) => setTimeout(r, kRetryMs));
  }

  close() {
    this.#closed = true;
    this.#stop();
  }

  #stop() {
    this.#transport?.stop();
    clearInterval(this.#timer);
  }

  send(text: string) {
    const draft: Draft = {
      client_id: crypto.randomUUID(),
      text: text.trim(),
      at: new Date().toISOString(),
      state: 'sending',
    };
    this.outbox.add({ client_id: draft.client_id, session: this.id, text: draft.text, at: draft.at });
    this.#set({ drafts: [...this.view.drafts, draft] });
    this.#deliver(draft);
  }

  retry(client_id: string) {
    const failed = this.view.drafts.find((d) => d.client_id === client_id);
    if (failed) this.outbox.add({ client_id, session: this.id, text: failed.text, at: failed.at });
    this.#change(client_id, { state: 'sending' });
    const draft = this.view.drafts.find((d) => d.client_id === client_id);
    if (draft) this.#deliver(draft);
  }

  async older() {
    const first = this.view.messages[0];
    if (!first || !this.view.hasMore || this.#loadingOlder) return;
    this.#loadingOlder = true;
    try {
      const { messages, has_more } = await this.api.history(this.id, first.seq);
      this.#set({ hasMore: has_more, messages: [...messages, ...this.view.messages] });
    } catch {
      /* scrolling up again tries again */
    } finally {
      this.#loadingOlder = false;
    }
  }

  markRead() {
    const { session, messages } = this.view;
    const seq = messages.at(-1)?.seq ?? 0;
    if (!session || seq <= session.read.customer) return;
    this.#set({ session: { ...session, read: { ...session.read, customer: seq } } });
    if (!this.#transport?.send({ type: 'read', seq })) void this.api.read(this.id, seq).catch(() => {});
  }

  get unread() {
    return this.view.messages.filter(
      (m) => m.sender_type !== 'customer' && m.seq > (this.view.session?.read.customer ?? 0),
    ).length;
  }

  #flush(all: boolean) {
    for (const draft of this.view.drafts)
      if (draft.state === 'sending' && (all || Date.now() - (this.#sentAt.get(draft.client_id) ?? 0) > kRetryMs))
        this.#deliver(draft);
  }

  // The same client_id each time: however often it is sent, it is stored once.
  #deliver(draft: Draft) {
    this.#sentAt.set(draft.client_id, Date.now());
    if (this.#transport?.send({ type: 'message', client_id: draft.client_id, message_text: draft.text })) return;
    this.api.send(this.id, draft.client_id, draft.text).then(
      (message) => this.#put(message),
      (error: unknown) => {
        if (error instanceof ApiError && isFinal(error)) this.#fail(draft.client_id, error.code, error.message);
      },
    );
  }

  #fail(client_id: string, code: string, why: string) {
    if (code === 'session_closed') this.#set({ ended: true });
    this.outbox.remove(client_id);
    this.#change(client_id, { state: 'failed', why });
  }

  #on(event: ServerEvent, revision?: number) {
    if (revision !== undefined) this.#revision = Math.max(this.#revision, revision);
    if (event.type === 'message' || event.type === 'ack')
      this.#revision = Math.max(this.#revision, event.type === 'ack' ? event.revision : event.message.revision);
    if (event.type === 'message') this.#put(event.message);
    else if (event.type === 'ack') this.#acknowledge(event);
    else if (event.type === 'session' || event.type === 'ready') this.#onSession(event.type, event.session);
    else if (event.type === 'typing') this.#set({ typing: event.active });
    else if (event.type === 'error' && event.client_id && kFinal.has(event.code))
      this.#fail(event.client_id, event.code, event.detail);
  }

  #onSession(type: 'ready' | 'session', session: Session) {
    // A revision that went back is another history: what is shown is loaded anew.
    if (type === 'ready' && session.revision < this.#revision) return void this.#reopen();
    if (type === 'session') this.#revision = Math.max(this.#revision, session.revision);
    this.#set({ session, ended: session.status === 'closed' });
  }

  #acknowledge(ack: Extract<ServerEvent, { type: 'ack' }>) {
    const draft = this.view.drafts.find((d) => d.client_id === ack.client_id);
    if (!draft) return;
    this.#put({
      id: ack.message_id,
      seq: ack.seq,
      revision: ack.revision,
      session_id: this.id,
      client_id: ack.client_id,
      sender_type: 'customer',
      sender_id: null,
      message_text: draft.text,
      message_type: 'text',
      created_at: draft.at,
      reply_to: null,
      parts: [],
    });
  }

  // Does not raise the revision: a message that came by REST says nothing of those before it.
  #put(message: Message) {
    if (message.client_id) {
      this.outbox.remove(message.client_id);
      this.#sentAt.delete(message.client_id);
    }
    const messages = [...this.view.messages.filter((m) => m.id !== message.id), message].sort((a, b) => a.seq - b.seq);
    const owed = messages.some(
      (m) =>
        m.sender_type === 'customer' &&
        Date.now() - Date.parse(m.created_at) < 60_000 &&
        !messages.some((r) => r.reply_to === m.id),
    );
    this.#set({ messages, drafts: this.view.drafts.filter((d) => d.client_id !== message.client_id), typing: owed });
  }

  #change(client_id: string, change: Partial<Draft>) {
    this.#set({ drafts: this.view.drafts.map((d) => (d.client_id === client_id ? { ...d, ...change } : d)) });
  }
  #set(change: Partial<View>) {
    this.view = { ...this.view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
