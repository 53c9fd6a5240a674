import type { Clock, Db } from '#lotse/base';
import type { GradePassback, PlatformsService } from '#lotse/lti';
import type { startDemoLms } from '../../apps/demo-lms/index.js';

/** The server in this process, without timers. */
export interface OpenServer {
  db: Db;
  passback: GradePassback;
  platforms: PlatformsService;
  close(): Promise<void>;
}
export interface Parts {
  startDemoLms: typeof startDemoLms;
  openServer(env: Record<string, string>, clock: Clock): Promise<OpenServer>;
}
export interface KillOptions {
  storage: { dataDir: string; databaseUrl: string | undefined };
  rounds: number;
  trainees: number;
  tell?: (line: Record<string, unknown>) => void;
}
export interface KillReport {
  answers: number;
  acknowledged: number;
  stored: number;
  resent: number;
  sent_twice_on_purpose: number;
  grades: number;
  ready_p95_ms: number;
  findings: string[];
}
export function killRounds(parts: Parts, options: KillOptions): Promise<KillReport>;
