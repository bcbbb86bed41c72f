// A TCP proxy between a node and what it needs, which can keep silent or cut: a partition.
import net from 'node:net';

export class Proxy {
  #pairs = new Set();
  #mode = 'pass';

  static async start(target) {
    const proxy = new Proxy();
    proxy.server = net.createServer((near) => proxy.#join(near, target)).listen(0, '127.0.0.1');
    await new Promise((r) => proxy.server.once('listening', r));
    proxy.port = proxy.server.address().port;
    return proxy;
  }

  #join(near, target) {
    if (this.#mode === 'cut') return near.destroy();
    const far = net.connect(target, '127.0.0.1');
    const pair = { near, far };
    this.#pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => {});
      from.on('close', () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
    }
    if (this.#mode === 'stall') this.#hold(pair);
  }
  #hold({ near, far }) {
    near.pause();
    far.pause();
  }

  // Nothing comes through any more, and nobody is told.
  stall() {
    this.#mode = 'stall';
    for (const pair of this.#pairs) this.#hold(pair);
  }
  cut() {
    this.#mode = 'cut';
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }
  pass() {
    this.#mode = 'pass';
    for (const { near, far } of this.#pairs) {
      near.resume();
      far.resume();
    }
  }
  stop() {
    this.cut();
    this.server.close();
  }
}
