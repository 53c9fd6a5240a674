import { AllTables, Audit, Clock, Db, Due, Log, Seal, SETTINGS, type Settings } from '#lotse/base';
import { DeletionList } from './deletion-list.js';
import { Erasures } from './erasures.js';
import { KeptLongEnough } from './kept-long-enough.js';

/** The deletion list lies in the folder of the settings. */
export const ERASURE_PROVIDERS = [
  {
    provide: Erasures,
    useFactory: (db: Db, seal: Seal, audit: Audit, clock: Clock, log: Log, tables: AllTables, settings: Settings) =>
      new Erasures({ db, seal, audit, clock, log, tables }, new DeletionList(settings.dataDir)),
    inject: [Db, Seal, Audit, Clock, Log, AllTables, SETTINGS],
  },
  {
    provide: KeptLongEnough,
    useFactory: (db: Db, due: Due, erasures: Erasures, clock: Clock, log: Log, tables: AllTables) =>
      new KeptLongEnough({ db, due, erasures, clock, log, tables }),
    inject: [Db, Due, Erasures, Clock, Log, AllTables],
  },
];
