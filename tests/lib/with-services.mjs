// Runs a command beside a PostgreSQL and a Redis that it alone uses: `node tests/lib/with-services.mjs COMMAND…`, with
// their addresses in TEST_POSTGRES_URL (a URL without the database's name) and TEST_REDIS_URL. With
// TEST_DATABASE=postgres TEST_TEMPLATE names a database in which a server has loaded the demo companies.
import { spawn } from 'node:child_process';
import { startPostgres, startRedis } from './services.mjs';
import { Server } from './server.mjs';

// What is lost with the machine is lost with the test.
const kPostgres = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

const [command, ...args] = process.argv.slice(2);
const postgres = await startPostgres(kPostgres),
  redis = await startRedis();
Object.assign(process.env, { TEST_POSTGRES_URL: postgres.url(''), TEST_REDIS_URL: redis.url });
if (process.env.TEST_DATABASE === 'postgres') {
  const first = await Server.start();
  await first.stop();
  process.env.TEST_TEMPLATE = first.database.split('/').pop();
}
const child = spawn(command, args, { stdio: 'inherit' });
const [code] = await new Promise((done) => child.once('exit', (...how) => done(how)));
await Promise.all([postgres.stop('SIGINT'), redis.stop()]);
process.exit(code ?? 1);
