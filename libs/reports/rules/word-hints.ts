import { plainOf, type HintDecision, type ReportCheck, type ReportText, type WordHint } from '#lotse/contract';

/**
 * Beginnings of words that often belong to what may not stand in a report. They decide nothing: a person looks at each place
 * and either changes it or says why it stays ("Therapie" may be the name of a practice somebody is trained in).
 */
const STEMS: Record<Exclude<ReportCheck, 'only-needed'>, readonly string[]> = {
  'no-sgb2-16a': [
    'schulden',
    'verschuld',
    'überschuld',
    'insolven',
    'pfänd',
    'gläubiger',
    'sucht',
    'süchtig',
    'drogen',
    'alkohol',
    'cannabis',
    'kiff',
    'spielsucht',
    'psychosozial',
    'obdachlos',
    'wohnungslos',
    'frauenhaus',
    'jugendamt',
    'sorgerecht',
    'häusliche gewalt',
    'debt',
    'addict',
    'homeless',
  ],
  'no-stgb-203': [
    'vertraulich',
    'anvertraut',
    'im vertrauen',
    'schweigepflicht',
    'beratungsgespräch',
    'missbrauch',
    'misshand',
    'gewalt',
    'suizid',
    'selbstmord',
    'abuse',
    'confidential',
  ],
  'no-medical': [
    'diagnos',
    'depress',
    'angststörung',
    'adhs',
    'autis',
    'trauma',
    'psych',
    'therap',
    'klinik',
    'krankenhaus',
    'stationär',
    'medikament',
    'tablette',
    'attest',
    'krank',
    'erkrank',
    'operation',
    'operiert',
    'schwanger',
    'behinder',
    'allergi',
    'epilep',
    'diabet',
    'hiv',
    'legasthen',
    'illness',
    'disabled',
    'pregnan',
  ],
  'no-third-persons': [
    'mutter',
    'vater',
    'eltern',
    'bruder',
    'schwester',
    'geschwister',
    'ehemann',
    'ehefrau',
    'freundin',
    'partner',
    'mitschüler',
    'kollegin',
    'kollege',
    'vorstraf',
    'straftat',
    'polizei',
    'gericht',
    'haft',
    'religi',
    'muslim',
    'christ',
    'asyl',
    'abschieb',
    'aufenthaltstitel',
    'duldung',
    'mother',
    'father',
    'police',
  ],
};
/** Longer words that begin alike and mean nothing of the kind. */
const HARMLESS = ['gerichtet', 'haftung', 'haftet', 'haftpflicht', 'haftnotiz', 'christian', 'christoph', 'partnerarbeit'];
/** Looking for, visiting, trying: written small they are no addiction. */
const SEEKING = /^(?:be|ge|ver|unter|aus|auf)?sucht(?:e|en|et|est)?$/;

interface Field {
  field: string;
  text: string;
}

/** Every place with such a word, in the order of reading; decided ones say why they stay. Pure. */
export function wordHints(text: ReportText, kept: readonly HintDecision[] = []): WordHint[] {
  const reasons = new Map(kept.map((one) => [one.key, one.keptBecause]));
  return fieldsOf(text).flatMap((one) => hintsIn(one, reasons));
}

function fieldsOf(text: ReportText): Field[] {
  return [
    { field: 'development', text: plainOf(text.development) },
    ...text.goals.flatMap((goal, i) => [
      { field: `goals.${i}.goal`, text: goal.goal },
      { field: `goals.${i}.nextStep`, text: goal.nextStep },
    ]),
    { field: 'recommendationText', text: plainOf(text.recommendationText) },
    { field: 'exit', text: text.exit ? `${text.exit.reason}\n${text.exit.whereabouts}` : '' },
  ];
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/gu;

function hintsIn({ field, text }: Field, reasons: ReadonlyMap<string, string>): WordHint[] {
  const lower = text.toLocaleLowerCase('de');
  const seen = new Map<string, number>();
  const hints: WordHint[] = [];
  for (const match of text.matchAll(WORD)) {
    const at = match.index;
    const about = aboutOf(lower, at);
    const word = match[0];
    if (!about || SEEKING.test(word)) continue;
    const count = (seen.get(word) ?? 0) + 1;
    seen.set(word, count);
    // the sentence around it is part of the key's meaning: a place that was rewritten is looked at again
    const around = text
      .slice(Math.max(0, at - 40), at + word.length + 40)
      .replace(/\s+/g, ' ')
      .trim();
    const key = `${field} ${word.slice(0, 60)} ${count} ${checksum(around)}`;
    hints.push({ key, field, word, about, around, keptBecause: reasons.get(key) ?? null });
  }
  return hints;
}

/** Parts of compounds count too: "Alkoholsucht", "Suchtberatung", "Hauptschulden". */
function aboutOf(lower: string, at: number): ReportCheck | null {
  const rest = lower.slice(at);
  if (HARMLESS.some((one) => rest.startsWith(one) && !/\p{L}/u.test(rest.charAt(one.length)))) return null;
  for (const [check, stems] of Object.entries(STEMS) as [ReportCheck, readonly string[]][]) {
    if (stems.some((stem) => rest.startsWith(stem) || (stem.length >= 5 && !stem.includes(' ') && wordOf(rest).includes(stem)))) return check;
  }
  return null;
}

function wordOf(rest: string): string {
  return /^[\p{L}\p{M}\p{N}-]+/u.exec(rest)?.[0] ?? '';
}

/** FNV-1a, to name a place shortly; it guards nothing. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}
