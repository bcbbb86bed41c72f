// `parlanced migrate --from sqlite:… --to postgres://…`: what a company finds after it.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { Server, newFolder } from '../lib/server.mjs';
import * as moves from '../lib/moves.mjs';

const {
  copyOfSource,
  guarded,
  inPostgres,
  inSqlite,
  migrated,
  move,
  newDatabase,
  options,
  python,
  refused,
  sql,
  start,
  tables,
} = moves;
let token, seen;

async function everythingSeen(server, token) {
  const get = async (path) => (await server.call('GET', path, { token })).json;
  const { sessions } = await get('/api/chat/sessions');
  const { tickets } = await get('/api/chat/tickets');
  return {
    sessions,
    tickets,
    messages: await Promise.all(sessions.map((s) => get(`/api/chat/sessions/${s.id}/messages?limit=200`))),
    details: await Promise.all(tickets.map((t) => get(`/api/chat/tickets/${t.id}`))),
  };
}

before(async () => {
  if (!options.skip) ({ token, said: seen } = await moves.makeSource(everythingSeen));
});
after(moves.removeFolders);

test('a company that was moved finds everything, and goes on', options, async (t) => {
  const data = copyOfSource(`
c.execute("UPDATE chat_sessions SET page_url = '', worker = 7 WHERE id = 1")
c.execute("INSERT INTO nodes (name, alive_until) VALUES ('old', 1)")`);
  const url = newDatabase();
  const { code, stdout, stderr } = await move(data, `postgres:${url}`);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /database\.url/);
  assert.equal(sql(url, 'SELECT count(*) FROM nodes'), '0');
  assert.equal(sql(url, 'SELECT count(*) FROM chat_sessions WHERE worker IS NOT NULL'), '0');
  python(data, 'c.execute("UPDATE chat_sessions SET worker = NULL")');
  for (const table of tables(data)) {
    const rows = inSqlite(data, table);
    assert.deepEqual(inPostgres(url, table), rows, table);
    for (const step of ['copied', 'verified'])
      assert.match(stdout, new RegExp(`^${step} +${table} +${rows.length} rows$`, 'm'));
  }
  assert.equal(guarded(url), guarded(migrated()));

  const server = await Server.start({ data: newFolder(), env: { PARLANCE_DATABASE_URL: url } });
  t.after(() => server.stop());
  assert.deepEqual(await everythingSeen(server, token), seen);
  const [{ id }] = seen.sessions;
  const last = Math.max(...seen.messages.flatMap((m) => m.messages).map((m) => (m.session_id === id ? m.seq : 0)));
  assert.equal((await server.ask(token, id, "What's the status of ticket #12345?")).seq, last + 2);
  const session = await server.session(token);
  assert.ok(session > Math.max(...seen.sessions.map((s) => s.id)));
  for (const text of ['open a ticket', 'Door', 'It squeaks']) await server.ask(token, session, text);
  const number = Number(/#(\d+)/.exec((await server.ask(token, session, 'yes')).message_text)[1]);
  assert.ok(!seen.tickets.some((ticket) => ticket.id === number));
  await server.ask(token, session, `add a comment to ticket ${number}: at night`);
  await server.ask(token, session, 'yes');
  await refused(move(data, url), /has tenants already\. Make a new one/);
});

test('kill -9 in the middle of a table leaves the target empty, and a repeat moves all', options, async () => {
  const rows = 100_000;
  const data = copyOfSource(`
s=c.execute('SELECT id, tenant_id, last_seq FROM chat_sessions ORDER BY id DESC').fetchone()
c.executemany("INSERT INTO chat_messages (id,session_id,tenant_id,revision,sender_type,message_text,created_at) VALUES (?,?,?,?,0,?,0)",
  ((s[0]*2**20+n,s[0],s[1],n,'message %d'%n) for n in range(s[2]+1,${rows}+1)))
c.execute('UPDATE chat_sessions SET last_seq=?, revision=? WHERE id=?',(${rows},${rows},s[0]))`);
  const url = migrated();
  sql(
    url,
    `CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.message_text = 'message 60000' THEN PERFORM pg_advisory_xact_lock(77); END IF; RETURN NEW; END $$;
     CREATE TRIGGER stop_here BEFORE INSERT ON chat_messages FOR EACH ROW EXECUTE FUNCTION stop_here()`,
  );
  const holder = spawn('psql', [url, '-qAt'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const until = async (query, what) => {
    for (const deadline = Date.now() + 60_000; sql(url, `SELECT ${query}`) !== 't';) {
      assert.ok(Date.now() < deadline, what);
      await new Promise((again) => setTimeout(again, 20));
    }
  };
  const locks = (granted) => `EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND
    d.datname = current_database() WHERE locktype = 'advisory' AND objid = 77 AND granted = ${granted})`;
  holder.stdin.write('SELECT pg_advisory_lock(77);\n');
  await until(locks(true), 'the lock is held');
  const run = start(['--from', `sqlite:${data}`, '--to', url]);
  await until(locks(false), 'the move waits in the middle');
  assert.ok(Number(sql(url, 'SELECT tuples_processed FROM pg_stat_progress_copy')) > 50_000);
  run.child.kill('SIGKILL');
  assert.equal((await run.ended).signal, 'SIGKILL');
  holder.stdin.end();
  await until(
    `NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'parlanced migrate')`,
    'PostgreSQL has noticed',
  );
  for (const table of tables(data).filter((name) => name !== 'revisions'))
    assert.equal(sql(url, `SELECT count(*) FROM ${table}`), '0', table);
  assert.equal(guarded(url), guarded(migrated()));
  sql(url, 'DROP TRIGGER stop_here ON chat_messages');
  const again = await move(data, url);
  assert.equal(again.code, 0, again.stderr);
  assert.equal(
    sql(url, 'SELECT count(*) FROM chat_messages'),
    python(data, "print(*c.execute('SELECT count(*) FROM chat_messages').fetchone())").trim(),
  );
});

test('a file of an older version is brought up to date first', options, async () => {
  const data = copyOfSource(`
for s in ('DROP TABLE nodes', 'DROP TABLE revisions', 'ALTER TABLE chat_sessions DROP COLUMN worker', 'DROP TABLE assistant_settings',
          'DROP TABLE model_usage', 'DROP TABLE intents', 'ALTER TABLE chat_messages DROP COLUMN interrupted', 'ALTER TABLE chat_messages DROP COLUMN ai_trace', 'PRAGMA user_version = 1'): c.execute(s)`);
  const url = newDatabase();
  const { code, stderr } = await move(data, url);
  assert.equal(code, 0, stderr);
  assert.deepEqual(inPostgres(url, 'revisions'), inSqlite(data, 'revisions'));
});
