import type { Article, Message, ServerEvent, Session } from './protocol';

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

// REST with a customer's token, which is asked for anew once where the server refuses it.
export class Api {
  #token: string | null = null;
  constructor(
    readonly baseUrl: string,
    private readonly getToken: GetToken,
  ) {}

  async token(fresh = false): Promise<string> {
    if (fresh || !this.#token) this.#token = await this.getToken();
    return this.#token;
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

  createSession = (locale: string) =>
    this.call<{ session: Session }>('POST', '/api/chat/sessions', { locale }).then((r) => r.session);
  sessions = () => this.call<{ sessions: Session[] }>('GET', '/api/chat/sessions').then((r) => r.sessions);
  session = (id: number) => this.call<{ session: Session }>('GET', `/api/chat/sessions/${id}`).then((r) => r.session);
  history = (id: number, beforeSeq?: number) =>
    this.call<{ messages: Message[]; has_more: boolean }>(
      'GET',
      `/api/chat/sessions/${id}/messages?limit=50${beforeSeq === undefined ? '' : `&before_seq=${beforeSeq}`}`,
    );
  send = (id: number, client_id: string, message_text: string) =>
    this.call<{ message: Message }>('POST', `/api/chat/sessions/${id}/messages`, { client_id, message_text }).then(
      (r) => r.message,
    );
  read = (id: number, seq: number) => this.call<void>('POST', `/api/chat/sessions/${id}/read`, { seq });
  article = (id: number) => this.call<{ article: Article }>('GET', `/api/chat/articles/${id}`).then((r) => r.article);
  poll = (id: number, revision: number, waitS: number, signal: AbortSignal) =>
    this.call<{ events: ServerEvent[]; revision: number }>(
      'GET',
      `/api/chat/sessions/${id}/events?wait=${waitS}&after_revision=${revision}`,
      undefined,
      signal,
    );
}
