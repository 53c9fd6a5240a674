import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarEntry {
  meeting: string;
  from: Date;
  to: Date;
  placeLabel: string | null;
  isCancelled: boolean;
  changedAt: Date;
}

/**
 * A calendar as other programs read it. Titles say nothing but that it is lessons, and no person is named: it lies on servers of
 * others. `host` makes the ids of entries unique over installations.
 */
export function calendarText(entries: readonly CalendarEntry[], at: { host: string; now: Date; locale: 'de' | 'en' }): string {
  const title = at.locale === 'de' ? 'Unterricht' : 'Lesson';
  const calendar = ical({
    name: 'Lotse',
    prodId: { company: 'Lotse', product: 'Lotse', language: at.locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const one of entries)
    calendar.createEvent({
      ...{
        id: `${one.meeting}@${at.host}`,
        start: one.from,
        end: one.to,
        summary: title,
        location: one.placeLabel,
        stamp: at.now,
        lastModified: one.changedAt,
      },
      status: one.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      sequence: Math.floor(one.changedAt.getTime() / 1000) - EPOCH_S,
    });
  return calendar.toString();
}

/** Numbers of versions count seconds from here on, because the standard wants small ones. */
const EPOCH_S = Date.UTC(2026, 0, 1) / 1000;
