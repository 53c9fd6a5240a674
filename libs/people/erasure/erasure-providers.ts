import { SETTINGS, type Settings } from '#lotse/base';
import { DeletionList } from './deletion-list.js';
import { Eraser } from './eraser.js';
import { Erasures } from './erasures.js';
import { KeptLongEnough } from './kept-long-enough.js';
import { PersonDataService } from './person-data.service.js';

export const ERASURE_PROVIDERS = [
  { provide: DeletionList, useFactory: (settings: Settings) => new DeletionList(settings.dataDir), inject: [SETTINGS] },
  Eraser,
  Erasures,
  KeptLongEnough,
  PersonDataService,
];
