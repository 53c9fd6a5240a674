import { countedTasks, type PublishedUnit } from '#lotse/catalog';
import { finder, type GradeState, type RosterCell, type RosterPage, type RosterQuery, type RosterRow, type RosterState } from '#lotse/contract';
import { isStuck, stuckBy } from '../grade.js';
import type { BestGrade, RunRecord } from '../runs/runs.queries.js';

export interface RosterPerson {
  person: string;
  test: boolean;
  lastSeenAt: Date | null;
}
export interface GradeStatus {
  person: string;
  unitId: string;
  state: GradeState;
  reason: string | null;
}
export interface RosterData {
  people: RosterPerson[];
  names: Map<string, string>;
  units: PublishedUnit[];
  runs: RunRecord[];
  grades: BestGrade[];
  status: GradeStatus[];
  now: Date;
}

/** All rows of a course: one per trainee, one cell per unit. Pure. */
export function rosterRows(data: RosterData): RosterRow[] {
  const runs = new Map(data.runs.map((run) => [`${run.person} ${run.unitId}`, run]));
  const grades = new Map(data.grades.map((grade) => [`${grade.person} ${grade.unitId}`, grade]));
  const status = worstStatus(data.status);
  return data.people.map(({ person, test, lastSeenAt }) => {
    const cells = data.units.map((unit) => {
      const key = `${person} ${unit.unitId}`;
      return cellOf(unit, runs.get(key), grades.get(key), status.get(key), data.now);
    });
    return {
      personId: person,
      name: data.names.get(person) ?? '',
      test,
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      needsHelp: cells.some((cell) => cell.state === 'stuck'),
      cells,
    };
  });
}

const WORST: GradeState[] = ['sent', 'sent-unverified', 'waiting', 'overridden', 'locked', 'paused', 'failed'];

/** Several line items may take the grade of one unit: the one that needs a look speaks. */
function worstStatus(all: GradeStatus[]): Map<string, GradeStatus> {
  const worst = new Map<string, GradeStatus>();
  for (const one of all) {
    const key = `${one.person} ${one.unitId}`;
    const known = worst.get(key);
    if (!known || WORST.indexOf(one.state) > WORST.indexOf(known.state)) worst.set(key, one);
  }
  return worst;
}

export function cellOf(unit: PublishedUnit, run: RunRecord | undefined, grade: BestGrade | undefined, status: GradeStatus | undefined, now: Date): RosterCell {
  return {
    unitId: unit.unitId,
    state: stateOf(run, grade, now),
    stuck: run ? stuckBy(run, now) : null,
    done: run?.done ?? 0,
    total: run?.total ?? countedTasks(unit.package, now),
    grade: grade?.best ?? null,
    gradeState: status?.state ?? 'none',
    gradeReason: status?.reason ?? null,
    lastAnswerAt: run?.lastAnswerAt?.toISOString() ?? null,
  };
}

function stateOf(run: RunRecord | undefined, grade: BestGrade | undefined, now: Date): RosterState {
  if (!run) return 'not-started';
  if (isStuck(run, now)) return 'stuck';
  return run.finishedAt || grade?.completed ? 'finished' : 'going';
}

const byName = new Intl.Collator('de', { numeric: true, sensitivity: 'base' });

/** Filtered, sorted and cut to one page. */
export function rosterPage(rows: RosterRow[], query: RosterQuery): { rows: RosterRow[]; total: number } {
  const cellsOf = (row: RosterRow) => row.cells.filter((cell) => !query.unitId || cell.unitId === query.unitId);
  const isFound = finder(query.q ?? '');
  const wanted = rows.filter((row) => (!query.state || cellsOf(row).some((cell) => cell.state === query.state)) && isFound(row.name));
  const value = (row: RosterRow): number => {
    if (query.sort === 'last-seen') return -(row.lastSeenAt ? Date.parse(row.lastSeenAt) : 0);
    if (query.sort === 'grade') return -Math.max(-1, ...cellsOf(row).map((cell) => cell.grade ?? -1));
    return query.sort === 'help' ? Math.min(...cellsOf(row).map((cell) => HELP_ORDER.indexOf(cell.state)), HELP_ORDER.length) : 0;
  };
  const sign = query.dir === 'desc' ? -1 : 1;
  const sorted = wanted.sort((a, b) => sign * (value(a) - value(b) || byName.compare(a.name, b.name)) || (a.personId < b.personId ? -1 : 1));
  return { rows: sorted.slice((query.page - 1) * query.size, query.page * query.size), total: sorted.length };
}

/** Who needs me first. */
const HELP_ORDER: RosterState[] = ['stuck', 'going', 'not-started', 'finished'];

/** People counted by the unit that needs most attention; test users do not count. */
export function rosterCounts(rows: RosterRow[]): RosterPage['counts'] {
  const real = rows.filter((row) => !row.test);
  const worst = (row: RosterRow): RosterState =>
    HELP_ORDER.find((state) =>
      state === 'finished' || state === 'not-started' ? row.cells.every((cell) => cell.state === state) : row.cells.some((cell) => cell.state === state),
    ) ?? 'going';
  const count = (state: RosterState) => real.filter((row) => worst(row) === state).length;
  return {
    people: real.length,
    notStarted: count('not-started'),
    going: count('going'),
    stuck: count('stuck'),
    finished: count('finished'),
    gradesWaiting: real.flatMap((row) => row.cells).filter((cell) => cell.gradeState === 'waiting').length,
  };
}
