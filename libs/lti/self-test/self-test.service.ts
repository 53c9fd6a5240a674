import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import type { SelfTestResult, SelfTestStep, SelfTestStepName } from '#lotse/contract';
import type { HelpLocale } from '../help/help.js';
import { docsOf } from '../pages/errors-path.js';
import { helpOf } from '../help/lti-codes.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { PlatformProbe } from './platform-probe.js';
import { SeenReader } from './seen-facts.js';
import { cookieStep, frameStep, launchStep, type Found } from './seen-steps.js';
import { SelfTest } from './entities.js';
import { keepSelfTest } from './self-test.queries.js';

/** As it is kept: without words, so that they may get better. */
type KeptStep = Pick<SelfTestStep, 'name' | 'state' | 'code'>;

const GOOD: Record<HelpLocale, Record<SelfTestStepName, string>> = {
  de: {
    keys: 'Die Schlüssel der Lernplattform sind erreichbar.',
    'our-keys': 'Die Lernplattform kennt die Schlüssel von Lotse.',
    token: 'Lotse bekommt Zugang zu den Diensten.',
    launch: 'Der letzte Start hat geklappt.',
    'line-item': 'Die Notenspalte ist erreichbar.',
    roster: 'Die Mitgliederliste ist erreichbar.',
    frame: 'Lotse erscheint im Kurs.',
    cookie: 'Der Cookie bleibt im Kurs erhalten.',
  },
  en: {
    keys: 'The keys of the learning platform can be reached.',
    'our-keys': 'The learning platform knows the keys of Lotse.',
    token: 'Lotse gets access to the services.',
    launch: 'The last launch worked.',
    'line-item': 'The gradebook column can be reached.',
    roster: 'The list of members can be reached.',
    frame: 'Lotse appears in the course.',
    cookie: 'The cookie is kept in the course.',
  },
};

/**
 * Tries a platform out, step by step, and says which setting to change where a step fails. It writes nothing at the
 * platform. What only a browser can show is taken from the newest login and launch.
 */
@Injectable()
export class SelfTestService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly probe: PlatformProbe,
    private readonly seen: SeenReader,
  ) {}

  /** Runs all steps and keeps the result as the platform's last one. */
  async run(platform: Platform, by: string | null, locale: HelpLocale): Promise<SelfTestResult> {
    const steps = await this.steps(platform);
    const ranAt = this.clock.now();
    await this.db.job(platform.tenant, (tx) => keepSelfTest(tx, { tenant: platform.tenant, registration: platform.id, ranAt, by, steps }));
    return { ranAt: ranAt.toISOString(), steps: steps.map((step) => inWords(step, locale)) };
  }

  /** The last result, or null where there was none. */
  async last(tenant: string, registration: string, locale: HelpLocale): Promise<SelfTestResult | null> {
    const row = await this.db.job(tenant, (tx) => tx.findOneBy(SelfTest, { tenant, registration }));
    return row ? { ranAt: row.ranAt.toISOString(), steps: row.steps.map((step) => inWords(step, locale)) } : null;
  }

  private async steps(platform: Platform): Promise<KeptStep[]> {
    const seen = await this.seen.read(platform);
    const [keys, { ourKeys, token, scopes }] = await Promise.all([this.probe.keys(platform), this.probe.token(platform, seen.deploymentId)]);
    const access = { platform, deploymentId: seen.deploymentId, scopes };
    const later = async (ask: () => Promise<Found>): Promise<Found> => (token.state === 'good' ? ask() : waiting('waiting.earlier'));
    const found: [SelfTestStepName, Found][] = [
      ['keys', keys],
      ['our-keys', ourKeys],
      ['token', token],
      ['launch', launchStep(seen)],
      ['line-item', seen.lineItem ? await later(() => this.probe.lineItem(access, seen.lineItem)) : waiting('waiting.launch')],
      ['roster', seen.course ? await later(() => this.probe.roster(access, seen.course)) : waiting('waiting.launch')],
      ['frame', frameStep(platform, seen)],
      ['cookie', cookieStep(seen)],
    ];
    return found.map(([name, { state, code }]) => ({ name, state, code }));
  }
}

function waiting(code: string): Found {
  return { state: 'waiting', code };
}

function inWords({ name, state, code }: KeptStep, locale: HelpLocale): SelfTestStep {
  const help = code === null ? null : helpOf(code);
  if (code !== null && !help) throw new Problem('internal', 'internal');
  const [sentence, remedy] = help?.[locale] ?? [GOOD[locale][name], null];
  return { name, state, code, sentence, remedy, docs: code === null ? null : docsOf(code, locale) };
}
