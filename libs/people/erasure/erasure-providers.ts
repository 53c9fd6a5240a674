import { AllTables, Audit, Clock, DATABASE, Db, Due, Log, Seal, SETTINGS, type Database, type Settings } from '#lotse/base';
import { DeletionList } from './deletion-list.js';
import { Erasures, type ErasureParts } from './erasures.js';
import { KeptLongEnough } from './kept-long-enough.js';

const PARTS = Symbol('what erasures need');

/** The deletion list lies in the folder of the settings. */
export const ERASURE_PROVIDERS = [
  {
    provide: PARTS,
    useFactory: (...[audit, seal, tables, database, db, clock, log]: [Audit, Seal, AllTables, Database, Db, Clock, Log]): ErasureParts => ({
      ...{ db, seal, audit, clock, log, tables },
      rewrite: () => database.rewrite(),
    }),
    inject: [Audit, Seal, AllTables, DATABASE, Db, Clock, Log],
  },
  {
    provide: Erasures,
    useFactory: (by: ErasureParts, settings: Settings) => new Erasures(by, new DeletionList(settings.dataDir)),
    inject: [PARTS, SETTINGS],
  },
  {
    provide: KeptLongEnough,
    useFactory: (db: Db, due: Due, erasures: Erasures, clock: Clock, log: Log, tables: AllTables) =>
      new KeptLongEnough({ db, due, erasures, clock, log, tables }),
    inject: [Db, Due, Erasures, Clock, Log, AllTables],
  },
];
