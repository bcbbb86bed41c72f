// On PostgreSQL the server works as a role that owns nothing and is under row-level security, whoever logs in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { psql } from '../lib/services.mjs';
import { Server } from '../lib/server.mjs';

const skip = process.env.TEST_DATABASE !== 'postgres' && 'only PostgreSQL has roles';

test('what is taken from the role is out of reach of the server', { skip }, async () => {
  const server = await Server.start();
  const database = process.env.PARLANCE_DATABASE_URL;
  try {
    const token = server.token();
    const tickets = async () => (await server.call('GET', '/api/chat/tickets', { token })).status;
    assert.equal(await tickets(), 200);
    psql(database, 'REVOKE SELECT ON tickets FROM parlance_app');
    assert.equal(await tickets(), 503);
    psql(database, 'GRANT SELECT ON tickets TO parlance_app');
    assert.equal(await tickets(), 200);
  } finally {
    await server.stop();
  }
});
