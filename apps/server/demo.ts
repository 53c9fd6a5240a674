import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db, type BaseParts } from '#lotse/base';
import { ManualRegistration, PlatformsService } from '#lotse/lti';
import { MediaRulesService } from '#lotse/rooms';
import type { DemoLms, DemoSite } from '../demo-lms/index.js';
import { DEMO_ACCOUNTS, DEMO_ADMIN, DEMO_PASSWORD, demoTotpSecret, openDemoAccounts, type DemoAccount } from './demo-accounts.js';
import { DemoCast } from './demo-cast.js';
import { DemoClock } from './demo-clock.js';
import { addTenant, registrationsOf } from './demo.queries.js';
import { playHistory } from './demo-history.js';
import type { DemoLogin, Starts } from './home-page.js';
import { stableId } from './stable-id.js';

export interface Demo {
  lms: DemoLms;
  /** Made by the demo: they get drafts of content, too. */
  tenants: readonly string[];
  notes: string[];
  /** Who one can be in the demo, and how. */
  starts: Starts;
  /** Tells what happened in the weeks before, once. */
  seed(): Promise<void>;
  /** Once the server listens: an hour with invented people runs. Returns what ends it. */
  perform(): () => Promise<void>;
  close(): Promise<void>;
}

const KINDS = { lernwerk: 'provider', bbs: 'school' } as const;

/** Starts the demo LMS, makes a tenant for each of its sites and registers the site as that tenant's platform. */
export async function openDemo(app: NestFastifyApplication, base: BaseParts, starts: Starts): Promise<Demo> {
  const { settings, clock } = base;
  const { startDemoLms } = await import('../demo-lms/index.js');
  const wish = { clock, toolUrl: settings.url, port: settings.demoLmsPort, stateFile: `${settings.dataDir}/demo-lms.json` };
  const lms = await startDemoLms(wish).catch((error: unknown) => explain(error, settings));
  const tenants = new Map<string, string>();
  for (const site of lms.sites) tenants.set(site.key, await tenantOf(app, base, site));
  starts.list.push(...lms.sites.flatMap(startsOf));
  if (settings.demo) starts.hour.push(...lms.sites.filter((site) => site.key === 'lernwerk').flatMap(hourOf));
  const provider = tenants.get('lernwerk');
  const accounts = settings.demo ? [...DEMO_ACCOUNTS, DEMO_ADMIN] : DEMO_ACCOUNTS;
  if (provider !== undefined) starts.logins.push(...accounts.map(loginOf));
  starts.notes.push(...lms.leftOut);
  return {
    lms,
    tenants: [...tenants.values()],
    notes: lms.leftOut,
    starts,
    seed: async () => {
      if (!(clock instanceof DemoClock)) return;
      for (const site of lms.sites) await playHistory(app, clock, site, tenants.get(site.key) ?? '');
      if (provider !== undefined) await openDemoAccounts(app, provider, clock.now(), accounts);
    },
    perform: () => {
      const site = lms.sites.find((one) => one.key === 'lernwerk');
      if (!settings.demo || !site) return () => Promise.resolve();
      const cast = new DemoCast(app, site, tenants.get(site.key) ?? '');
      starts.roomDevice = () => cast.deviceCode();
      cast.start();
      return () => cast.close();
    },
    close: () => lms.close(),
  };
}

function explain(error: unknown, { demoLmsPort }: BaseParts['settings']): never {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  throw new Error(`Port ${demoLmsPort} is taken by another program. Stop it, or set DEMO_LMS_PORT to a free one.`, { cause: error });
}

/** The tenant's id follows from the site, so that a second start finds it again. */
async function tenantOf(app: NestFastifyApplication, base: BaseParts, site: DemoSite): Promise<string> {
  const id = stableId(`tenant ${site.key}`);
  const kind = KINDS[site.key as keyof typeof KINDS] ?? 'provider';
  await app.get(Db).gate('seed', (tx) => addTenant(tx, { id, kind, name: site.name, now: base.clock.now() }));
  const { issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deploymentId } = site;
  await app.get(MediaRulesService).allowDirectAtFirst(id);
  if (await foundAgain(app, id, site)) return id;
  await app.get(PlatformsService).register(id, { issuer, clientId, name, authUrl, tokenUrl, jwksUrl, deployments: [{ deploymentId }] });
  return id;
}

