import { AllTables, Audit, Clock, DATABASE, Db, Due, Log, Seal, SETTINGS, type Database, type Settings } from '#lotse/base';
import { DeletionList } from './deletion-list.js';
import { Erasures, type ErasureGround } from './erasures.js';
import { KeptLongEnough } from './kept-long-enough.js';

const GROUND = Symbol('what erasures need');
const TRIO = Symbol('database, clock and log');

/** The deletion list lies in the folder of the settings. */
export const ERASURE_PROVIDERS = [
  { provide: TRIO, useFactory: (db: Db, clock: Clock, log: Log) => [db, clock, log], inject: [Db, Clock, Log] },
  {
    provide: GROUND,
    useFactory: (audit: Audit, seal: Seal, tables: AllTables, database: Database, [db, clock, log]: [Db, Clock, Log]): ErasureGround => ({
      ...{ db, seal, audit, clock, log, tables },
      rewrite: () => database.rewrite(),
    }),
    inject: [Audit, Seal, AllTables, DATABASE, TRIO],
  },
  {
    provide: Erasures,
    useFactory: (by: ErasureGround, settings: Settings) => new Erasures(by, new DeletionList(settings.dataDir)),
    inject: [GROUND, SETTINGS],
  },
  {
    provide: KeptLongEnough,
    useFactory: (db: Db, due: Due, erasures: Erasures, clock: Clock, log: Log, tables: AllTables) =>
      new KeptLongEnough({ db, due, erasures, clock, log, tables }),
    inject: [Db, Due, Erasures, Clock, Log, AllTables],
  },
];
