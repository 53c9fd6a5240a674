import { createContext } from 'react';

/** What goes on in an exam beside the answers. */
export interface ExamSheet {
  /** How often what was heard, by its file. */
  heard: Map<string, number>;
}

/** Null in practice. In an exam there is no help, numbers stand in boxes for digits, and what is heard is heard as often as is said. */
export const ExamMode = createContext<ExamSheet | null>(null);