/** Whether the site was registered at an earlier start. With another DEMO_LMS_PORT it has another issuer: it is the same LMS, moved, and its people and their work go along. */
async function foundAgain(app: NestFastifyApplication, tenant: string, { issuer, clientId, authUrl, tokenUrl, jwksUrl }: DemoSite): Promise<boolean> {
  const known = await app.get(Db).job(tenant, (tx) => registrationsOf(tx, tenant, clientId));
  const [old] = known;
  if (!old) return false;
  if (known.every((one) => one.issuer !== issuer))
    await app.get(ManualRegistration).move({ tenant, person: null }, old.id, { issuer, authUrl, tokenUrl, jwksUrl, audience: '' });
  return true;
}

const AS: Record<DemoAccount['role'], { word: string; what: string }> = {
  admin: { word: 'Verwaltung des Trägers', what: 'verbindet Lernplattformen, gibt Rollen und sieht das Protokoll' },
  companion: { word: 'Ausbildungsbegleiter', what: 'sieht die eigenen Teilnehmenden und welche Berichte fällig sind' },
  office: { word: 'Büro des Trägers', what: 'trägt Maßnahmen und Teilnahmen ein und importiert Listen' },
  caseworker: { word: 'Beratungsfachkraft der Arbeitsagentur', what: 'liest nur, was für sie freigegeben wurde' },
};

function loginOf(one: DemoAccount): DemoLogin {
  const { word, what } = AS[one.role];
  return { who: `${word}: ${one.name}`, what, mail: one.mail, password: DEMO_PASSWORD, secret: demoTotpSecret(one) };
}

/** The four ways into the hour that runs. */
function hourOf(site: DemoSite): Starts['hour'] {
  if (!site.links.some((link) => link.key === 'raum')) return []; // a folder of an earlier version
  const go = (person: string, who: string, what: string) => ({ who, what, url: site.startUrl({ person, link: 'raum' }) });
  return [
    go('karin.thomsen', 'Tutorin: Karin Thomsen', 'unterrichtet: ruft auf, startet Aufgaben und Umfragen, beendet die Stunde'),
    go('amira.haddad', 'Zu Hause: Amira Haddad', 'nimmt von zu Hause teil: meldet sich, antwortet, schreibt im Chat'),
    go('jonas.petersen', 'Handy im Klassenraum: Jonas Petersen', 'wählt „Im Raum“ und tippt den Code ein, den das Raumgerät zeigt'),
    { who: 'Raumgerät', what: 'Beamer oder Tablet im Klassenraum: zeigt Tafel, Aufgabe, Meldungen und den Code', url: '/demo/room-device' },
  ];
}

function startsOf(site: DemoSite): Starts['list'] {
  const go = (person: string, link: string, who: string, what: string) => ({
    who,
    what,
    site: `${site.name}, Moodle-Kurs`,
    url: site.startUrl({ person, link }),
  });
  if (site.key === 'lernwerk') {
    return [
      go('amira.haddad', 'probezeit', 'Auszubildende: Amira Haddad', 'hat „Probezeit und Kündigung“ angefangen und geht weiter'),
      go('jonas.petersen', 'operatoren', 'Auszubildender: Jonas Petersen', 'beginnt „Operatoren: nennen, beschreiben, erläutern“'),
      go('blessing.okafor', 'modul', 'Auszubildende: Blessing Okafor', 'liest ihren Bericht, bevor er weitergegeben wird'),
      go('karin.thomsen', 'probezeit', 'Tutorin: Karin Thomsen', 'sieht, wer angefangen hat und wer festhängt'),
      adminOf(site, 'Ute Willers'),
    ];
  }
  return [
    go('sabine.krueger', 'probezeit', 'Lehrerin: Sabine Krüger', 'öffnet den Kurs der Berufsschule'),
    go('emre.kaya', 'probezeit', 'Auszubildender: Emre Kaya', 'übt in der Berufsschule'),
    adminOf(site, 'Holger Ahrens'),
  ];
}

/** Who runs the Moodle: pastes the link that an admin of Lotse has made. */
function adminOf(site: DemoSite, name: string): Starts['list'][number] {
  const what = 'trägt in „Tools verwalten“ den Einladungs-Link ein, den die Verwaltung in Lotse erzeugt';
  return { who: `Moodle-Administration: ${name}`, what, site: `${site.name}, Moodle-Kurs`, url: site.toolsUrl('admin') };
}
