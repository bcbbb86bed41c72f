// Serves a cluster until it is told to end, or one of its parts ends: `node tests/lib/run-cluster.mjs [PORT]`.
import { Cluster } from './cluster.mjs';

const from = Date.now();
const told = new Promise((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => done(null));
});
// In groups of their own: the terminal's Ctrl-C is for this program, which ends them in order.
const starting = Cluster.start({
  port: Number(process.argv[2] ?? 0),
  env: { PARLANCE_LIMITS: undefined },
  own: { detached: true },
});
const cluster = await starting.catch((e) => {
  console.error(`cluster: ${e.message}`);
  process.exit(1);
});
const died = cluster.parts.map(([name, part]) =>
  part.ended.then(({ code, signal }) => ({ name, how: signal ?? code, part })),
);

console.log(`cluster: up after ${((Date.now() - from) / 1000).toFixed(1)} s; Ctrl-C ends it.`);
for (const [name, part] of cluster.parts) console.log(`  ${name.padEnd(12)} pid ${part.child.pid}, port ${part.port}`);
console.log(`Open ${cluster.url} and choose a customer to sign in as.`);

const dead = await Promise.race([told, ...died]);
if (dead) console.error(`cluster: ${dead.name} has ended (${dead.how}); the rest ends too`);
let code = dead ? 1 : 0;
await cluster.stop().catch((e) => {
  console.error(`cluster: ${e.message}`);
  code = 1;
});
process.exit(code);
