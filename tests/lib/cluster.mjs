// A cluster as deploy/ describes one, on loopback: PostgreSQL, Redis, nodes and nginx in front, on free ports.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Server } from './server.mjs';
import { Service, freePort, startPostgres, startRedis } from './services.mjs';

const kDatabase = 'parlance';
// What the node's file says shall hold, not what a caller happens to have set.
const kNoSettings = { PARLANCE_DATABASE_URL: undefined, PARLANCE_REDIS_URL: undefined, PARLANCE_LOG_LEVEL: undefined };

// A file of deploy/ with other values in the places of its own; each must be there, so that none is forgotten.
function deployed(name, values) {
  let text = readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
  for (const [from, to] of values) {
    if (!text.includes(from)) throw new Error(`deploy/${name} has no \`${from}\``);
    text = text.replace(from, () => to);
  }
  return text;
}

// What nginx.conf of the distribution has around the file of conf.d.
const around = (folder, site) => `daemon off;
${userInfo().uid === 0 ? 'user www-data;' : ''}
worker_processes 2;
pid ${folder}/nginx.pid;
error_log stderr error;
events { worker_connections 8192; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`).join(' ')}
  include ${site};
}
`;

export class Cluster {
  nodes = []; // a node that was killed stays in its place

  // `args` and `env` are the nodes'; `own` says how all programs are started (options of `spawn`).
  static async start({ nodes = 2, port = 0, args = ['--demo'], env = {}, own = {} } = {}) {
    const cluster = new Cluster();
    Object.assign(cluster, { args, env, own });
    cluster.folder = mkdtempSync(join(tmpdir(), 'parlance-cluster-'));
    chmodSync(cluster.folder, 0o755); // nginx's workers are another user
    try {
      cluster.postgres = await startPostgres({}, own);
      cluster.postgres.sql(`CREATE DATABASE ${kDatabase}`);
      cluster.redis = await startRedis(own);
      // One after the other: the first loads the demo companies.
      for (let i = 0; i < nodes; i++) await cluster.#startNode(i, await freePort());
      await cluster.#startNginx(port || (await freePort()));
    } catch (e) {
      await cluster.stop().catch(() => {});
      throw e;
    }
    return cluster;
  }

  get url() {
    return `http://127.0.0.1:${this.nginx.port}`;
  }
  get databaseUrl() {
    return this.postgres.url(kDatabase);
  }
  sql(text) {
    return this.postgres.sql(text, kDatabase);
  }
  // By name, all that must live for the cluster to be whole.
  get parts() {
    const nodes = this.nodes.map((node, i) => [`node ${i + 1}`, node]);
    return [['PostgreSQL', this.postgres], ['Redis', this.redis], ...nodes, ['nginx', this.nginx]];
  }

  async #startNode(i, port) {
    const data = join(this.folder, `node-${i + 1}`),
      config = join(this.folder, `node-${i + 1}.toml`);
    const values = [
      ['postgres://parlance:PASSWORD@10.0.0.5:5432/parlance', this.databaseUrl],
      ['redis://:PASSWORD@10.0.0.6:6379/0', this.redis.url],
      ['10.0.0.11', '127.0.0.1'],
      ['10.0.0.10', '127.0.0.1'],
      ['port = 8080', `port = ${port}`],
    ];
    writeFileSync(config, deployed('parlance.toml', values));
    this.nodes[i] = await Server.startNode({
      data,
      port,
      args: ['--config', config, ...this.args],
      env: { ...kNoSettings, ...this.env },
      own: this.own,
    });
  }

  async #startNginx(port) {
    const folder = join(this.folder, 'nginx'),
      site = join(folder, 'parlance.conf'),
      main = join(folder, 'nginx.conf');
    mkdirSync(folder);
    const [one, two] = ['  server 10.0.0.11:8080 max_fails=0;\n', '  server 10.0.0.12:8080 max_fails=0;\n'];
    const all = this.nodes.map((node) => one.replace('10.0.0.11:8080', `127.0.0.1:${node.port}`)).join('');
    const values = [
      [one + two, all],
      ['listen 80;', `listen 127.0.0.1:${port};`],
    ];
    writeFileSync(site, deployed('nginx.conf', values));
    writeFileSync(main, around(folder, site));
    this.nginx = new Service('/usr/sbin/nginx', ['-e', 'stderr', '-p', folder, '-c', main], port, this.own);
    await this.nginx.start();
  }

  // As a crash does; `start` brings it back where it was.
  kill(i) {
    return this.nodes[i].kill();
  }
  startNode(i) {
    return this.#startNode(i, this.nodes[i].port);
  }
  // As a rolling upgrade does.
  async restart(i) {
    await this.nodes[i].stop({ keep: true });
    await this.startNode(i);
  }
  async #eachNode(what) {
    const done = await Promise.allSettled(this.nodes.filter((node) => node && !node.over).map(what));
    const failed = done.find((d) => d.status === 'rejected');
    if (failed) throw failed.reason;
  }

  // From the front to the back, so that nobody misses what it needs.
  async stop() {
    try {
      await this.#eachNode((node) => node.stop({ keep: true }));
    } finally {
      for (const [service, signal] of [[this.nginx], [this.redis], [this.postgres, 'SIGINT']])
        await service?.stop(signal);
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

// The suites that know one server, against a whole cluster: what they stop and start is its nodes.
const clusters = new Map(); // by folder
export class ClusteredServer extends Server {
  static async start({ data, args, env = {} } = {}) {
    const known = clusters.get(data);
    const cluster = known ?? (await Cluster.start({ args, env: { PARLANCE_LIMITS: 'off', ...env } }));
    if (known) for (let i = 0; i < cluster.nodes.length; i++) await cluster.startNode(i);
    clusters.set(cluster.folder, cluster);
    const server = new ClusteredServer();
    Object.assign(server, { cluster, data: cluster.folder, port: cluster.nginx.port });
    // Inherited by every command that is started next.
    process.env.PARLANCE_DATABASE_URL = cluster.databaseUrl;
    return server;
  }
  async kill() {
    await Promise.all(this.cluster.nodes.map((node) => node.kill()));
  }
  async stop() {
    clusters.delete(this.data);
    await this.cluster.stop();
  }
}
