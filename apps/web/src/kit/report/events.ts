import { m } from '../../paraglide/messages.js';

const EVENTS: Record<string, () => string> = {
  'report.drafted': m.rep_ev_drafted,
  'report.compiled': m.rep_ev_compiled,
  'report.read': m.rep_ev_read,
  'report.reopened': m.rep_ev_reopened,
  'report.reviewed': m.rep_ev_reviewed,
  'report.disclosed': m.rep_ev_disclosed,
  'report.version-begun': m.rep_ev_version_begun,
  'report.stated': m.rep_ev_stated,
  'report.released': m.rep_ev_released,
  'report.handed-over': m.rep_ev_handed_over,
  'report.downloaded': m.rep_ev_downloaded,
  'report.withdrawn': m.rep_ev_withdrawn,
  'report.answered': m.rep_ev_answered,
  'release.read': m.rep_ev_release_read,
  'release.printed': m.rep_ev_printed,
  'release.downloaded': m.rep_ev_downloaded,
  'release.asked': m.rep_ev_asked,
};

/** What happened, in words; an event that is new here is shown by its name. */
export function sayEvent(event: string): string {
  return EVENTS[event]?.() ?? event;
}
