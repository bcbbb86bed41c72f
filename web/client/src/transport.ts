import { ApiError, type Api } from './api';
import type { ClientFrame, ServerEvent } from './protocol';
import type { Status } from './view';

type Kind = 'socket' | 'stream' | 'poll';
const kNext: Record<Kind, Kind> = { socket: 'stream', stream: 'poll', poll: 'socket' };
const kFirstPauseMs = 300,
  kMaxPauseMs = 15_000,
  kReadyWithinMs = 8_000,
  kPingEveryMs = 20_000,
  kSilentAfterMs = 35_000,
  kTrySocketAgainMs = 300_000;

export interface TransportHost {
  revision(): number;
  onEvent(event: ServerEvent, revision?: number): void;
  onStatus(status: Status): void;
  onGone(): void;
}

// Keeps one session's events coming: by WebSocket, where that is blocked by SSE, and where that is too by long polling.
// It comes back by itself after a pause that doubles, with jitter, and resumes after the host's revision.
export class Transport {
  #stopped = false;
  #failures = 0;
  #kind: Kind = 'socket';
  #abort = new AbortController();
  #socket: WebSocket | null = null;
  #wake: (() => void) | null = null;

  constructor(
    private readonly api: Api,
    private readonly session: number,
    private readonly host: TransportHost,
  ) {
    void this.#run();
    addEventListener('online', this.#hurry);
  }

  stop() {
    this.#stopped = true;
    removeEventListener('online', this.#hurry);
    this.#abort.abort();
    this.#socket?.close(1000);
    this.#wake?.();
  }

  // False where only REST can send at the moment.
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #hurry = () => this.#wake?.();

  async #run() {
    while (!this.#stopped) {
      this.host.onStatus('connecting');
      let hint = 0,
        worked = false;
      try {
        hint = await this.#once(() => {
          worked = true;
          this.#failures = 0;
          this.host.onStatus('online');
        });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return this.host.onGone();
      }
      if (this.#stopped) return;
      this.host.onStatus('offline');
      if (!worked) await this.#choose();
      const whole = Math.min(kMaxPauseMs, kFirstPauseMs * 2 ** this.#failures++);
      await this.#pause(hint + whole / 2 + Math.random() * (whole / 2));
    }
  }

  // A blocked WebSocket and a server that is down look alike: only where REST works is another way tried.
  async #choose() {
    try {
      await this.api.session(this.session);
      this.#kind = kNext[this.#kind];
      this.#failures = 0;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        this.#stopped = true;
        this.host.onGone();
      }
    }
  }

  #pause(ms: number) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #once(up: () => void): Promise<number> {
    this.#abort = new AbortController();
    return this.#kind === 'socket'
      ? this.#bySocket(up)
      : this.#kind === 'stream'
        ? this.#byStream(up)
        : this.#byPolling(up);
  }

  async #bySocket(up: () => void): Promise<number> {
    const token = await this.api.token(this.#failures > 0);
    if (this.#stopped) return 0;
    return new Promise((resolve) => {
      const url =
        this.api.baseUrl.replace(/^http/, 'ws') + `/ws/chat/${this.session}?after_revision=${this.host.revision()}`;
      let socket: WebSocket;
      try {
        socket = new WebSocket(url, ['parlance.v1', `bearer.${token}`]);
      } catch {
        return resolve(0);
      }
      this.#socket = socket;
      let heard = Date.now();
      const late = setTimeout(() => socket.close(), kReadyWithinMs);
      const beat = setInterval(
        () => (Date.now() - heard > kSilentAfterMs ? done(0) : this.send({ type: 'ping' })),
        kPingEveryMs,
      );
      const done = (hint: number) => {
        clearTimeout(late);
        clearInterval(beat);
        socket.onclose = socket.onmessage = null;
        socket.close();
        if (this.#socket === socket) this.#socket = null;
        resolve(hint);
      };
      socket.onmessage = ({ data }) => {
        heard = Date.now();
        const event = JSON.parse(String(data)) as ServerEvent;
        if (event.type === 'ready') {
          clearTimeout(late);
          up();
        }
        this.host.onEvent(event);
      };
      socket.onclose = ({ code, reason }) => {
        if (code === 4401) void this.api.token(true).catch(() => {});
        done(code === 4503 ? Number((/"retry_after_ms":(\d+)/.exec(reason) ?? [])[1] ?? 0) : 0);
      };
    });
  }

  async #byStream(up: () => void): Promise<number> {
    // A proxy that holds a stream back shows as no answer at all; the server breaks a silence every 25 s.
    let late: ReturnType<typeof setTimeout> | undefined = setTimeout(() => this.#abort.abort(), kReadyWithinMs);
    const response = await this.api.fetch(
      'GET',
      `/api/chat/sessions/${this.session}/events?after_revision=${this.host.revision()}`,
      undefined,
      this.#failures > 0,
      this.#abort.signal,
    );
    if (!response.ok || !response.body) return (clearTimeout(late), 0);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '',
      ready = false;
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) return (clearTimeout(late), 0);
      clearTimeout(late);
      late = setTimeout(() => this.#abort.abort(), kSilentAfterMs);
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data: '));
        if (!data) continue;
        if (!ready) {
          ready = true;
          up();
        }
        this.host.onEvent(JSON.parse(data.slice(6)) as ServerEvent);
      }
    }
  }

  async #byPolling(up: () => void): Promise<number> {
    const until = Date.now() + kTrySocketAgainMs;
    let first = true;
    while (!this.#stopped) {
      if (Date.now() > until) {
        this.#kind = 'socket';
        return 0;
      }
      const { events, revision } = await this.api.poll(
        this.session,
        this.host.revision(),
        first ? 0 : 25,
        this.#abort.signal,
      );
      up();
      first = false;
      for (const event of events) this.host.onEvent(event);
      this.host.onEvent({ type: 'pong' }, revision);
    }
    return 0;
  }
}
