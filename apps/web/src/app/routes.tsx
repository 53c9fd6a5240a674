import { lazy, type ComponentType } from 'react';
import TaskPage from '../trainee/task/task-page.js';
import { ADDRESSES, addressAt, type Audience, type AddressName } from '../kit/address/addresses.js';

export interface AppRoute {
  name: AddressName;
  path: string;
  who: Audience;
  load: () => Promise<{ default: ComponentType }>;
  Page: ComponentType;
}

function route(name: AddressName, load: AppRoute['load']): AppRoute {
  return { name, ...ADDRESSES[name], load, Page: lazy(load) };
}

const myReports = () => import('../trainee/reports/my-pages.js');
const exams = () => import('../trainee/exam/exam-pages.js');

/**
 * The one table of pages. Each is fetched when it is first shown, except the task page: most launches end there,
 * and one request less is what a trainee on a slow network notices.
 */
export const ROUTES: readonly AppRoute[] = [
  route('start', () => import('../trainee/start/start-page.js')),
  { name: 'task', ...ADDRESSES.task, load: () => Promise.resolve({ default: TaskPage }), Page: TaskPage },
  route('end', () => import('../trainee/end/end-page.js')),
  route('unit', () => import('../trainee/start/unit-page.js')),
  route('people', () => import('../course/people/people-page.js')),
  route('person', () => import('../course/people/person-page.js')),
  route('choose', () => import('../course/choose/choose-page.js')),
  route('pick', () => import('../course/pick/pick-page.js')),
  route('inbox', () => import('../course/inbox/inbox-page.js')),
  route('marking', () => import('../course/inbox/marking-page.js')),
  route('rooms', () => import('../rooms/plan/rooms-page.js')),
  route('room', () => import('../rooms/room/room-page.js')),
  route('pastHour', () => import('../rooms/room/past-hour-page.js')),
  route('sheet', () => import('../rooms/attendance/sheet-page.js')),
  route('hours', () => import('../trainee/hours/hours-page.js')),
  route('meeting', () => import('../rooms/live/meeting-page.js')),
  route('reports', myReports),
  route('report', myReports),
  route('exam', exams),
  route('paper', exams),
  route('examResult', exams),
  route('companionFrame', () => import('../tenant/companion/companion-frame.js')),
  route('review', () => import('../course/review/review-page.js')),
];

/** Fetches the page of an address while the session is still being opened. */
export function loadPageFor(pathname: string): void {
  const name = addressAt(pathname)?.name;
  // A failed fetch is shown when the page is drawn, where it can be tried again.
  ROUTES.find((route) => route.name === name)
    ?.load()
    .catch(() => undefined);
}
