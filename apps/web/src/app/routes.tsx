import { lazy, type ComponentType } from 'react';
import TaskPage from '../trainee/task/task-page.js';
import { PLACES, placeAt, type Audience, type PlaceName } from '../kit/address/places.js';

export interface AppRoute {
  name: PlaceName;
  path: string;
  who: Audience;
  load: () => Promise<{ default: ComponentType }>;
  Page: ComponentType;
}

function place(name: PlaceName, load: AppRoute['load']): AppRoute {
  return { name, ...PLACES[name], load, Page: lazy(load) };
}

const myReports = () => import('../trainee/reports/my-pages.js');

/**
 * The one table of pages. Each is fetched when it is first shown, except the task page: most launches end there,
 * and one request less is what a trainee on a slow network notices.
 */
export const ROUTES: readonly AppRoute[] = [
  place('start', () => import('../trainee/start/start-page.js')),
  { name: 'task', ...PLACES.task, load: () => Promise.resolve({ default: TaskPage }), Page: TaskPage },
  place('end', () => import('../trainee/end/end-page.js')),
  place('unit', () => import('../trainee/start/unit-page.js')),
  place('people', () => import('../course/people/people-page.js')),
  place('person', () => import('../course/people/person-page.js')),
  place('choose', () => import('../course/choose/choose-page.js')),
  place('pick', () => import('../course/pick/pick-page.js')),
  place('inbox', () => import('../course/inbox/inbox-page.js')),
  place('marking', () => import('../course/inbox/marking-page.js')),
  place('rooms', () => import('../rooms/plan/rooms-page.js')),
  place('room', () => import('../rooms/room/room-page.js')),
  place('pastHour', () => import('../rooms/room/past-hour-page.js')),
  place('sheet', () => import('../rooms/attendance/sheet-page.js')),
  place('hours', () => import('../trainee/hours/hours-page.js')),
  place('meeting', () => import('../rooms/live/meeting-page.js')),
  place('reports', myReports),
  place('report', myReports),
  place('companionFrame', () => import('../tenant/companion/companion-frame.js')),
  place('review', () => import('../course/review/review-page.js')),
];

/** Fetches the page of an address while the session is still being opened. */
export function loadPageFor(pathname: string): void {
  const name = placeAt(pathname)?.name;
  // A failed fetch is shown when the page is drawn, where it can be tried again.
  ROUTES.find((route) => route.name === name)
    ?.load()
    .catch(() => undefined);
}
