import { createContext } from 'react';
import type { UploadAt } from './upload.js';

/** Where a recording belongs; null where somebody only tries a task out. */
export const PlaceOfTask = createContext<UploadAt | null>(null);
