import { germanDay, PERSON_DATA_WORDS, REPORT_LABELS, type HeldData } from '#lotse/contract';
import type { PersonSummary } from '#lotse/people';
import type { Letter, LetterPart } from '../handover/letter.js';
import type { ReceivedReport } from '../releases.queries.js';

const WORDS = PERSON_DATA_WORDS.de;
const day = (iso: string) => iso.split('-').reverse().join('.');
const dayOf = (instant: string) => day(germanDay(new Date(instant)));

export interface LetterData extends PersonSummary {
  received: readonly ReceivedReport[];
}

/** What Lotse holds about somebody, as a letter (Art. 15 DSGVO): kinds, numbers, times, who received what. The rest stands in the JSON file. */
export function personLetter(data: LetterData, on: string): Letter {
  return {
    ...{ lang: 'de', region: 'DE', author: data.provider, page: 'Seite' },
    title: `Auskunft über gespeicherte Daten: ${data.name}`,
    ...{ heading: `Auskunft über gespeicherte Daten: ${data.name}`, above: '', below: '' },
    description: 'Auskunft nach Art. 15 DSGVO',
    footer: `Auskunft aus Lotse, Stand ${day(on)}`,
    sections: [
      { heading: '', parts: [{ kind: 'facts', rows: headOf(data, on) }, text(INTRODUCTION)] },
      { heading: 'Was gespeichert ist', parts: [heldOf(data.held), text(BY_ITSELF)] },
      ...(data.participations.length === 0 ? [] : [{ heading: 'Teilnahmen', parts: [participationsOf(data)] }]),
      { heading: 'Wer Berichte erhalten hat', parts: [receivedOf(data)] },
      { heading: 'Woher die Daten kommen', parts: [text(SOURCES)] },
      { heading: 'Ihre Rechte', parts: [text(RIGHTS)] },
      { heading: 'Das Übrige', parts: [text(REST)] },
    ],
  };
}

const INTRODUCTION =
  'Diese Auskunft sagt, welche Arten von Daten Lotse über Sie bei diesem Träger oder dieser Schule speichert, wie viele Einträge es sind und wie lange sie bleiben.';
const BY_ITSELF =
  'Was bis zur Löschung bleibt, löscht Lotse von selbst zwei Jahre nach dem letzten Lebenszeichen: der letzten Anmeldung oder Antwort, dem Ende der Teilnahme, dem Ende einer Rolle.';
const SOURCES =
  'Name, Kennung, Kurs und Rolle kommen aus der Lernplattform (Moodle), aus der Sie Lotse öffnen. Antworten geben Sie selbst ein. Angaben zur Teilnahme trägt das Büro des Trägers ein. Noten gehen an die Lernplattform zurück.';
const RIGHTS =
  'Sie können verlangen, dass Falsches berichtigt (Art. 16 DSGVO), Daten gelöscht (Art. 17) oder ihre Verarbeitung eingeschränkt wird (Art. 18). Was als Nachweis einer geförderten Maßnahme aufbewahrt werden muss, bleibt bis zum Ende der Frist (Art. 17 Abs. 3 Buchst. b). Sie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren.';
const REST =
  'Die einzelnen Einträge stehen vollständig in einer Datei im Format JSON, die Ihnen dieselbe Stelle gibt, von der Sie diese Auskunft haben. Sie ist auch für die Übertragung an andere bestimmt (Art. 20 DSGVO).';

const text = (words: string): LetterPart => ({ kind: 'text', text: words });

function headOf(data: PersonSummary, on: string): [string, string][] {
  return [
    ['Person', data.name],
    ['Verantwortlich', data.provider],
    ['Kennung in Lotse', data.personId],
    ['Stand', day(on)],
  ];
}

function heldOf(held: readonly HeldData[]): LetterPart {
  const span = ({ since, last }: HeldData) => (since && last ? [...new Set([dayOf(since), dayOf(last)])].join(' – ') : '–');
  const rows = held.map((one) => [WORDS.kind[one.kind], String(one.count), span(one), WORDS.until[one.until]]);
  return { kind: 'table', columns: [5, 2, 4, 5], head: ['Art', 'Einträge', 'Seit, zuletzt', 'Bleibt'], rows };
}

function participationsOf({ participations }: PersonSummary): LetterPart {
  const rows = participations.map((one) => [one.measureNumber, one.endsOn ? day(one.endsOn) : 'offen', one.keptUntil ? day(one.keptUntil) : 'offen']);
  return { kind: 'table', columns: [4, 3, 4], head: ['Maßnahme', 'Ende', 'Aufbewahrt bis'], rows };
}

function receivedOf({ received }: LetterData): LetterPart {
  if (received.length === 0) return text('Lotse hat keinen Bericht an Dritte freigegeben.');
  const purposes: Record<string, string> = REPORT_LABELS.de.purpose;
  const rows = received.map((one) => [
    one.recipient,
    purposes[one.purpose] ?? one.purpose,
    day(germanDay(one.releasedAt)),
    one.withdrawn ? 'zurückgezogen' : day(one.untilOn),
  ]);
  return { kind: 'table', columns: [4, 5, 3, 3], head: ['Empfänger', 'Zweck', 'Freigegeben', 'Lesbar bis'], rows };
}
