// Messages that are not acknowledged, kept over a reload, an entry each, so that two tabs never write over one another.
// The key names tenant and customer: who signs in next at the same computer neither sees nor sends them.
export interface Unsent {
  client_id: string;
  session: number | null; // null: said before there was a conversation
  text: string;
  at: string;
}

const kPrefix = 'parlance.outbox.';

// Tenant and `sub` of a token; it is read, not trusted: the server verifies it. Empty: it is no token.
export function subjectOf(token: unknown): string {
  try {
    if (typeof token !== 'string') return '';
    const base64 = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as { tenant?: string; sub?: string };
    return claims.sub ? JSON.stringify([claims.tenant ?? '', claims.sub]) : '';
  } catch {
    return '';
  }
}

export class Outbox {
  readonly #prefix: string;

  // What another customer left is removed.
  constructor(
    readonly subject: string,
    private readonly storage: Storage,
  ) {
    this.#prefix = `${kPrefix}${subject}.`;
    for (const key of Object.keys(storage))
      if (key.startsWith(kPrefix) && !key.startsWith(this.#prefix)) storage.removeItem(key);
  }

  // In the order in which they were said.
  all(): Unsent[] {
    return this.#keys()
      .flatMap((key) => this.#read(key))
      .sort((a, b) => a.at.localeCompare(b.at));
  }

  of(session: number | null): Unsent[] {
    return this.all().filter((unsent) => unsent.session === session);
  }

  put(unsent: Unsent) {
    try {
      this.storage.setItem(this.#prefix + unsent.client_id, JSON.stringify(unsent));
    } catch {
      // A full or forbidden storage costs the safety over a reload, not the message.
    }
  }

  remove(client_id: string) {
    this.storage.removeItem(this.#prefix + client_id);
  }

  clear() {
    for (const key of this.#keys()) this.storage.removeItem(key);
  }

  #keys() {
    return Object.keys(this.storage).filter((key) => key.startsWith(this.#prefix));
  }

  #read(key: string): Unsent[] {
    try {
      const found = JSON.parse(this.storage.getItem(key) ?? '') as Unsent;
      return typeof found.text === 'string' && typeof found.at === 'string' ? [found] : [];
    } catch {
      return [];
    }
  }
}
