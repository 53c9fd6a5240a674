import type * as contract from '#lotse/contract';
import type { startDemoLms } from '../../apps/demo-lms/index.js';

export interface RoomWorld {
  site: Awaited<ReturnType<typeof startDemoLms>>['sites'][number];
  tenant: string;
  usernames: string[];
  rooms: number;
}
export interface RoomParts {
  startDemoLms: typeof startDemoLms;
  contract: Pick<typeof contract, 'applyEvent' | 'emptyMeeting' | 'LIVE_PATH' | 'BOARD_ROOT'>;
  /** Registers the site, launches everybody, makes rooms and starts an hour in each, in a server of this process that is closed again. */
  prepare(env: Record<string, string>, world: RoomWorld): Promise<{ people: { id: string; token: string; enrolmentId: string }[]; meetings: string[] }>;
}
export interface RoomOptions {
  storage: { dataDir: string; databaseUrl: string | undefined };
  rounds: number;
  rooms: number;
  people: number;
  paceMs?: number;
  shareBack?: number;
  tell?: (line: Record<string, unknown>) => void;
}
export interface RoomReport {
  rounds: number;
  rooms: number;
  sockets: number;
  acknowledged: number;
  resent: number;
  edits: number;
  back_p50_ms: number;
  back_p99_ms: number;
  back_max_ms: number;
  share_back_10_s_least: number;
  findings: string[];
}
export function roomRounds(parts: RoomParts, options: RoomOptions): Promise<RoomReport>;
