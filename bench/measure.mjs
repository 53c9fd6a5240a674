/** CPU of processes from /proc, and the few numbers a round is summed up with. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const TICKS = process.platform === 'linux' ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) : 0;

/** User and system time of a process so far, in microseconds; with `reaped` also that of children that have ended. */
function cpuOf(pid, reaped) {
  const stat = statOf(pid);
  if (!stat) return 0;
  const ticks = stat.slice(11, reaped ? 15 : 13).reduce((sum, field) => sum + Number(field), 0);
  return (ticks / TICKS) * 1e6;
}

/** Fields of /proc/<pid>/stat from the third on; null for a process that has ended. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Reads the CPU time of the server and of PostgreSQL with all its backends; null where there is no /proc. */
export function cpuReader(serverPid, postmasterPid) {
  return () => {
    if (!TICKS) return null;
    const backends = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(postmasterPid));
    return { server: cpuOf(serverPid, false), postgres: backends.reduce((sum, pid) => sum + cpuOf(pid, false), cpuOf(postmasterPid, true)) };
  };
}

export function perOperation(before, after, count) {
  const each = (name) => (before && after ? Math.round((after[name] - before[name]) / count) : null);
  return { server_cpu_us: each('server'), pg_cpu_us: each('postgres') };
}

export function quantile(sorted, q) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const rounded = (value, digits = 2) => Number(value.toFixed(digits));

/** One line of the result. */
export function print(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
