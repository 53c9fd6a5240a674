import { anchorOf } from '../pages/errors-path.js';
import { helpOf, LTI_CODES, seenWith } from './lti-codes.js';

interface Part {
  codes: readonly string[];
  title: string;
  /** The same for the page in English; the file is German. */
  english: string;
  text: string;
  /** Heading of the column that says what stands in front of the person. */
  sees: string;
}

export const PARTS: readonly Part[] = [
  {
    codes: LTI_CODES.start,
    title: 'Anmeldung und Start (`/lti/login`, `/lti/launch`)',
    english: 'Login and launch',
    text: 'Wer Lotse öffnen wollte, sieht eine Seite mit dieser Überschrift und der Kennung. Mehr zum einzelnen Fall steht im „Protokoll“ Ihres Trägers unter `login.refused` oder `launch.refused`, bei fehlenden Angaben auch, welche fehlt.',
    sees: 'Überschrift der Seite',
  },
  {
    codes: LTI_CODES.registration,
    title: 'Anmeldung einer Plattform mit Einladungs-Link (`/lti/register/…`)',
    english: 'Registration of a platform by an invitation link',
    text: 'Die Administration der Lernplattform sieht die Seite „Die Anmeldung hat nicht geklappt“ mit diesen beiden Sätzen; in Lotse steht die Kennung unter „Plattformen“ bei der Einladung. Der Link gilt nach einem Fehlschlag weiter, bis er benutzt oder abgelaufen ist.',
    sees: '',
  },
  {
    codes: LTI_CODES.field,
    title: 'Plattform von Hand eintragen oder umziehen',
    english: 'Entering a platform by hand, or moving it',
    text: 'Die Administration von Lotse sieht beide Sätze am Feld.',
    sees: '',
  },
  {
    codes: LTI_CODES.selfTest,
    title: 'Selbsttest einer Plattform',
    english: 'Self-test of a platform',
    text: 'Die Administration von Lotse sieht beide Sätze beim Schritt. Der Selbsttest lässt sich jederzeit wiederholen und schreibt nichts in die Lernplattform. Der Schritt „Start“ nennt außerdem die Kennungen aus dem ersten Abschnitt.',
    sees: '',
  },
  {
    codes: LTI_CODES.grade,
    title: 'Noten und Mitgliederlisten, die nicht ankommen',
    english: 'Grades and lists of members that do not arrive',
    text: 'Die Kurs-Seite der Lehrkraft nennt zu jeder Note den Stand und, wenn sie nicht ankommt, den Grund. Solange „wartet“ dabeisteht, versucht Lotse es weiter: nach 5 Sekunden, dann immer seltener, mindestens aber stündlich. Auszubildende sehen davon nur, ob ihre Note angekommen ist.',
    sees: '',
  },
];

const HEAD = `# Was die Kennungen von Lotse bedeuten

Jede Seite, die Lotse statt einer Aufgabe zeigt, jeder Schritt des Selbsttests und jede Note, die nicht ankommt, nennt eine Kennung. Diese Liste sagt zu jeder, was passiert ist, was die Person vor dem Bildschirm sieht und was Sie ändern können. Namen und andere Angaben zur Person stehen nie im Protokoll.

Wo „Anbieter der Lernplattform“ steht, sendet die Plattform etwas, das gegen den LTI-Standard verstößt. Mit einem Moodle ab 4.5 ohne Änderungen kommen diese Fälle nicht vor; prüfen Sie zuerst Erweiterungen und vorgeschaltete Proxys. Wie ein Moodle angebunden wird, steht in [connect-moodle.md](connect-moodle.md).

Diese Datei wird aus dem Programm geschrieben (\`libs/lti/help\`); ein Test vergleicht beide.
`;

/** The text of docs/lti-errors.md: every code there is, in the words the pages use. */
export function errorDocs(): string {
  return `${[HEAD, ...PARTS.map(part)].join('\n')}`;
}

function part({ codes, title, text, sees }: Part): string {
  const heads = ['Kennung', 'Was ist passiert', ...(sees ? [sees] : []), 'Was tun'];
  const rows = codes.map((code) => `| ${cells(code, sees !== '').join(' | ')} |`);
  return `## ${title}\n\n${text}\n\n| ${heads.join(' | ')} |\n|${'---|'.repeat(heads.length)}\n${rows.join('\n')}\n`;
}

function cells(code: string, hasTitle: boolean): string[] {
  const [what, remedy] = helpOf(code)?.de ?? ['', ''];
  return [`<a id="${anchorOf(code)}"></a>\`${code}\``, what, ...(hasTitle ? [seenWith(code, 'de')] : []), remedy];
}
