import type { DeepLinkItem, UnitPackage } from '#lotse/contract';
import type { RoomChoice } from '../links/course-rooms.js';

/** Moodle refuses longer names instead of cutting them. */
const LONGEST_TITLE = 255;
const LONGEST_TEXT = 500;
/** Anything but a whole number up to 100 becomes a column without numbers in a Moodle that is given several items (recorded). */
const POINTS = 100;

export interface ContentItem {
  type: 'ltiResourceLink';
  title: string;
  text: string;
  url: string;
  custom: Record<string, string>;
  lineItem?: LineItemWish;
}
interface LineItemWish {
  scoreMaximum: number;
  label: string;
  resourceId: string;
  tag: string;
  submissionReview: { reviewableStatus: string[]; label: string };
}
/** What a chosen item is called, and what it holds. */
export interface Chosen {
  item: DeepLinkItem;
  title: string;
  text: string;
}

/** Rules of an answer; tests switch one off to see that it is missed. */
export const ITEM_RULES = { cutsTitles: true, asksForColumn: true, keepsOneLine: true };

/**
 * One activity as the platform makes it (Deep Linking 2.0, 3.1; AGS 2.0, 3.2 for the column). Without
 * `submissionReview` Moodle's grader report could not open the work in Lotse.
 */
export function contentItem(chosen: Chosen, to: { url: string; acceptsLineItem: boolean }, rules = ITEM_RULES): ContentItem {
  const line = (text: string, length: number): string => {
    const one = rules.keepsOneLine ? oneLine(text) : text;
    return rules.cutsTitles ? cut(one, length) : one;
  };
  const title = line(chosen.title, LONGEST_TITLE);
  const { kind, id } = chosen.item;
  const lineItem: LineItemWish = {
    scoreMaximum: POINTS,
    label: title,
    resourceId: id,
    tag: kind,
    submissionReview: { reviewableStatus: ['InProgress', 'Submitted', 'Completed'], label: 'Bearbeitung in Lotse ansehen' },
  };
  // an hour earns no points
  const isWanted = kind !== 'room' && (to.acceptsLineItem || !rules.asksForColumn);
  return {
    type: 'ltiResourceLink',
    title,
    text: line(chosen.text, LONGEST_TEXT),
    url: to.url,
    custom: { [kind]: line(id, LONGEST_TITLE) },
    ...(isWanted ? { lineItem } : {}),
  };
}

/** Finds what was chosen among the published units and the course's rooms, in the order of choosing; null where one is not there. */
export function chosenFrom({ units, rooms }: { units: readonly UnitPackage[]; rooms: readonly RoomChoice[] }, items: readonly DeepLinkItem[]): Chosen[] | null {
  const found = items.map((item) => {
    if (item.kind === 'room') {
      const room = rooms.find((one) => one.roomId === item.id);
      return room ? { item, title: room.title, text: '' } : null;
    }
    const unit = units.find((one) => (item.kind === 'unit' ? one.unitId === item.id : one.moduleId === item.id));
    if (!unit) return null;
    if (item.kind === 'unit') return { item, title: unit.title.de, text: unit.goals.join(' ') };
    const titles = units.filter((one) => one.moduleId === item.id).map((one) => one.title.de);
    return { item, title: unit.moduleTitle.de, text: titles.join(' · ') };
  });
  return found.every((one) => one !== null) ? found : null;
}

/** Custom values and names in one line: Moodle reads custom parameters line by line, so a second line would be a parameter of its own. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

function cut(text: string, length: number): string {
  const signs = [...text];
  return signs.length <= length ? text : `${signs.slice(0, length - 1).join('')}…`;
}
