import { m } from '../../paraglide/messages.js';
import type { Saving } from './page-sync.js';

export const SAVED: Record<Saving, () => string> = {
  opening: m.loading,
  ready: () => '',
  saved: m.board_saved,
  saving: m.board_saving,
  lost: m.board_lost,
  refused: m.board_refused,
};
