// The CPU of an answer on SQLite at one rate as there are more sessions, more messages in the table, more tenants.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from '../tests/lib/server.mjs';
import { measure } from './beside.mjs';
import { prepare, startOurs } from './systems.mjs';

const kMessages = Number(process.env.MESSAGES ?? 10_000_000); // of the large table
const kSessions = [10, 1_000, 10_000];
const kTenants = 1_000;
const kRate = 3_000; // per second, the same for all: who sends faster shares more commits, and pays less for each

// Old conversations of one customer, 1,000 messages each, written by SQLite alone.
function fill(file, count) {
  const script = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1]); n = int(sys.argv[2])
db.execute("PRAGMA synchronous = OFF")
first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM chat_sessions").fetchone()[0]
db.execute("""WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i + 1 < ?1)
  INSERT INTO chat_sessions (id, contact_id, tenant_id, status, started_at, last_message_at, last_seq, revision)
  SELECT ?2 + i, 1, 1, 2, 0, 0, 1000, 1000 FROM s""", (n // 1000, first))
db.execute("""WITH RECURSIVE m(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM m WHERE i + 1 < ?1)
  INSERT INTO chat_messages (id, session_id, tenant_id, revision, client_id, sender_type, sender_id, message_text, created_at)
  SELECT (?2 + i / 1000) * 1048576 + i % 1000 + 1, ?2 + i / 1000, 1, i % 1000 + 1, randomblob(16), 0, 1, 'What is the status of ticket #1?', 0 FROM m""", (n, first))
db.commit()`;
  execFileSync('python3', ['-c', script, file, String(count)]);
}

async function one(name, chatload, folder, { sessions = 200, messages = 10_000, tenants = 1, seconds }) {
  const system = await startOurs();
  try {
    const file = join(system.servers[0].data, 'parlance.db');
    fill(file, messages);
    let measured = { ...system, name };
    if (tenants > 1) {
      // As many sessions as before, each of a tenant of its own.
      for (let i = 0; i < tenants; i++)
        execFileSync(
          binary,
          ['tenant', 'add', `t${i}`, '--secret-file', join(folder, `t${i}`), '--data', system.servers[0].data],
          { stdio: 'ignore' },
        );
      const token = join(folder, 'token.sh');
      writeFileSync(
        token,
        `#!/bin/sh\nexec '${binary}' --data '${system.servers[0].data}' token --tenant t$(( ($\{1#load-} - 1) % ${tenants} )) --sub $1 --ttl 20h\n`,
        { mode: 0o755 },
      );
      measured = {
        ...measured,
        sessions: (count) => ['parlance', '--port', system.port, '--count', count, '--token', `${token} {sub}`],
      };
    }
    const cpu = [];
    for (let round = 0; round < 3; round++)
      cpu.push(
        (await measure(chatload, measured, { seconds, sessions, rate: kRate }, folder))('server_cpu_us_per_answer'),
      );
    return { name, cpu: cpu.sort((a, b) => a - b)[1] };
  } finally {
    await system.stop();
  }
}

export async function cost({ seconds }) {
  const { chatload } = prepare();
  const folder = mkdtempSync(join(tmpdir(), 'parlance-cost-'));
  const groups = [
    kSessions.map((sessions) => [`${sessions} sessions`, { sessions }]),
    [
      ['10,000 messages', { messages: 10_000 }],
      [`${kMessages.toLocaleString('en')} messages`, { messages: kMessages }],
    ],
    [
      ['1 tenant', { sessions: kTenants }],
      [`${kTenants} tenants`, { sessions: kTenants, tenants: kTenants }],
    ],
  ];
  const rows = [];
  try {
    for (const group of groups) {
      const measured = [];
      for (const [name, what] of group) measured.push(await one(name, chatload, folder, { ...what, seconds }));
      const least = Math.min(...measured.map((row) => row.cpu));
      rows.push(...measured.map((row) => ({ ...row, ratio: row.cpu / least })));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const row of rows) console.log(`bench: ${row.name}: ${row.cpu} us, ${row.ratio.toFixed(2)} x the least`);
  return rows;
}
