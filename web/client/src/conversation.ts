import { ApiError, type Api } from './api';
import { exclusively } from './exclusively';
import type { Outbox } from './outbox';
import type { Message, ServerEvent, Session } from './protocol';
import { Transport } from './transport';
import { acknowledged, kEmptyView, withDelta, withDraft, withMessage, type Draft, type View } from './view';

const kRetryMs = 4_000;
const kFinal = new Set(['session_closed', 'session_full', 'client_id_reused', 'invalid_field', 'not_found']);
const isFinal = ({ status }: ApiError) => status >= 400 && status < 500 && ![401, 408, 429].includes(status);

// One conversation of the customer. It may have no session yet: that is made when the first thing is said.
// `view` is a new object at each change, told to the subscribers.
export class Conversation {
  view: View = kEmptyView;
  #id: number | null;
  #revision = 0;
  #closed = false;
  #loadingOlder = false;
  #beginning = false;
  #transport: Transport | null = null;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #sentAt = new Map<string, number>();
  #sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: Api,
    private readonly outbox: Outbox,
    private readonly language: string,
    id: number | null = null,
  ) {
    this.#id = id;
  }

  get id() {
    return this.#id;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  // Shows what there is, what is unsent too, and goes on from there.
  async open() {
    if (this.#id === null) this.#change({ drafts: this.#unsent(null), status: 'idle', loaded: true });
    else await this.#load(this.#id);
    if (this.#closed) return;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#flush(false), kRetryMs);
    this.#flush(true);
  }

  close() {
    this.#closed = true;
    this.#transport?.stop();
    clearInterval(this.#timer);
  }

  // Closes it once what was said in it has been taken.
  leave() {
    const sending = () => this.view.drafts.some((d) => d.state === 'sending');
    if (!sending()) return this.close();
    const stop = this.subscribe(() => {
      if (sending()) return;
      stop();
      this.close();
    });
  }

  send(text: string) {
    this.#offer({ client_id: crypto.randomUUID(), text: text.trim(), at: new Date().toISOString(), state: 'sending' });
  }

  retry(client_id: string) {
    const failed = this.take(client_id);
    if (failed !== null) this.send(failed);
  }

  // Takes a draft back that could not be sent; its text.
  take(client_id: string): string | null {
    const draft = this.view.drafts.find((d) => d.client_id === client_id);
    this.outbox.remove(client_id);
    this.#change({ drafts: this.view.drafts.filter((d) => d.client_id !== client_id) });
    return draft?.text ?? null;
  }

  async older() {
    const first = this.view.messages[0];
    if (!first || !this.view.hasMore || this.#loadingOlder || this.#id === null) return;
    this.#loadingOlder = true;
    try {
      const { messages, has_more } = await this.api.history(this.#id, first.seq);
      this.#change({ hasMore: has_more, messages: [...messages, ...this.view.messages] });
    } catch {
      // Scrolling up again tries again.
    } finally {
      this.#loadingOlder = false;
    }
  }

  markRead() {
    const { session, messages } = this.view;
    const seq = messages.at(-1)?.seq ?? 0;
    if (!session || seq <= session.read.customer) return;
    this.#change({ session: { ...session, read: { ...session.read, customer: seq } } });
    if (!this.#transport?.send({ type: 'read', seq })) void this.api.read(session.id, seq).catch(() => {});
  }

  async #load(id: number) {
    const { messages, has_more } = await this.api.history(id);
    const session = await this.api.session(id);
    if (this.#closed) return;
    // What came between the two is asked for again by revision.
    this.#revision = messages.at(-1)?.revision ?? 0;
    this.#change({
      session,
      hasMore: has_more,
      drafts: this.#unsent(id),
      ended: session.status === 'closed',
      loaded: true,
    });
    for (const message of messages) this.#put(message);
    this.#connect(id);
  }

  #connect(id: number) {
    this.#transport?.stop();
    this.#transport = new Transport(this.api, id, {
      revision: () => this.#revision,
      onEvent: (event, revision) => this.#on(id, event, revision),
      onStatus: (status) => {
        this.#change({ status });
        if (status === 'online') this.#flush(true);
      },
      onGone: () => this.#change({ ended: true, status: 'offline' }),
    });
  }

  // One session for what was said before there was one, however many tabs hold it.
  async #begin() {
    if (this.#beginning || this.#closed) return;
    this.#beginning = true;
    try {
      const session = await exclusively(`parlance.begin.${this.outbox.subject}`, () => this.#sessionOfDrafts());
      if (this.#closed) return;
      this.#id = session.id;
      this.#change({ session, status: 'connecting' });
      this.#connect(session.id);
    } catch {
      this.#change({ status: 'offline' });
    } finally {
      this.#beginning = false;
    }
  }

  async #sessionOfDrafts(): Promise<Session> {
    const mine = new Set(this.view.drafts.map((d) => d.client_id));
    const stored = this.outbox.all().filter((u) => mine.has(u.client_id));
    const elsewhere = stored.find((u) => u.session !== null)?.session;
    const session = elsewhere ? await this.api.session(elsewhere) : await this.api.createSession(this.language);
    for (const unsent of stored) this.outbox.put({ ...unsent, session: session.id });
    return session;
  }

  #unsent(session: number | null): Draft[] {
    return this.outbox.of(session).map(({ client_id, text, at }) => ({ client_id, text, at, state: 'sending' }));
  }

  #offer(draft: Draft) {
    this.outbox.put({ client_id: draft.client_id, session: this.#id, text: draft.text, at: draft.at });
    this.#change({ drafts: [...this.view.drafts, draft] });
    this.#id === null ? void this.#begin() : this.#deliver(this.#id, draft);
  }

  #flush(all: boolean) {
    const waiting = this.view.drafts.filter((d) => d.state === 'sending');
    if (waiting.length === 0) return;
    if (this.#id === null) return void this.#begin();
    for (const draft of waiting)
      if (all || Date.now() - (this.#sentAt.get(draft.client_id) ?? 0) > kRetryMs) this.#deliver(this.#id, draft);
  }

  // The same client_id each time: however often it is sent, it is stored once.
  #deliver(session: number, draft: Draft) {
    this.#sentAt.set(draft.client_id, Date.now());
    const frame = { type: 'message', client_id: draft.client_id, message_text: draft.text } as const;
    if (this.#transport?.send(frame)) return;
    // One after the other, so that they are stored in the order in which they were said.
    this.#sending = this.#sending.then(async () => {
      if (this.#closed || !this.#isSending(draft.client_id)) return; // signed out, or taken meanwhile
      try {
        this.#put(await this.api.send(session, draft.client_id, draft.text));
      } catch (error) {
        if (error instanceof ApiError && isFinal(error)) this.#fail(draft.client_id, error.code, error.message);
      }
    });
  }

  #isSending(client_id: string) {
    return this.view.drafts.some((d) => d.client_id === client_id && d.state === 'sending');
  }

  #fail(client_id: string, code: string, why: string) {
    this.outbox.remove(client_id);
    this.view = withDraft(this.view, client_id, { state: 'failed', why });
    this.#change(code === 'session_closed' ? { ended: true } : {});
  }

  #on(id: number, event: ServerEvent, revision?: number) {
    if (revision !== undefined) this.#revision = Math.max(this.#revision, revision);
    switch (event.type) {
      case 'message':
        this.#revision = Math.max(this.#revision, event.message.revision);
        return this.#put(event.message);
      case 'ack': {
        this.#revision = Math.max(this.#revision, event.revision);
        const message = acknowledged(this.view, event, id);
        return message ? this.#put(message) : undefined;
      }
      case 'ready':
        // A revision that went back is another history: what is shown is loaded anew.
        if (event.session.revision < this.#revision) return void this.#reopen(id);
        // What is being written is told anew.
        return this.#change({ session: event.session, ended: event.session.status === 'closed', writing: null });
      case 'session':
        this.#revision = Math.max(this.#revision, event.session.revision);
        return this.#change({ session: event.session, ended: event.session.status === 'closed' });
      case 'delta':
        return this.#change(withDelta(this.view, event));
      case 'typing':
        return this.#change({ typing: event.active });
      case 'error':
        if (event.client_id && kFinal.has(event.code)) this.#fail(event.client_id, event.code, event.detail);
    }
  }

  async #reopen(id: number) {
    this.#transport?.stop();
    this.#change({ messages: [] });
    while (!this.#closed) {
      const loaded = await this.#load(id).then(
        () => true,
        () => false,
      );
      if (loaded) return;
      await new Promise((resolve) => setTimeout(resolve, kRetryMs));
    }
  }

  // Does not raise the revision: a message that came by REST says nothing of those before it.
  #put(message: Message) {
    if (message.client_id) {
      this.outbox.remove(message.client_id);
      this.#sentAt.delete(message.client_id);
    }
    this.view = withMessage(this.view, message);
    this.#change({});
  }

  #change(change: Partial<View>) {
    this.view = { ...this.view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
