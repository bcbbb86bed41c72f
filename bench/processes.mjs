import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const pin = (pid, core) => execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });

export const residentKb = (pids) =>
  pids.reduce(
    (sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
    0,
  );

// Starts a program on core 0; resolves when `ready` holds, and rejects with what it said where it ends before.
export async function start(command, args, ready, options = {}) {
  const child = spawn('taskset', ['-c', '0', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
  child.ended = new Promise((done) => child.once('exit', done));
  let ended = false;
  child.ended.then(() => (ended = true));
  for (const deadline = Date.now() + 30_000; !(await ready().catch(() => false));) {
    if (ended || Date.now() > deadline) throw new Error(`${command} did not start: ${said}`);
    await new Promise((r) => setTimeout(r, 50));
  }
  return child;
}

// Holds a process to a share of one core, by a control group of its own; how to end that, once the process is over. Null: it
// may not be done here.
export function limitCpu(pid, share) {
  const kPeriodUs = 10_000;
  const quota = Math.round(kPeriodUs * share);
  const first = existsSync('/sys/fs/cgroup/cpu/cpu.cfs_quota_us'); // version 1 of control groups
  const folder = join(first ? '/sys/fs/cgroup/cpu' : '/sys/fs/cgroup', `parlance-bench-${pid}`);
  try {
    mkdirSync(folder);
    if (first) writeFileSync(join(folder, 'cpu.cfs_period_us'), String(kPeriodUs));
    if (first) writeFileSync(join(folder, 'cpu.cfs_quota_us'), String(quota));
    else writeFileSync(join(folder, 'cpu.max'), `${quota} ${kPeriodUs}`);
    writeFileSync(join(folder, 'cgroup.procs'), String(pid));
    return () => rmdirSync(folder);
  } catch {
    return null;
  }
}
