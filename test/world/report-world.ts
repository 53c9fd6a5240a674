import {
  accountPage,
  addDays,
  addStaff,
  changeParticipation,
  companionParticipation,
  discloseReport,
  draftReport,
  germanDay,
  invite,
  loginSecond,
  myReport,
  officeParticipation,
  releaseReport,
  reportPage,
  REPORT_CHECKS,
  reviewReport,
  richOf,
  saveReport,
  type AccountRole,
  type AccountSession,
  type ParticipationView,
  type ReportPage,
  type ReportText,
} from '#lotse/contract';
import { AccountsService, GrantsService } from '#lotse/people';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoPerson, demoTotpSecret, type DemoAccount } from '../../apps/server/demo-accounts.js';
import { stableId } from '../../apps/server/stable-id.js';
import { AccountVisitor, AccountWorld } from './account-visitor.js';
import { startForTest, type TestServer } from './harness.js';
import { Visitor } from './visitor.js';

export const TEXT: ReportText = {
  development: richOf('Amira fragt früh nach und übt regelmäßig.\nSie erklärt anderen die Kündigungsfristen.'),
  goals: [{ goal: 'Fristen sicher bestimmen', reached: 'partly', nextStep: 'Zweimal in der Woche üben' }],
  recommendation: 'continue',
  recommendationText: richOf('Weiterführen bis zur Prüfung.'),
  exit: null,
};

/** The provider of the demo with its people, each in a browser of their own, and an invited admin, deputy and second caseworker. */
export class ReportWorld {
  readonly tenantId = stableId('tenant lernwerk');
  bernd!: AccountVisitor;
  heike!: AccountVisitor;
  jutta!: AccountVisitor;
  wiebke!: AccountVisitor;
  amira!: Visitor;
  participation!: ParticipationView;
  private world!: AccountWorld;
  private constructor(readonly server: TestServer) {}

  static async open(now = new Date('2026-11-22T09:00:00Z'), env: Record<string, string> = {}): Promise<ReportWorld> {
    const it = new ReportWorld(await startForTest({ now, env }));
    it.bernd = await it.signIn('companion');
    it.heike = await it.signIn('office');
    it.jutta = await it.signIn('caseworker');
    it.amira = await it.trainee('amira.haddad');
    it.world = await AccountWorld.open(it.server);
    it.wiebke = it.world.wiebke;
    it.participation = await it.participationOf('Amira Haddad');
    return it;
  }

  /** Through the real form: password, then the code of the authenticator app. */
  async signIn(role: DemoAccount['role'], who = new AccountVisitor(this.server)): Promise<AccountVisitor> {
    const account = DEMO_ACCOUNTS.find((one) => one.role === role) as DemoAccount;
    this.server.clock.advance(60_000);
    who.secret = demoTotpSecret(account);
    const first = await who.first(account.mail, DEMO_PASSWORD);
    who.take(await who.must<AccountSession>(loginSecond, { ticket: first.body.ticket, code: who.code() }));
    who.tenantId = this.tenantId;
    if (who.personId !== demoPerson(account)) throw new Error('somebody else');
    return who;
  }

  trainee(username: string): Promise<Visitor> {
    return new Visitor(this.server, 'lernwerk').launch(username, 'probezeit');
  }

  /** The id of somebody who has launched. */
  async personOf({ enrolmentId }: Visitor): Promise<string> {
    const rows = await this.server.db.job(this.tenantId, (tx) => tx.query<{ person: string }[]>('select person from enrolment where id = $1', [enrolmentId]));
    return rows[0]?.person ?? '';
  }

  async participationOf(name: string): Promise<ParticipationView> {
    const found = await this.bernd.ask('GET', `/api/tenants/${this.tenantId}/companion/participations?size=100`);
    const id = (found.body.rows as { participationId: string; legalName: string }[]).find((row) => row.legalName === name)?.participationId ?? '';
    return this.bernd.must<ParticipationView>(companionParticipation, undefined, { participationId: id });
  }

  /** An admin of the demo's provider, who can invite: the admin of another world, let in by the services. */
  async admin(): Promise<AccountVisitor> {
    const { app } = this.server.started;
    await this.server.db.as({ person: this.wiebke.personId, tenant: this.tenantId }, async (tx) => {
      await app.get(AccountsService).settle(tx, this.tenantId, this.wiebke.personId, 'Wiebke Harms');
      const wish = { tenant: this.tenantId, person: this.wiebke.personId, role: 'admin' as const, course: null, reason: 'Test', by: null, endsAt: null };
      await app.get(GrantsService).give(tx, wish);
    });
    await this.wiebke.must(accountPage);
    return this.wiebke;
  }

