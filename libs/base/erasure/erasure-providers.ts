import { Audit } from '../audit.js';
import type { Clock } from '../clock.js';
import { Db } from '../db.js';
import { Due } from '../due.js';
import type { Log } from '../log.js';
import { Seal } from '../seal.js';
import { DeletionList } from './deletion-list.js';
import { Erasures } from './erasures.js';
import { KeptLongEnough } from './retention.js';

/** The deletion list lies in the folder of the settings. */
export function erasureProviders({ settings, clock, log }: { settings: { dataDir: string }; clock: Clock; log: Log }) {
  return [
    {
      provide: Erasures,
      useFactory: (db: Db, seal: Seal, audit: Audit) => new Erasures({ db, seal, audit, clock, log }, new DeletionList(settings.dataDir)),
      inject: [Db, Seal, Audit],
    },
    {
      provide: KeptLongEnough,
      useFactory: (db: Db, due: Due, erasures: Erasures) => new KeptLongEnough({ db, due, erasures, clock, log }),
      inject: [Db, Due, Erasures],
    },
  ];
}
