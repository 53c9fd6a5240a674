import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '#lotse/base';
import { AccountsService, GrantsService, PasswordsService } from '#lotse/people';
import { hasAccount } from './demo.queries.js';
import { stableId } from './stable-id.js';

/** Invented people with a local account. Their secrets stand on the start page: whoever tries Lotse signs in by the real form. */
export interface DemoAccount {
  role: 'admin' | 'office' | 'companion' | 'caseworker';
  name: string;
  mail: string;
}
export const DEMO_PASSWORD = 'Drei Tonnen vor der Schleuse';
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { role: 'companion', name: 'Bernd Asmus', mail: 'bernd.asmus@lernwerk.example' },
  { role: 'office', name: 'Heike Lorenz', mail: 'heike.lorenz@lernwerk.example' },
  { role: 'caseworker', name: 'Jutta Reimers', mail: 'jutta.reimers@arbeitsagentur.example' },
];
/** Only where the demo is started by itself: other servers with its people have their first admin made by the set-up link. */
export const DEMO_ADMIN: DemoAccount = { role: 'admin', name: 'Torben Ahlers', mail: 'torben.ahlers@lernwerk.example' };
const REASON = {
  admin: 'Verwaltung des Trägers',
  office: 'Teilnehmendenverwaltung',
  companion: 'Ausbildungsbegleitung',
  caseworker: 'Beratungsfachkraft, Agentur für Arbeit',
} as const;
const YEAR_MS = 365 * 24 * 3600 * 1000;

export function demoPerson({ mail }: DemoAccount): string {
  return stableId(`account ${mail}`);
}

/** The secret of the authenticator app (20 bytes, base 32), the same at every start. */
export function demoTotpSecret({ mail }: DemoAccount): string {
  const bits = [...createHash('sha256').update(`lotse demo totp ${mail}`).digest().subarray(0, 20)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five, 2)]).join('');
}

/** Makes the accounts with their roles in this tenant. Those that are there already stay as they are. */
export async function openDemoAccounts(app: NestFastifyApplication, tenant: string, now: Date, people: readonly DemoAccount[] = DEMO_ACCOUNTS): Promise<void> {
  const [db, accounts, grants] = [app.get(Db), app.get(AccountsService), app.get(GrantsService)];
  const passwordHash = await app.get(PasswordsService).keep(DEMO_PASSWORD, []);
  for (const one of people) {
    const person = demoPerson(one);
    await db.as({ person, tenant }, async (tx) => {
      if (await db.atGate(tx, 'account', () => hasAccount(tx, person))) return;
      await accounts.make(tx, { person, mail: one.mail, name: one.name, locale: 'de', passwordHash, totpSecret: demoTotpSecret(one), totpStep: null });
      await accounts.settle(tx, tenant, person, one.name);
      const endsAt = one.role === 'caseworker' ? new Date(now.getTime() + YEAR_MS) : null;
      await grants.give(tx, { tenant, person, role: one.role, course: null, reason: REASON[one.role], by: null, endsAt });
    });
  }
}
