// Starts the real binary on a free port with a data folder of its own.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { checkResponse } from './contract.mjs';
import { psql } from './services.mjs';
import { Socket } from './socket.mjs';

export const binary = resolve(process.env.PARLANCED ?? 'build/parlanced');
const kMaxLines = 10_000; // kept of what it says
export const newFolder = () => mkdtempSync(join(tmpdir(), 'parlance test '));

// The suites run on SQLite as they are; with TEST_DATABASE=postgres on a database of that server for each data folder (a
// copy of TEST_TEMPLATE, where the demo companies are wanted), and where TEST_REDIS_URL is set too, with Redis.
const databases = new Map();
const copies = new Set(); // data folders whose database is one
function useDatabase(data, template = 'template1') {
  if (process.env.TEST_DATABASE !== 'postgres') return;
  if (!databases.has(data)) {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    psql(process.env.TEST_POSTGRES_URL + 'postgres', `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    databases.set(data, process.env.TEST_POSTGRES_URL + name);
    if (template === process.env.TEST_TEMPLATE) copies.add(data);
  }
  // Inherited by every command that is started next.
  process.env.PARLANCE_DATABASE_URL = databases.get(data);
  if (process.env.TEST_REDIS_URL) {
    process.env.PARLANCE_REDIS_URL = process.env.TEST_REDIS_URL;
    process.env.PARLANCE_REDIS_PREFIX = databases.get(data).split('/').pop() + ':';
  }
}

const tokens = new Map(); // by what was asked for

// None outlives the tests, however they end.
const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class Server {
  // With TEST_CLUSTER=1 the front of several nodes.
  static async start({ data, env = {}, ...more } = {}) {
    if (process.env.TEST_CLUSTER) return (await import('./cluster.mjs')).ClusteredServer.start({ data, env, ...more });
    data ??= newFolder();
    useDatabase(data, more.args ? undefined : process.env.TEST_TEMPLATE);
    return Server.startNode({ data, env: { PARLANCE_LIMITS: 'off', ...env }, ...more });
  }

  static async startNode({ data, args = ['--demo'], env = {}, port = 0, own = {} }) {
    const server = new Server();
    server.data = data;
    server.lines = [];
    server.child = spawn(binary, ['serve', '--data', data, '--port', String(port), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...own,
    });
    running.add(server.child);
    server.child.once('close', () => running.delete(server.child));
    server.ended = new Promise((done) => server.child.once('close', (code, signal) => done({ code, signal })));
    server.ended.then(() => (server.over = true));
    server.port = await new Promise((ready, failed) => {
      let rest = '';
      server.child.stderr.on('data', (chunk) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop();
        server.lines.push(...lines);
        server.lines.splice(0, server.lines.length - kMaxLines);
        for (const line of lines) if (line.includes('"event":"serving"')) ready(JSON.parse(line).port);
      });
      server.ended.then(() => failed(new Error('the server ended at start:\n' + server.lines.join('\n') + rest)));
    });
    return server;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  // Its URL, where it is PostgreSQL's.
  get database() {
    return databases.get(this.data);
  }

  // What one of the binary's commands says, run on this server's data.
  command(...args) {
    useDatabase(this.data);
    return execFileSync(binary, [...args, '--data', this.data], { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  }

  // What a SELECT of one column of text finds in its database, read past the server.
  texts(select) {
    const url = this.database;
    const list = `SELECT json_agg(t) FROM (${select}) s(t)`;
    if (url) return JSON.parse(psql(url, `SET parlance.tenant = '0'; ${list}`));
    const code =
      'import sqlite3,json,sys\nprint(json.dumps([r[0] for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])]))';
    return JSON.parse(execFileSync('python3', ['-c', code, join(this.data, 'parlance.db'), select]).toString());
  }

  // Copies of a database have the same companies and secrets: one token is good for all.
  token(sub = '1', tenant = 'acme', ...more) {
    const made = () => this.command('token', '--tenant', tenant, '--sub', sub, ...more).trim();
    if (!copies.has(this.data)) return made();
    const wanted = [sub, tenant, ...more].join(' ');
    if (!tokens.has(wanted)) tokens.set(wanted, made());
    return tokens.get(wanted);
  }

  async call(method, path, { token, body, headers = {} } = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
    checkResponse(method, path, response.status, response.headers.get('content-type'), json);
    return { status: response.status, json, text, headers: response.headers };
  }

  async session(token) {
    return (await this.call('POST', '/api/chat/sessions', { token, body: {} })).json.session.id;
  }

  // Sends over REST and waits for the answer to that very message.
  async ask(token, session, text) {
    const sent = await this.call('POST', `/api/chat/sessions/${session}/messages`, {
      token,
      body: { client_id: randomUUID(), message_text: text },
    });
    if (sent.status !== 201) throw new Error(`${sent.status} ${sent.text}`);
    const { id, revision } = sent.json.message;
    for (let after = revision, deadline = Date.now() + 10_000; Date.now() < deadline;) {
      const { json } = await this.call('GET', `/api/chat/sessions/${session}/events?wait=10&after_revision=${after}`, {
        token,
      });
      const answer = json.events.find((e) => e.type === 'message' && e.message.reply_to === id);
      if (answer) return answer.message;
      after = json.revision;
    }
    throw new Error('no answer to: ' + text);
  }

  // Resolves once it has written a line with that text.
  async logged(text, ms = 10_000) {
    for (const deadline = Date.now() + ms; !this.lines.some((line) => line.includes(text));) {
      if (Date.now() > deadline) throw new Error(`never logged ${text}:\n${this.lines.join('\n')}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  connect(session, token, query = '') {
    return Socket.open(this.port, `/ws/chat/${session}${query}`, token);
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  // Ends it cleanly and removes the folder; the end's code must be 0.
  async stop({ keep = false } = {}) {
    this.child.kill('SIGTERM');
    const { code, signal } = await this.ended;
    if (!keep) rmSync(this.data, { recursive: true, force: true });
    if (code !== 0)
      throw new Error(
        `the server ended with ${code ?? signal}:\n${this.lines
          .filter((l) => !l.startsWith('{'))
          .slice(0, 20)
          .join('\n')}`,
      );
  }
}
