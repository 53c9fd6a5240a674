import { createContext } from 'react';
import type { UploadAt } from './upload.js';

export interface TaskInRun extends UploadAt {
  enrolmentId: string;
}

/** Where a recording belongs; null where somebody only tries a task out. */
export const CurrentTask = createContext<TaskInRun | null>(null);
