import { Secret, TOTP } from 'otpauth';
import {
  addDays,
  germanDay,
  acceptInvitation,
  invitationTotp,
  invite,
  login,
  loginSecond,
  setupAdmin,
  setupTenant,
  setupTotp,
  tenantPeople,
  type AccountRole,
  type AccountSession,
  type Route,
  type TenantPerson,
} from '#lotse/contract';
import { SetupService } from '#lotse/people';
import type { TestServer } from './harness.js';
import { sentBody } from './sent-body.js';

export const ADMIN_MAIL = 'wiebke.harms@lernwerk.example';
export const PASSWORD = 'sieben Kähne im Nebel';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** Somebody with a local account in one browser: keeps its cookies, its bearer and the authenticator app. */
export class AccountVisitor {
  token = '';
  personId = '';
  tenantId = '';
  secret = '';
  recoveryCodes: string[] = [];
  readonly cookies = new Map<string, string>();

  constructor(readonly server: TestServer) {}

  /** A file, as it comes. */
  async bytes(path: string): Promise<Buffer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.server.url + path, { headers: { 'x-lotse': '1', authorization: `Bearer ${this.token}`, cookie } });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const sent = method === 'GET' ? null : sentBody(body ?? {});
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.server.url + path, {
      method,
      headers: {
        origin: this.server.url,
        'x-lotse': '1',
        ...(sent ? { 'content-type': sent.type } : {}),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
      ...(sent ? { body: sent.body } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, headers: answer.headers, body: (json ? JSON.parse(text) : { text }) as Record<string, unknown> };
  }

  /** Calls a route; `:tenantId` and the like are filled from `params`, the tenant from this visitor. */
  to(route: Pick<Route, 'method' | 'path'>, body?: unknown, params: Record<string, string> = {}): Promise<Answer> {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? (name === 'tenantId' ? this.tenantId : ''));
    return this.ask(route.method, path, body);
  }

  /** A call that has to succeed. */
  async must<T = Record<string, unknown>>(route: Pick<Route, 'method' | 'path'>, body?: unknown, params: Record<string, string> = {}): Promise<T> {
    const answer = await this.to(route, body, params);
    if (answer.status !== 200) throw new Error(`${route.method} ${route.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  code(secret = this.secret): string {
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: this.server.clock.now().getTime() });
  }

  take(session: AccountSession): this {
    this.token = session.token;
    this.personId = session.personId;
    this.tenantId ||= session.tenants[0]?.tenantId ?? '';
    return this;
  }

  /** From the printed link to the first admin of the first tenant. */
  async setUp(mail = 'wiebke.harms@lernwerk.example', name = 'Wiebke Harms', tenant = 'Lernwerk Nord', link = this.server.started.setupUrl): Promise<this> {
    const token = link?.split('#')[1] ?? '';
    const offer = await this.must<{ secret: string; proof: string }>(setupTotp, { token, mail });
    this.secret = offer.secret;
    const totp = { secret: offer.secret, proof: offer.proof, code: this.code() };
    const opened = await this.must<{ session: AccountSession; recoveryCodes: string[] }>(setupAdmin, {
      token,
      mail,
      name,
      locale: 'de',
      password: PASSWORD,
      totp,
    });
    this.recoveryCodes = opened.recoveryCodes;
    this.take(opened.session);
    return this.take(await this.must<AccountSession>(setupTenant, { token, kind: 'provider', name: tenant, locale: 'de' }));
  }

  /** Invites somebody; the link's token. */
  async invite(mail: string, role: AccountRole, endsOn: string | null = null): Promise<{ token: string; id: string }> {
    const made = await this.must<{ link: string; invitationId: string }>(invite, { mail, role, reason: 'Vertretung', endsOn, locale: 'de' });
    return { token: made.link.split('#')[1] ?? '', id: made.invitationId };
  }

  /** Takes an invitation up with password and TOTP. */
  async accept(token: string, name: string): Promise<Answer> {
    const offer = await this.must<{ secret: string; proof: string }>(invitationTotp, { token });
    this.secret = offer.secret;
    const totp = { secret: offer.secret, proof: offer.proof, code: this.code() };
    const answer = await this.to(acceptInvitation, { token, name, password: PASSWORD, totp });
    if (answer.status === 200) {
      this.recoveryCodes = answer.body.recoveryCodes as string[];
      this.take(answer.body.session as AccountSession);
    }
    return answer;
  }

  first(mail: string, password = PASSWORD): Promise<Answer> {
    return this.to(login, { mail, password });
  }

  /** Both steps; the last answer. The clock must have moved since the last code. */
  async signIn(mail: string, code?: string): Promise<Answer> {
    const first = await this.first(mail);
    if (first.status !== 200) return first;
    const second = await this.to(loginSecond, { ticket: first.body.ticket, code: code ?? this.code() });
    if (second.status === 200) this.take(second.body as unknown as AccountSession);
    return second;
  }
}

/** The world most stories are told in: Wiebke is its first admin. */
export class AccountWorld {
  private count = 0;
  private constructor(
    readonly server: TestServer,
    readonly wiebke: AccountVisitor,
  ) {}

  static async open(server: TestServer): Promise<AccountWorld> {
    const link = await server.started.app.get(SetupService).freshLink();
    return new AccountWorld(server, await new AccountVisitor(server).setUp(ADMIN_MAIL, 'Wiebke Harms', 'Lernwerk Nord', link));
  }

  readonly browser = () => new AccountVisitor(this.server);
  readonly mailOf = (name: string) => `${name}.${++this.count}@amt.example`;
  readonly inDays = (days: number) => addDays(germanDay(this.server.clock.now()), days);

  /** Wiebke, signed in a moment ago in her own browser. */
  readonly freshAdmin = async (): Promise<AccountVisitor> => {
    this.server.clock.advance(60_000);
    const answer = await this.wiebke.signIn(ADMIN_MAIL);
    if (answer.status !== 200) throw new Error(`Wiebke cannot sign in: ${answer.status}`);
    return this.wiebke;
  };

  /** Somebody new with this role, in a browser of their own. */
  readonly join = async (role: AccountRole, endsOn: string | null = null): Promise<{ who: AccountVisitor; mail: string }> => {
    const mail = this.mailOf(role);
    const { token } = await (await this.freshAdmin()).invite(mail, role, endsOn);
    const who = this.browser();
    const answer = await who.accept(token, `Person ${this.count}`);
    if (answer.status !== 200) throw new Error(`not accepted: ${JSON.stringify(answer.body)}`);
    return { who, mail };
  };

  readonly grantOf = async (person: string): Promise<string> => {
    const { rows } = await this.wiebke.must<{ rows: TenantPerson[] }>(tenantPeople);
    return rows.find((row) => row.personId === person)?.grants.find((grant) => grant.live)?.id ?? '';
  };
}
