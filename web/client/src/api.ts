import { subjectOf } from './outbox';
import type { Article, History, Message, ServerEvent, Session } from './protocol';

export type GetToken = () => Promise<string> | string;

// A refusal of the server, with its stable code; status 0: it could not be reached.
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly retryAfterMs = 0,
  ) {
    super(detail);
  }
}

const kPage = 50;

// REST as one customer. The token is asked for anew where the server refuses it; one of another customer is never used:
// it means that somebody else has signed in, of which `onOtherCustomer` tells.
export class Api {
  onOtherCustomer: () => void = () => {};
  #token: string | null = null;
  #subject: string | null = null;

  constructor(
    readonly baseUrl: string,
    private readonly getToken: GetToken,
  ) {}

  async token(fresh = false): Promise<string> {
    if (fresh || !this.#token) this.#take(await this.getToken());
    return this.#token as string;
  }

  #take(token: string) {
    const subject = subjectOf(token);
    // An error page in a token's place says nothing of who is signed in.
    if (!subject) throw new ApiError(401, 'no_token', 'The page gave no token.');
    this.#subject ??= subject;
    if (subject !== this.#subject) {
      this.onOtherCustomer();
      throw new ApiError(401, 'other_customer', 'Another customer has signed in.');
    }
    this.#token = token;
  }

  async call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    let response = await this.fetch(method, path, body, false, signal);
    if (response.status === 401) response = await this.fetch(method, path, body, true, signal);
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
    const problem = (await response.json().catch(() => ({}))) as {
      code?: string;
      detail?: string;
      retry_after_ms?: number;
    };
    throw new ApiError(
      response.status,
      problem.code ?? 'unknown',
      problem.detail ?? response.statusText,
      problem.retry_after_ms,
    );
  }

  async fetch(
    method: string,
    path: string,
    body: unknown,
    freshToken: boolean,
    signal?: AbortSignal,
  ): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${await this.token(freshToken)}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    try {
      return await fetch(this.baseUrl + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      throw new ApiError(0, 'unreachable', String(cause));
    }
  }

  async createSession(locale: string) {
    const { timeZone: time_zone } = Intl.DateTimeFormat().resolvedOptions();
    return (await this.call<{ session: Session }>('POST', '/api/chat/sessions', { locale, time_zone })).session;
  }
  async sessions() {
    return (await this.call<{ sessions: Session[] }>('GET', '/api/chat/sessions')).sessions;
  }
  async session(id: number) {
    return (await this.call<{ session: Session }>('GET', `/api/chat/sessions/${id}`)).session;
  }
  history(id: number, beforeSeq?: number) {
    const before = beforeSeq === undefined ? '' : `&before_seq=${beforeSeq}`;
    return this.call<History>('GET', `/api/chat/sessions/${id}/messages?limit=${kPage}${before}`);
  }
  async send(id: number, client_id: string, message_text: string) {
    const path = `/api/chat/sessions/${id}/messages`;
    return (await this.call<{ message: Message }>('POST', path, { client_id, message_text })).message;
  }
  read(id: number, seq: number) {
    return this.call<void>('POST', `/api/chat/sessions/${id}/read`, { seq });
  }
  async article(id: number) {
    return (await this.call<{ article: Article }>('GET', `/api/chat/articles/${id}`)).article;
  }
  poll(id: number, revision: number, waitS: number, signal: AbortSignal) {
    const path = `/api/chat/sessions/${id}/events?wait=${waitS}&after_revision=${revision}`;
    return this.call<{ events: ServerEvent[]; revision: number }>('GET', path, undefined, signal);
  }
}
