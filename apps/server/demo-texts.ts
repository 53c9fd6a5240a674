import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { richOf, type InboxPage, type RunView } from '#lotse/contract';
import { SETTINGS, type Settings } from '#lotse/base';
import type { DemoSite } from '../demo-lms/index.js';
import type { DemoClock } from './demo-clock.js';
import { exercisesOf, type Past } from './demo-answers.js';
import { DemoVisitor } from './demo-visitor.js';
import { stableId } from './stable-id.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A unit worked through to its end, with a text that somebody reads; `mark` where it was read a few hours later. */
interface Written extends Omit<Past, 'tries'> {
  text: string;
  mark?: { points: Record<string, number>; ticked: string[]; comment: string };
}

const VERTRAG = { link: 'modul', unit: 'wiso-ausbildungsvertrag' };
const PFLICHTEN = { link: 'modul', unit: 'wiso-rechte-pflichten' };

const WRITTEN: readonly Written[] = [
  {
    ...{ person: 'lea.brandt', daysAgo: 8, ...VERTRAG },
    text: 'Die 2.000 Euro sind eine Vertragsstrafe. Das verbietet § 12 BBiG. Deshalb ist die Klausel nichtig und Okan muss nichts zahlen.',
    mark: {
      points: { inhalt: 3 },
      ticked: ['p1', 'p2', 'p3'],
      comment: 'Regel, Fall und Folge: alles da. So schreiben Sie das auch in der Prüfung.',
    },
  },
  {
    ...{ person: 'amira.haddad', daysAgo: 3, ...PFLICHTEN },
    text: 'Sehr geehrte Frau Sommer,\n\nich bin krank und kann heute nicht kommen. Ich habe Fieber seit gestern Abend. Um 10 Uhr gehe ich zu Arzt und rufe danach an.\n\nMit freundlichen Grüßen\nAmira Haddad',
    mark: {
      points: { inhalt: 2, form: 3, sprache: 2 },
      ticked: ['p1', 'p3'],
      comment:
        'Anrede und Gruß passen, und Sie sagen, wie es weitergeht. Es fehlt noch, wie lange Sie voraussichtlich ausfallen. Das Fieber müssen Sie nicht nennen. Achten Sie auf „zum Arzt“.',
    },
  },
  {
    ...{ person: 'blessing.okafor', daysAgo: 3, ...VERTRAG },
    text: 'Okan muss nicht zahlen weil das ist eine Vertragsstrafe. Vertragsstrafe ist in Ausbildung nicht erlaubt.',
  },
  {
    ...{ person: 'jonas.petersen', daysAgo: 2, ...PFLICHTEN },
    text: 'Hallo Frau Sommer,\n\nich komme heute nicht, bin krank. Melde mich.\n\nJonas',
  },
  {
    ...{ person: 'mehmet.yildiz', daysAgo: 1, ...PFLICHTEN },
    text: 'Sehr geehrte Frau Sommer,\n\nheute Morgen habe ich Fieber bekommen und kann nicht zur Arbeit kommen. Um neun Uhr habe ich einen Termin bei meiner Ärztin. Ich denke, ich falle zwei Tage aus. Nach dem Termin sage ich Ihnen Bescheid.\n\nMit freundlichen Grüßen\nMehmet Yildiz',
  },
];

const TUTOR = 'karin.thomsen';
const SENTENCES = [
  'Lesen Sie die Aufgabe noch einmal: Welcher Operator steht da?',
  'Regel, Fall und Folge: Schreiben Sie zu jedem einen Satz.',
  'Anrede und Gruß fehlen noch.',
];

/** Texts of the last days, some read by the tutor and some waiting: so that a visitor finds an inbox with something in it, and a comment. */
export async function playTexts(app: NestFastifyApplication, clock: DemoClock, site: DemoSite): Promise<void> {
  if (site.key !== 'lernwerk') return;
  const now = clock.now().getTime();
  for (const written of WRITTEN) {
    await clock.during(new Date(now - written.daysAgo * DAY_MS), () => write(app, site, written));
    if (written.mark) await clock.during(new Date(now - written.daysAgo * DAY_MS + 9 * HOUR_MS), () => read(app, site, written));
  }
  await clock.during(new Date(now), async () => {
    const tutor = new DemoVisitor(app, app.get<Settings>(SETTINGS), site);
    await tutor.launch(TUTOR, 'modul');
    await tutor.call('PUT', '/api/phrases', { phrases: SENTENCES });
  });
}

async function write(app: NestFastifyApplication, site: DemoSite, { person, link, unit, text, daysAgo }: Written): Promise<void> {
  const visitor = new DemoVisitor(app, app.get<Settings>(SETTINGS), site);
  await visitor.launch(person, link);
  const run = (await visitor.call('POST', '/api/runs', { enrolmentId: visitor.enrolmentId, unitId: unit, again: true })) as RunView;
  for (const [i, { exercise, right }] of (await exercisesOf(app, site, run)).entries()) {
    if (exercise.prefilled !== undefined) continue;
    const response = right.kind === 'open' ? { ...right, text } : right.kind === 'writing' ? { ...right, text, ticked: [] } : right;
    const answerId = stableId(`${site.key} text ${person} ${unit} ${daysAgo} ${i}`);
    const answer = { answerId, runId: run.runId, exerciseId: exercise.id, try: 1, aids: [], response, device: 'demo', sequence: i };
    await visitor.call('POST', '/api/answers', { items: [{ ...answer, clientTime: new Date(0).toISOString() }] });
  }
}

async function read(app: NestFastifyApplication, site: DemoSite, { mark, unit }: Written): Promise<void> {
  if (!mark) return;
  const tutor = new DemoVisitor(app, app.get<Settings>(SETTINGS), site);
  await tutor.launch(TUTOR, 'modul');
  const inbox = `/api/courses/${tutor.enrolmentId}/inbox`;
  const [item] = ((await tutor.call('GET', `${inbox}?unitId=${unit}&size=1`)) as InboxPage).items;
  if (!item) throw new Error('the demo finds no text to read');
  const { points, ticked, comment } = mark;
  await tutor.call('POST', `${inbox}/${item.personId}/${item.answerId}/marks`, {
    ...{ markId: stableId(`mark ${item.answerId}`), after: 0, points, ticked, comment: richOf(comment) },
  });
}
