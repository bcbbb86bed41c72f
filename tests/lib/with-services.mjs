// Runs a command beside a PostgreSQL and a Redis that it alone uses: `node tests/lib/with-services.mjs COMMAND…`, with
// their addresses in TEST_POSTGRES_URL (a URL without the database's name) and TEST_REDIS_URL.
import { spawn } from 'node:child_process';
import { startPostgres, startRedis } from './services.mjs';

const [command, ...args] = process.argv.slice(2);
const postgres = await startPostgres(),
  redis = await startRedis();
const env = { ...process.env, TEST_POSTGRES_URL: postgres.url(''), TEST_REDIS_URL: redis.url };
const child = spawn(command, args, { stdio: 'inherit', env });
const [code] = await new Promise((done) => child.once('exit', (...how) => done(how)));
await Promise.all([postgres.stop('SIGINT'), redis.stop()]);
process.exit(code ?? 1);
