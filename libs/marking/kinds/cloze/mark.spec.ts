import { expect, test } from '@jest/globals';
import type { PackedExercise } from '#lotse/contract';
import { cloze, exercise, gap, text, words } from '../../examples.js';
import { mark } from '../../mark.js';

/** A sentence with one gap, as it stands in both texts. */
function sentence(before: string, one: ReturnType<typeof gap>, after: string): PackedExercise {
  const para = [before, { gap: one.id }, after];
  return exercise({ kind: 'cloze', text: { standard: [{ para }], plain: [{ para }] }, gaps: [one] });
}
const fill = (task: PackedExercise, typed: string) => mark(task, { kind: 'cloze', gaps: { g1: typed } }, { seed: 1 });

const probation = sentence(
  'Die ',
  gap('g1', ['Probezeit'], { mistakes: [{ answer: 'Kündigungsfrist', say: text('PERIOD') }] }),
  ' dauert höchstens vier Monate.',
);
const months = sentence('Das sind höchstens ', gap('g1', ['4', 'vier']), ' Monate.');
const leave = sentence('Er hat ', gap('g1', ['Urlaub']), '.');
const form = sentence('Sie hilft ', gap('g1', ['dem'], { match: 'exact' }), ' Kunden.');
const contract = sentence('Wegen des ', gap('g1', ['Vertrags'], { match: 'language' }), ' …');
const known = cloze(gap('g1', ['wichtigen'], { neighbours: ['nichtigen', 'richtigen'] }));
const price = sentence('Das sind ', gap('g1', ['75,00', '75', '75,00 €'], { match: 'exact', mistakes: [{ answer: '450', say: text('ALL') }] }), ' Euro.');
const thousand = cloze(gap('g1', ['1,234'], { match: 'exact' }));
const day = cloze(gap('g1', ['5'], { match: 'exact' }));
const signing = cloze(gap('g1', ['Anmeldung']));

test.each<[PackedExercise, string, string, string]>([
  [probation, 'Probezeit', 'right', 'RIGHT'],
  [probation, 'die Probezeit', 'right', 'Schreibe nur „Probezeit“ in die Lücke. „die“ gehört nicht hinein.'],
  [probation, 'der Probezeit', 'right', 'Schreibe nur „Probezeit“'],
  [probation, 'Probezeit dauert', 'right', '„dauert“ gehört nicht hinein'],
  [probation, 'die Probezeit dauert', 'right', '„die … dauert“'],
  [probation, 'die Porbezeit', 'right', 'Schreibfehler'],
  [probation, 'Die Kündigungsfrist', 'wrong', 'PERIOD'],
  [probation, 'unsere Probezeit', 'wrong', 'REASON-g1'],
  [months, '4 Monate', 'right', '„Monate“ gehört nicht hinein'],
  [months, '٤', 'right', 'RIGHT'],
  [months, 'vier Monate', 'right', 'RIGHT'],
  [months, '4 Wochen', 'wrong', 'REASON-g1'],
  [leave, '„Urlaub“', 'right', 'RIGHT'],
  [leave, '(Urlaub)', 'right', 'RIGHT'],
  [leave, '"den Urlaub"', 'right', 'Schreibe nur'],
  [leave, 'U\u200brlaub\u202c', 'right', 'RIGHT'],
  [form, 'dem', 'right', 'RIGHT'],
  [form, 'dem Kunden', 'right', 'Schreibe nur'],
  [form, 'den Kunden', 'wrong', 'REASON-g1'],
  [contract, 'des Vertrags', 'right', 'Schreibe nur'],
  [contract, 'dem Vertrags', 'wrong', 'REASON-g1'],
  [known, 'nichtigen', 'wrong', 'REASON-g1'],
  [known, 'wichtgen', 'right', 'Schreibfehler'],
  [price, '75€', 'right', 'RIGHT'],
  [price, '75 Euro', 'right', '„Euro“ gehört nicht hinein'],
  [price, '75 €', 'right', 'RIGHT'],
  [price, '75,0', 'right', 'RIGHT'],
  [price, '75.00', 'right', 'RIGHT'],
  [price, '75,-', 'right', 'RIGHT'],
  [price, '75 Cent', 'wrong', 'REASON-g1'],
  [price, '75 kg', 'wrong', 'REASON-g1'],
  [price, '450,00 €', 'wrong', 'ALL'],
  [price, '7,5', 'wrong', 'REASON-g1'],
  [thousand, '1.234', 'unclear', 'Meinst du 1,234?'],
  [day, '05', 'right', 'RIGHT'],
  [day, '5.', 'right', 'RIGHT'],
  [signing, 'Abmeldung', 'unclear', 'Prüfe den Anfang des Wortes'],
  [signing, 'die Abmeldung', 'unclear', 'Prüfe den Anfang des Wortes'],
  [signing, 'Anmeldun', 'right', 'Schreibfehler'],
])('%#', (task, typed, verdict, says) => {
  const marked = fill(task, typed);
  expect([marked.verdict, words(marked.feedback)]).toEqual([verdict, expect.stringContaining(says)]);
});
