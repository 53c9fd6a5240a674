import { openRun, runResult, startPage, type RunResult as RunResultSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { Problem } from '../../kit/api/problem.js';
import { useLoad, type Loaded } from '../../kit/api/use-load.js';
import { currentRun } from '../task/use-run.js';

export type RunResult = output<typeof RunResultSchema>;

/** After a reload nothing is in memory: then the overview knows the last run of the unit. */
async function runIdOf(enrolmentId: string, unitId: string, signal: AbortSignal): Promise<string> {
  const run = currentRun(unitId);
  if (run !== null) return run.runId;
  const start = await call(startPage, { params: { enrolmentId }, signal });
  const known = start.units.find((unit) => unit.unitId === unitId)?.runId;
  if (known === undefined) throw new Problem('not-found', 'unit.unknown');
  return known ?? (await call(openRun, { body: { enrolmentId, unitId }, signal })).runId;
}

export function useResult(enrolmentId: string, unitId: string): Loaded<RunResult> {
  return useLoad(`result ${enrolmentId} ${unitId}`, async (signal) => {
    const runId = await runIdOf(enrolmentId, unitId, signal);
    return call(runResult, { params: { runId }, query: { enrolmentId }, signal });
  });
}
