import { Api, type GetToken } from './api';
import { Conversation } from './conversation';
import { Outbox, subjectOf } from './outbox';
import { pageStorage } from './page-storage';
import type { Article, Session } from './protocol';

export interface ChatOptions {
  baseUrl: string;
  getToken: GetToken; // asked for whoever is signed in at that time
  language: string;
}

export interface ChatState {
  conversation: Conversation | null; // null until it is known who is signed in
  sessions: Session[]; // newest first
  failed: boolean; // the server or the page's token cannot be had; tried again
}

const kNothing: ChatState = { conversation: null, sessions: [], failed: false };
const kRetryMs = 5_000;
const kMaxTagLength = 35; // of the protocol's locale

// As BCP 47 writes it; English where it cannot be one.
function languageTag(text: string): string {
  const tag = text.trim().replaceAll('_', '-');
  return /^[A-Za-z0-9-]+$/.test(tag) && tag.length <= kMaxTagLength ? tag : 'en';
}

// All conversations of whoever is signed in. `state` is a new object at each change, told to the subscribers.
// When another customer's token comes, all that was the one before's is closed and wiped, as by logout().
export class Chat {
  state: ChatState = kNothing;
  #api: Api | null = null;
  #outbox: Outbox | null = null;
  #generation = 0; // rises with whoever signs in or out; what began under an older one has no effect
  #retry: ReturnType<typeof setTimeout> | undefined;
  #left = new Set<Conversation>(); // not shown any more; some may still be sending
  #listeners = new Set<() => void>();

  readonly #language: string;

  constructor(private readonly options: ChatOptions) {
    this.#language = languageTag(options.language);
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  start() {
    const generation = ++this.#generation;
    const api = new Api(this.options.baseUrl, this.options.getToken);
    api.onOtherCustomer = () => {
      if (generation === this.#generation) this.logout();
    };
    this.#api = api;
    void this.#load(api, generation);
  }

  stop() {
    this.#generation++;
    clearTimeout(this.#retry);
    this.state.conversation?.close();
    for (const conversation of this.#left) conversation.close();
    this.#left.clear();
    this.#outbox = null;
    this.#change(kNothing);
  }

  logout() {
    const outbox = this.#outbox;
    this.stop();
    outbox?.clear();
    this.start();
  }

  // Looks whether it is still the same customer, and what conversations there are by now.
  async refresh() {
    const generation = this.#generation;
    try {
      await this.#api?.token(true);
      const sessions = await this.#api?.sessions();
      if (sessions && generation === this.#generation) this.#change({ sessions });
    } catch {
      // The conversation's own connection tells what is wrong.
    }
  }

  // False where it is not known who says it: nothing was kept.
  say(text: string): boolean {
    if (this.state.conversation?.view.ended) this.begin();
    this.state.conversation?.send(text);
    return this.state.conversation !== null;
  }

  // What could not be sent goes to the conversation that can take it.
  retry(client_id: string) {
    const { conversation } = this.state;
    if (!conversation?.view.ended) return conversation?.retry(client_id);
    const text = conversation.take(client_id);
    if (text !== null) this.say(text);
  }

  begin() {
    const next = this.#conversation(null);
    void next?.open();
    this.#show(next);
  }

  async show(id: number) {
    await this.#open(id, () => true);
  }

  article(id: number): Promise<Article> {
    return this.#api ? this.#api.article(id) : Promise.reject(new Error('nobody is signed in'));
  }

  async #load(api: Api, generation: number) {
    try {
      const outbox = new Outbox(subjectOf(await api.token()), pageStorage());
      if (generation !== this.#generation) return;
      this.#outbox = outbox;
      if (!this.state.conversation) this.begin();
      const sessions = await api.sessions();
      if (generation !== this.#generation) return;
      this.#change({ sessions, failed: false });
      const open = sessions.find((s) => s.status !== 'closed');
      void this.#deliverElsewhere(api, outbox, open?.id);
      // Who has begun to say something meanwhile is not taken elsewhere.
      const untouched = () => this.state.conversation?.view.drafts.length === 0 && this.state.conversation.id === null;
      if (open && untouched()) await this.#open(open.id, untouched);
    } catch {
      if (generation !== this.#generation) return;
      this.#change({ failed: true });
      this.#retry = setTimeout(() => void this.#load(api, generation), kRetryMs);
    }
  }

  // What was said in conversations that are not shown, in the order in which it was. What is refused stays for whoever
  // shows its conversation.
  async #deliverElsewhere(api: Api, outbox: Outbox, shown: number | undefined) {
    const generation = this.#generation;
    for (const { session, client_id, text } of outbox.all()) {
      if (generation !== this.#generation) return; // signed out meanwhile
      if (session === null || session === shown) continue;
      const sent = await api.send(session, client_id, text).then(
        () => true,
        () => false,
      );
      if (sent) outbox.remove(client_id);
    }
  }

  async #open(id: number, stillWanted: () => boolean) {
    const generation = this.#generation;
    const next = this.#conversation(id);
    await next?.open();
    if (generation === this.#generation && stillWanted()) this.#show(next);
    else next?.close();
  }

  #conversation(id: number | null) {
    if (!this.#api || !this.#outbox) return null;
    return new Conversation(this.#api, this.#outbox, this.#language, id);
  }

  #show(next: Conversation | null) {
    const { conversation } = this.state;
    if (conversation) this.#left.add(conversation);
    conversation?.leave();
    this.#change({ conversation: next });
  }

  #change(change: Partial<ChatState>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
