// Messages that are not acknowledged, kept over a reload. The key names tenant and customer, so that who signs in next at the same
// computer neither sees nor sends them.
export interface Unsent {
  client_id: string;
  session: number;
  text: string;
  at: string;
}

const kPrefix = 'parlance.outbox.';

// Tenant and `sub` of a token; it is read, not trusted: the server verifies it.
export function subjectOf(token: string): string {
  try {
    const bytes = Uint8Array.from(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')), (c) =>
      c.charCodeAt(0),
    );
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as { tenant?: string; sub?: string };
    return JSON.stringify([claims.tenant ?? '', claims.sub ?? '']);
  } catch {
    return '';
  }
}

export class Outbox {
  readonly #key: string;
  constructor(
    subject: string,
    private readonly storage: Storage,
  ) {
    this.#key = kPrefix + subject;
    for (const key of Object.keys(storage)) if (key.startsWith(kPrefix) && key !== this.#key) storage.removeItem(key);
  }

  all(session: number): Unsent[] {
    return this.#read().filter((u) => u.session === session);
  }
  add(unsent: Unsent) {
    this.#write([...this.#read(), unsent]);
  }
  remove(client_id: string) {
    this.#write(this.#read().filter((u) => u.client_id !== client_id));
  }
  clear() {
    this.storage.removeItem(this.#key);
  }

  #read(): Unsent[] {
    try {
      return JSON.parse(this.storage.getItem(this.#key) ?? '[]') as Unsent[];
    } catch {
      return [];
    }
  }
  #write(list: Unsent[]) {
    try {
      list.length ? this.storage.setItem(this.#key, JSON.stringify(list)) : this.clear();
    } catch {
      /* a full or forbidden storage costs the reload's safety, not the message */
    }
  }
}
