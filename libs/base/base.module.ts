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

export interface Ground {
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
  static on(ground: Ground): DynamicModule {
    const provided = [
      ...given(ground),
      { provide: Db, useFactory: (ds: DataSource) => new Db(ds, ground.clock), inject: [DataSource] },
      { provide: Seal, useValue: new Seal(ground.key, ground.clock) },
      { provide: Audit, useFactory: (seal: Seal) => new Audit(ground.clock, seal), inject: [Seal] },
      { provide: AuditHeads, useFactory: (db: Db) => new AuditHeads({ db, clock: ground.clock, log: ground.log }, ground.settings.dataDir), inject: [Db] },
      { provide: SafeFetch, useValue: new SafeFetch(ground.settings) },
      { provide: Due, useFactory: (db: Db) => new Due(db, ground.clock, ground.log), inject: [Db] },
      {
        provide: KeyRotation,
        useFactory: (db: Db, due: Due, seal: Seal, audit: Audit) => new KeyRotation({ ...ground, db, due, seal, audit }),
        inject: [Db, Due, Seal, Audit],
      },
      {
        provide: SearchAnew,
        useFactory: (db: Db, due: Due, seal: Seal) => new SearchAnew({ ...ground, db, due, seal }),
        inject: [Db, Due, Seal],
      },
      { provide: MailTransport, useFactory: () => new MailTransport(ground.settings) },
      {
        provide: Outbox,
        useFactory: (db: Db, due: Due, seal: Seal, transport: MailTransport) => new Outbox(db, due, seal, ground, transport),
        inject: [Db, Due, Seal, MailTransport],
      },
      { provide: ProblemFilter, useValue: new ProblemFilter(ground.log) },
    ];
    return {
      module: BaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: 'postgres' as const, manualInitialization: true }),
          dataSourceFactory: () => Promise.resolve(ground.database.ds),
        }),
      ],
      providers: provided,
      exports: provided.map((provider) => provider.provide),
    };
  }
}

/** What was made before Nest, as it is. */
function given(ground: Ground): ValueProvider[] {
  return [
    { provide: SETTINGS, useValue: ground.settings },
    { provide: DATABASE, useValue: ground.database },
    { provide: MASTER_KEY, useValue: ground.key },
    { provide: AllTables, useValue: ground.tables },
    { provide: Clock, useValue: ground.clock },
    { provide: Log, useValue: ground.log },
  ];
}
