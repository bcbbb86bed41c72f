// A WebSocket client that can also send what no well-behaved one would.
import net from 'node:net';
import { randomBytes } from 'node:crypto';
import { checkEvent } from './contract.mjs';

export function frame(opcode, payload, { fin = true, mask = true, rsv = 0 } = {}) {
  const data = Buffer.from(payload);
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const bit = mask ? 0x80 : 0;
  if (data.length < 126) head.push(bit | data.length);
  else if (data.length < 65536) head.push(bit | 126, data.length >> 8, data.length & 255);
  else
    head.push(
      bit | 127,
      0,
      0,
      0,
      0,
      (data.length >>> 24) & 255,
      (data.length >>> 16) & 255,
      (data.length >>> 8) & 255,
      data.length & 255,
    );
  const key = randomBytes(4);
  const body = mask ? Buffer.concat([key, data.map((b, i) => b ^ key[i & 3])]) : data;
  return Buffer.concat([Buffer.from(head), body]);
}

export class Socket {
  events = [];
  pongs = [];
  closed = null; // {code, reason} or {code: 1006}
  #waiting = [];
  #in = Buffer.alloc(0);

  // Resolves to a socket, or rejects with an error that has the HTTP `status`.
  static open(port, path, token, { headers = [] } = {}) {
    return new Promise((resolve, reject) => {
      const socket = new Socket();
      const tcp = (socket.tcp = net.connect(port, '127.0.0.1'));
      tcp.write(
        [
          `GET ${path} HTTP/1.1`,
          `Host: 127.0.0.1:${port}`,
          'Upgrade: websocket',
          'Connection: Upgrade',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          'Sec-WebSocket-Version: 13',
          `Sec-WebSocket-Protocol: parlance.v1${token ? `, bearer.${token}` : ''}`,
          ...headers,
          '',
          '',
        ].join('\r\n'),
      );
      let head = Buffer.alloc(0),
        open = false;
      tcp.on('data', (chunk) => {
        if (open) return socket.#feed(chunk);
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const status = Number(head.subarray(9, 12).toString());
        if (status !== 101) {
          tcp.destroy();
          return reject(Object.assign(new Error(`refused with ${status}`), { status, head: head.toString() }));
        }
        open = true;
        socket.head = head.subarray(0, end).toString();
        resolve(socket);
        socket.#feed(head.subarray(end + 4));
      });
      tcp.on('error', (error) => {
        if (!open) reject(error);
      });
      tcp.on('close', () => {
        if (!open) reject(new Error('closed before it was answered'));
        socket.closed ??= { code: 1006, reason: '' };
        socket.#wake();
      });
    });
  }

  #feed(chunk) {
    this.#in = Buffer.concat([this.#in, chunk]);
    for (;;) {
      const b = this.#in;
      if (b.length < 2) return;
      let n = b[1] & 127,
        at = 2;
      if (n === 126) {
        if (b.length < 4) return;
        n = b.readUInt16BE(2);
        at = 4;
      } else if (n === 127) {
        if (b.length < 10) return;
        n = Number(b.readBigUInt64BE(2));
        at = 10;
      }
      if (b.length < at + n) return;
      const payload = b.subarray(at, at + n);
      const opcode = b[0] & 15;
      this.#in = b.subarray(at + n);
      if (opcode === 1) this.#take(JSON.parse(payload.toString()));
      else if (opcode === 8)
        this.closed = { code: payload.length ? payload.readUInt16BE(0) : 1005, reason: payload.subarray(2).toString() };
      else if (opcode === 9) this.raw(frame(10, payload));
      else if (opcode === 10) this.pongs.push(payload.toString());
      this.#wake();
    }
  }

  #take(event) {
    checkEvent(event);
    this.events.push(event);
  }
  #wake() {
    for (const check of [...this.#waiting]) check();
  }

  // Resolves once `test` is true of this socket.
  until(test, what = String(test), ms = 10_000) {
    return new Promise((resolve, reject) => {
      const check = () => {
        const value = test(this);
        if (!value) return;
        clearTimeout(timer);
        this.#waiting.splice(this.#waiting.indexOf(check), 1);
        resolve(value);
      };
      const timer = setTimeout(
        () =>
          reject(
            new Error(
              `waited in vain for ${what}; seen: ${JSON.stringify(this.events).slice(0, 2000)} closed: ${JSON.stringify(this.closed)}`,
            ),
          ),
        ms,
      );
      this.#waiting.push(check);
      check();
    });
  }

  event(test, what) {
    return this.until(() => this.events.find(test), what ?? String(test));
  }
  end() {
    return this.until(() => this.closed, 'the end');
  }
  raw(bytes) {
    this.tcp.write(bytes);
  }
  send(value) {
    this.raw(frame(1, JSON.stringify(value)));
  }
  destroy() {
    this.tcp.destroy();
  }
}
