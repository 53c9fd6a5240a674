import { lazy, type ComponentType } from 'react';
import { PLACES, placeOf, type Audience, type PlaceName } from './places.js';

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

/** The one table of pages: each is a file of its own that is fetched when it is first shown. */
export const ROUTES: readonly AppRoute[] = [
  place('start', () => import('./start/start-page.js')),
  place('task', () => import('./task/task-page.js')),
  place('end', () => import('./end/end-page.js')),
  place('people', () => import('./staff/people-page.js')),
  place('person', () => import('./staff/person-page.js')),
  place('choose', () => import('./staff/choose-page.js')),
];

/** Fetches the page of an address while the session is still being opened. */
export function loadPageFor(pathname: string): void {
  const name = placeOf(pathname);
  // A failed fetch is shown when the page is drawn, where it can be tried again.
  ROUTES.find((route) => route.name === name)?.load().catch(() => undefined);
}