  /** Somebody new with this role in this tenant, by invitation. */
  async join(role: AccountRole, name: string, tenantId = this.tenantId): Promise<AccountVisitor> {
    const mail = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@haus.example`;
    const endsOn = role === 'caseworker' ? this.world.inDays(200) : null;
    const made = await this.wiebke.must<{ link: string }>(invite, { mail, role, reason: 'Test', endsOn, locale: 'de' }, { tenantId });
    const who = new AccountVisitor(this.server);
    const answer = await who.accept(made.link.split('#')[1] ?? '', name);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    who.tenantId = tenantId;
    return who;
  }

  /** Somebody with an account becomes deputy of a participation. */
  async makeDeputy(who: Pick<AccountVisitor, 'personId'>, of: ParticipationView): Promise<void> {
    const { participationId } = of;
    const { contactId } = await this.heike.must<{ contactId: string }>(addStaff, {
      ...{ name: 'Vertretung', role: 'companion', phone: null, email: null, personId: who.personId },
    });
    const now = await this.heike.must<ParticipationView>(officeParticipation, undefined, { participationId });
    await this.heike.must(
      changeParticipation,
      {
        ...{ legalName: now.legalName, traineeId: now.trainee?.personId ?? null, measureId: now.measure.measureId, startsOn: now.startsOn, endsOn: now.endsOn },
        ...{ probationEndsOn: now.probationEndsOn, phases: now.phases, companionId: now.companion?.contactId ?? null, deputyId: contactId },
        ...{ caseworkerId: now.caseworker?.personId ?? null, firm: now.firm, school: now.school },
      },
      { participationId },
    );
  }

  // ── one report on its way ─────────────────────────────────────────────────────────────────────────────────────────
  async draft(participation = this.participation, occasion = 'INTERIM', from = '2026-11-01', to = '2026-11-22'): Promise<string> {
    const wish = { occasion, dueOn: null, from, to };
    return (await this.bernd.must<{ reportId: string }>(draftReport, wish, { participationId: participation.participationId })).reportId;
  }

  page(reportId: string, who = this.bernd): Promise<ReportPage> {
    return who.must<ReportPage>(reportPage, undefined, { reportId });
  }

  async write(reportId: string, text: Partial<ReportText> = {}): Promise<void> {
    await this.bernd.must(saveReport, { revision: (await this.page(reportId)).revision, text: { ...TEXT, ...text } }, { reportId });
  }

  async sign(reportId: string, because = 'Das gehört zur Ausbildung.'): Promise<void> {
    const { revision, hints } = await this.page(reportId);
    const kept = hints.map((hint) => ({ key: hint.key, keptBecause: because }));
    await this.bernd.must(reviewReport, { revision, checks: REPORT_CHECKS, kept }, { reportId });
  }

  async disclose(reportId: string): Promise<void> {
    await this.bernd.must(discloseReport, { revision: (await this.page(reportId)).revision }, { reportId });
  }

  async release(reportId: string, to = this.jutta, more: object = {}): Promise<string> {
    const days = { fromOn: this.day(0), untilOn: this.day(30) };
    const scope = ['learning', 'attendance', 'development', 'goals', 'recommendation', 'statement'];
    const what = { recipientId: to.personId, scope, purpose: 'follow-course', legalBasis: 'sgb3-318', basisNote: '', ...days, ...more };
    return (await this.bernd.must<{ releaseId: string }>(releaseReport, what, { reportId })).releaseId;
  }

  /** Up to the release, with a trainee who looked. */
  async released(to = this.jutta, more: object = {}): Promise<{ reportId: string; releaseId: string }> {
    const reportId = await this.draft();
    await this.write(reportId);
    await this.sign(reportId);
    await this.disclose(reportId);
    await this.amira.call(myReport, { reportId });
    return { reportId, releaseId: await this.release(reportId, to, more) };
  }

  day(days: number): string {
    return addDays(germanDay(this.server.clock.now()), days);
  }

  /** Does something, and gives the entries it left in the audit of this tenant. */
  async told(act: () => Promise<unknown>): Promise<string[]> {
    const count = async () => await this.audit();
    const before = (await count()).length;
    await act();
    return (await count()).slice(before);
  }

  private audit(): Promise<string[]> {
    return this.server.db.job(this.tenantId, async (tx) => {
      const rows = await tx.query<{ event: string }[]>(`select event from audit where tenant = $1 order by seq`, [this.tenantId]);
      return rows.map((row) => row.event);
    });
  }
}
