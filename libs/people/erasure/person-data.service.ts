import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AllTables, Audit, Clock, Db, Problem, Seal } from '#lotse/base';
import {
  addMonths,
  DATA_KINDS,
  germanDay,
  sameName,
  type Erasure,
  type GrantRole,
  type HeldData,
  type HeldParticipation,
  type PersonData,
} from '#lotse/contract';
import { PeopleService } from '../people.service.js';
import { rolesHeld } from '../grants.queries.js';
import { Eraser, type Held } from './eraser.js';
import { Erasures } from './erasures.js';
import { exportOf, type PersonExport } from './person-export.js';
import { zipOf } from './person-files.js';
import { Identity, Tenant } from '../entities.js';

interface Admin {
  person: string;
  tenant: string;
}
/** What a letter about a person's data says beside the counts. */
export interface PersonSummary extends PersonData {
  provider: string;
}
const KEEP_MONTHS = 120;

/** What a tenant holds about one of its people: shown, handed out (Art. 15, 20 DSGVO) and erased (Art. 17). */
@Injectable()
export class PersonDataService {
  constructor(
    private readonly db: Db,
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly people: PeopleService,
    private readonly eraser: Eraser,
    private readonly erasures: Erasures,
    private readonly tables: AllTables,
  ) {}

  overview(me: Admin, person: string): Promise<PersonData> {
    return this.db.as(me, (tx) => this.look(tx, me, person));
  }

  /** For the letter; one entry in the audit. */
  summary(me: Admin, person: string): Promise<PersonSummary> {
    return this.db.as(me, async (tx) => {
      const data = await this.look(tx, me, person);
      const tenant = await tx.findOneBy(Tenant, { id: me.tenant });
      await this.tellExport(tx, me, person, 'pdf');
      return { ...data, provider: tenant?.name ?? '' };
    });
  }

  /** Everything, for machines; one entry in the audit. */
  export(me: Admin, person: string, format: 'json' | 'zip' = 'json'): Promise<PersonExport & { made: string }> {
    return this.db.as(me, async (tx) => {
      await this.known(tx, me, person);
      const held = await exportOf({ db: this.db, seal: this.seal, tables: this.tables }, tx, me.tenant, person);
      await this.tellExport(tx, me, person, format);
      return { format: 'lotse-person-1', made: this.clock.now().toISOString(), tenant: me.tenant, person, ...held };
    });
  }

  /** Everything, with recordings and texts as files of their own; one entry in the audit. */
  async zip(me: Admin, person: string): Promise<{ made: string; bytes: Uint8Array }> {
    const told = await this.export(me, person, 'zip');
    return { made: told.made, bytes: zipOf(told, this.tables.sealed) };
  }

  async erase(me: Admin, person: string, typed: string): Promise<Erasure> {
    const done = await this.erasures.person({ tenant: me.tenant, by: me.person, because: 'request' }, person, (tx) => this.refuse(tx, me, person, typed));
    const held = done.held.filter((one) => !one.rows.last);
    const stood = held.find((one) => one.rows.table === 'participation' && !one.rows.acted)?.count ?? 0;
    const left = stood > done.participations.length;
    const isKept = ({ rows }: Held) => rows.because !== undefined && (rows.because !== 'measure' || left || rows.kind === 'contact');
    return {
      ...{ erasureId: done.id, at: done.at.toISOString(), participations: done.participations.length },
      gone: linesOf(held.filter((one) => !isKept(one) && !one.rows.acted)),
      kept: linesOf(held.filter(isKept)),
    };
  }

  private async refuse(tx: EntityManager, me: Admin, person: string, typed: string): Promise<void> {
    const name = await this.known(tx, me, person);
    if (person === me.person) throw new Problem('conflict', 'erasure.self');
    if ((await this.rolesOf(tx, me.tenant, person)).length > 0) throw new Problem('conflict', 'erasure.has-role');
    if (!sameName(typed, name)) throw new Problem('invalid', 'erasure.name');
  }

  /** Somebody whom this tenant knows; of another tenant, unknown or erased is all the same. */
  private async known(tx: EntityManager, me: Admin, person: string): Promise<string> {
    if (!(await tx.existsBy(Identity, { tenant: me.tenant, person }))) throw new Problem('not-found', 'person.unknown');
    return this.people.displayName(tx, me.tenant, person);
  }

  private async look(tx: EntityManager, me: Admin, person: string): Promise<PersonData> {
    const name = await this.known(tx, me, person);
    const held = linesOf(await this.eraser.held(tx, person));
    const [roles, participations] = [await this.rolesOf(tx, me.tenant, person), await this.participationsOf(tx, me.tenant, person)];
    return { personId: person, name, isMe: person === me.person, roles, held, participations };
  }

  private rolesOf(tx: EntityManager, tenant: string, person: string): Promise<GrantRole[]> {
    return rolesHeld(tx, { tenant, person, now: this.clock.now() });
  }

  private async participationsOf(tx: EntityManager, tenant: string, person: string): Promise<HeldParticipation[]> {
    const today = germanDay(this.clock.now());
    return (await this.tables.participationsOf(tx, tenant, person)).map(({ measureNumber, endsOn }) => ({
      ...{ measureNumber, endsOn },
      keptUntil: endsOn && addMonths(endsOn, KEEP_MONTHS),
      running: endsOn === null || endsOn >= today,
    }));
  }

  private tellExport(tx: EntityManager, me: Admin, person: string, format: 'pdf' | 'json' | 'zip'): Promise<void> {
    return this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'person.exported', subjectKind: 'person', subject: person, details: { format } });
  }
}

const UNTIL = { measure: 'measure', proof: 'proof', 'of-others': 'others' } as const;

/** One line for each kind and each time until which it is kept. */
function linesOf(held: readonly Held[]): HeldData[] {
  const lines = new Map<string, HeldData>();
  for (const { rows, count, since, last } of held) {
    const until = rows.because ? UNTIL[rows.because] : 'erasure';
    const key = `${rows.kind} ${until}`;
    const old = lines.get(key);
    const times = (one: (string | null | undefined)[]) => one.filter((time): time is string => typeof time === 'string').sort();
    const [first] = times([old?.since, since?.toISOString()]);
    const newest = times([old?.last, last?.toISOString()]).pop();
    lines.set(key, { kind: rows.kind, until, count: (old?.count ?? 0) + count, since: first ?? null, last: newest ?? null });
  }
  return [...lines.values()].sort((a, b) => DATA_KINDS.indexOf(a.kind) - DATA_KINDS.indexOf(b.kind));
}
