import { Global, Module, type DynamicModule, type ValueProvider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Audit } from './audit/audit.js';
import { AuditHeads } from './audit/audit-heads.js';
import { Clock } from './clock.js';
import type { Settings } from './config.js';
import { Db } from './db/db.js';
import { Due } from './due.js';
import { AllTables } from './lib-tables.js';
import { KeyRotation } from './keys/key-rotation.js';
import { SearchAnew } from './keys/search-anew.js';
import { Log } from './log.js';
import { MailTransport } from './mail/mail-transport.js';
import { Outbox } from './mail/outbox.js';
import type { Database } from './db/open-database.js';
import { ProblemFilter } from './http/problem-filter.js';
import { SafeFetch } from './http/safe-fetch.js';
import { Seal } from './seal.js';

export const SETTINGS = Symbol('settings');
export const DATABASE = Symbol('database');

export interface BaseParts {
  settings: Settings;
  database: Database;
  tables: AllTables;
  clock: Clock;
  log: Log;
  /** Secret that wraps the key ring and derives bearers. */
  key: string;
}

export const MASTER_KEY = Symbol('master key');

/** What every lib needs; global, so that no module lists it again. */
@Global()
@Module({})
export class BaseModule {
  static on(base: BaseParts): DynamicModule {
    const provided = [
      ...given(base),
      { provide: Db, useFactory: (ds: DataSource) => new Db(ds, base.clock), inject: [DataSource] },
      { provide: Seal, useValue: new Seal(base.key, base.clock) },
      { provide: Audit, useFactory: (seal: Seal) => new Audit(base.clock, seal), inject: [Seal] },
      { provide: AuditHeads, useFactory: (db: Db) => new AuditHeads({ db, clock: base.clock, log: base.log }, base.settings.dataDir), inject: [Db] },
      { provide: SafeFetch, useValue: new SafeFetch(base.settings) },
      { provide: Due, useFactory: (db: Db) => new Due(db, base.clock, base.log), inject: [Db] },
      {
        provide: KeyRotation,
        useFactory: (db: Db, due: Due, seal: Seal, audit: Audit) => new KeyRotation({ ...base, db, due, seal, audit }),
        inject: [Db, Due, Seal, Audit],
      },
      {
        provide: SearchAnew,
        useFactory: (db: Db, due: Due, seal: Seal) => new SearchAnew({ ...base, db, due, seal }),
        inject: [Db, Due, Seal],
      },
      { provide: MailTransport, useFactory: () => new MailTransport(base.settings) },
      {
        provide: Outbox,
        useFactory: (db: Db, due: Due, seal: Seal, transport: MailTransport) => new Outbox(db, due, seal, base, transport),
        inject: [Db, Due, Seal, MailTransport],
      },
      { provide: ProblemFilter, useValue: new ProblemFilter(base.log) },
    ];
    return {
      module: BaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: 'postgres' as const, manualInitialization: true }),
          dataSourceFactory: () => Promise.resolve(base.database.ds),
        }),
      ],
      providers: provided,
      exports: provided.map((provider) => provider.provide),
    };
  }
}

/** Objects that were made before Nest started, provided as they are. */
function given(base: BaseParts): ValueProvider[] {
  return [
    { provide: SETTINGS, useValue: base.settings },
    { provide: DATABASE, useValue: base.database },
    { provide: MASTER_KEY, useValue: base.key },
    { provide: AllTables, useValue: base.tables },
    { provide: Clock, useValue: base.clock },
    { provide: Log, useValue: base.log },
  ];
}
