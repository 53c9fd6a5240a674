export type MailKind = 'invitation' | 'reset' | 'waiting' | 'changed' | 'role';
export type MailLocale = 'de' | 'en';

interface Words {
  subject: string;
  lines: string[];
  button: string;
  after: string[];
}

/** What the mails say: no name, no role, no course; what waits is told after signing in. */
const WORDS: Record<MailKind, Record<MailLocale, Words>> = {
  invitation: {
    de: {
      subject: 'Einladung zu Lotse',
      lines: ['Guten Tag,', 'Sie sind eingeladen, mit Lotse zu arbeiten. Über diesen Link richten Sie Ihren Zugang ein:'],
      button: 'Zugang einrichten',
      after: ['Der Link gilt sieben Tage und nur einmal.', 'Haben Sie keine Einladung erwartet, löschen Sie diese Nachricht. Es geschieht dann nichts.'],
    },
    en: {
      subject: 'Invitation to Lotse',
      lines: ['Hello,', 'you are invited to work with Lotse. Set up your access with this link:'],
      button: 'Set up access',
      after: ['The link is valid for seven days and works once.', 'If you did not expect an invitation, delete this message. Nothing will happen then.'],
    },
  },
  reset: {
    de: {
      subject: 'Neues Passwort für Lotse',
      lines: ['Guten Tag,', 'jemand möchte für diese Adresse ein neues Passwort setzen. Wenn Sie das sind, öffnen Sie diesen Link:'],
      button: 'Neues Passwort setzen',
      after: [
        'Der Link gilt eine Stunde und nur einmal. Ihr zweiter Faktor bleibt, wie er ist.',
        'Waren Sie es nicht, löschen Sie diese Nachricht. Ihr Passwort bleibt gültig.',
      ],
    },
    en: {
      subject: 'New password for Lotse',
      lines: ['Hello,', 'somebody wants to set a new password for this address. If it is you, open this link:'],
      button: 'Set a new password',
      after: [
        'The link is valid for one hour and works once. Your second factor stays as it is.',
        'If it was not you, delete this message. Your password stays valid.',
      ],
    },
  },
  waiting: {
    de: {
      subject: 'In Lotse wartet etwas auf Sie',
      lines: ['Guten Tag,', 'in Lotse wartet etwas auf Sie. Was es ist, sehen Sie nach der Anmeldung:'],
      button: 'Lotse öffnen',
      after: ['Diese Nachricht enthält absichtlich keine Einzelheiten.'],
    },
    en: {
      subject: 'Something is waiting for you in Lotse',
      lines: ['Hello,', 'something is waiting for you in Lotse. Sign in to see what it is:'],
      button: 'Open Lotse',
      after: ['This message leaves out all details on purpose.'],
    },
  },
  changed: {
    de: {
      subject: 'Ihre Anmeldung bei Lotse wurde geändert',
      lines: ['Guten Tag,', 'bei Ihrem Konto wurde ein Passwort, eine App, ein Passkey oder ein Wiederherstellungscode geändert. Sie sehen Ihr Konto hier:'],
      button: 'Mein Konto öffnen',
      after: [
        'Waren Sie es nicht, setzen Sie auf der Anmeldeseite über „Passwort vergessen“ sofort ein neues Passwort und sprechen Sie mit Ihrer Administration.',
      ],
    },
    en: {
      subject: 'Your sign-in to Lotse was changed',
      lines: ['Hello,', 'a password, an app, a passkey or a recovery code of your account was changed. You see your account here:'],
      button: 'Open my account',
      after: ['If it was not you, set a new password at once with "Forgotten password" on the sign-in page, and talk to your admin.'],
    },
  },
  role: {
    de: {
      subject: 'In Lotse wurde eine Rolle vergeben',
      lines: [
        'Guten Tag,',
        'in Lotse wurde eine Rolle vergeben, mit der man Daten von Teilnehmenden sieht. Wer sie bekam und ab wann sie gilt, sehen Administrationen unter „Personen“:',
      ],
      button: 'Lotse öffnen',
      after: ['Ist das nicht abgesprochen, wenden Sie sich an Ihre Leitung. Eine Administration kann die Rolle jederzeit entziehen.'],
    },
    en: {
      subject: 'A role was given in Lotse',
      lines: [
        'Hello,',
        'in Lotse a role was given with which one sees data of participants. Who got it and from when it counts is shown to admins under "People":',
      ],
      button: 'Open Lotse',
      after: ['If this was not agreed on, talk to your management. An admin can revoke the role at any time.'],
    },
  },
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The whole mail, as plain text and as simple HTML without anything to load. */
export function mailText(kind: MailKind, locale: MailLocale, link: string): { subject: string; text: string; html: string } {
  const { subject, lines, button, after } = WORDS[kind][locale];
  const text = [...lines, link, ...after, '', 'Lotse'].join('\n\n');
  const p = (line: string) => `<p style="margin:0 0 16px">${escape(line)}</p>`;
  const action = `<p style="margin:0 0 16px"><a href="${escape(link)}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:#0a6169;color:#ffffff;text-decoration:none;font-weight:600">${escape(button)}</a></p><p style="margin:0 0 16px;word-break:break-all">${escape(link)}</p>`;
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#14202b;background:#ffffff">${lines.map(p).join('')}${action}${after.map(p).join('')}</body></html>`;
  return { subject, text, html };
}
