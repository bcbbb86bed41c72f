// `parlanced migrate --from sqlite:… --to postgres://…`: what it refuses, and what it finds before the commit.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Server, newFolder } from '../lib/server.mjs';
import * as moves from '../lib/moves.mjs';

const { copyOfSource, migrated, move, newDatabase, options, python, refused, sql, start, tenantsIn } = moves;
let source;

before(async () => {
  if (!options.skip) ({ source } = await moves.makeSource());
});
after(moves.removeFolders);

for (const [what, table, body, why] of [
  [
    'a text that was changed',
    'tickets',
    `NEW.title := NEW.title || ' '; RETURN NEW`,
    /tickets \(tenant_id = 1, id = 12345\): title is not/,
  ],
  [
    'a text that became null',
    'tickets',
    `NEW.external_id := NULL; RETURN NEW`,
    /tickets \(tenant_id = 1, id = 12345\): external_id is not/,
  ],
  [
    'an integer that was changed',
    'chat_messages',
    `NEW.created_at := NEW.created_at + 1; RETURN NEW`,
    /chat_messages \(id = \d+\): created_at/,
  ],
  [
    'a blob that was changed',
    'chat_messages',
    `NEW.client_id := gen_random_uuid()::text::bytea; RETURN NEW`,
    /chat_messages .*client_id/,
  ],
  ['a row that is lacking', 'orders', 'RETURN NULL', /where SQLite has the row orders \(tenant_id = 1, id = 5512\)/],
  ['a last row that is lacking', 'revisions', 'RETURN NULL', /PostgreSQL lacks the row revisions \(kind = 'article'\)/],
])
  test(`${what} is found before the commit, and nothing is moved`, options, async () => {
    const url = migrated();
    const condition = {
      tickets: 'NEW.id = 12345',
      orders: 'NEW.id = 5512',
      chat_messages: 'NEW.client_id IS NOT NULL',
      revisions: 'true',
    }[table];
    sql(
      url,
      `CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; END $$;
       CREATE TRIGGER change BEFORE INSERT ON ${table} FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION change()`,
    );
    const run = move(copyOfSource(), url);
    await refused(run, why);
    assert.match((await run).stderr, /Nothing was moved/);
    assert.equal(tenantsIn(url), 0);
  });

test('a commit that PostgreSQL refuses has moved nothing, and says so', options, async () => {
  const url = migrated();
  sql(
    url,
    `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'too late'; END $$;
     CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON revisions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()`,
  );
  await refused(move(copyOfSource(), url), /committing: ERROR: +too late[^]*Nothing was moved/);
  assert.equal(tenantsIn(url), 0);
});

test('what cannot be moved is told, and nothing is', options, async () => {
  const url = newDatabase();
  const untouched = () => sql(url, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace");
  await refused(move(join(source, 'no such'), url), /there is no database .*no such/);
  await refused(start(['--from', source, '--to', url]).ended, /--from must be sqlite:/);
  await refused(start(['--from', `sqlite:${source}`, '--to', 'mysql://x']).ended, /--to must be PostgreSQL's URL/);
  const empty = newFolder();
  python(empty, "c.execute('CREATE TABLE other (x)')");
  await refused(move(empty, url), /is no database of Parlance/);
  await refused(move(copyOfSource(), 'postgres://x@127.0.0.1:1/x'), /cannot connect to PostgreSQL/);
  assert.equal(untouched(), '0');
  assert.notEqual((await start(['--from', `sqlite:${source}`]).ended).code, 0);

  const server = await Server.start({ data: copyOfSource() });
  await refused(move(server.data, url), /another server uses the data folder/);
  await server.stop();
  assert.equal(untouched(), '0');

  const changes = [
    [
      `c.execute("UPDATE tickets SET title = 'a'||char(0)||'b' WHERE id = 12345")`,
      /tickets \(tenant_id = 1, id = 12345\): title has a U\+0000/,
    ],
    [
      `c.execute("UPDATE tickets SET title = CAST(x'ff' AS TEXT) WHERE id = 12345")`,
      /id = 12345\): title is not UTF-8/,
    ],
    [
      `c.execute("UPDATE tickets SET updated_at = 1.5 WHERE id = 12345")`,
      /id = 12345\): updated_at is not a whole number/,
    ],
    [
      `c.execute('CREATE TABLE notes (id INTEGER PRIMARY KEY)')`,
      /the table notes has the columns \{"id"\} in SQLite and \{\}/,
    ],
  ];
  for (const [change, why] of changes) {
    await refused(move(copyOfSource(change), url), why);
    assert.equal(tenantsIn(url), 0);
  }
});
