// Two nodes on one PostgreSQL and one Redis, with a proxy between each node and each of them.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Server, newFolder } from '../lib/server.mjs';
import { family, freePort, startPostgres, startRedis } from '../lib/services.mjs';
import { Proxy } from './proxy.mjs';

const kDatabase = 'parlance';

export class Nodes {
  servers = [];

  static async start({ count = 2, env = {} } = {}) {
    const nodes = new Nodes();
    [nodes.postgres, nodes.redis] = await Promise.all([startPostgres(), startRedis()]);
    nodes.postgres.sql(`CREATE DATABASE ${kDatabase}`);
    nodes.url = nodes.postgres.url(kDatabase);
    process.env.PARLANCE_DATABASE_URL = nodes.url; // for commands
    nodes.data = newFolder();
    nodes.env = env;
    nodes.towards = [];
    for (let i = 0; i < count; i++) {
      const [postgres, redis] = [await Proxy.start(nodes.postgres.port), await Proxy.start(nodes.redis.port)];
      nodes.towards.push({ postgres, redis, port: await freePort() });
      await nodes.startNode(i);
    }
    return nodes;
  }

  async startNode(i) {
    const { postgres, redis, port } = this.towards[i];
    this.servers[i] = await Server.start({
      data: this.data,
      port,
      env: {
        PARLANCE_DATABASE_URL: `postgres://postgres@127.0.0.1:${postgres.port}/${kDatabase}`,
        PARLANCE_REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        PARLANCE_IO_THREADS: '1',
        PARLANCE_LOG_LEVEL: 'info',
        ...this.env,
      },
    });
  }
  ports = () => this.towards.map((t) => t.port);
  token = (...args) => this.servers[0].token(...args);
  sql = (text) => this.postgres.sql(text, kDatabase);
  redisCommand = (...words) =>
    execFileSync('redis-cli', ['-p', String(this.redis.port), ...words], { encoding: 'utf8' });

  async killNode(i) {
    await this.servers[i].kill();
  }
  // As a loss of power would end them: nobody is told, and nothing is tidied up.
  async crash(service) {
    for (const pid of family(service.child.pid).reverse())
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        /* it has ended */
      }
    await service.ended;
  }
  async restart(service) {
    await service.start();
  }

  async stop() {
    await Promise.all(this.servers.map((server) => server.stop({ keep: true })));
    for (const { postgres, redis } of this.towards) {
      postgres.stop();
      redis.stop();
    }
    await Promise.all([this.postgres.stop('SIGINT'), this.redis.stop()]);
    rmSync(this.data, { recursive: true, force: true });
  }
}
