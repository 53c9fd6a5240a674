import { MOODLE, type Help } from './help.js';

const help = (de: string, deDo: string, en: string, enDo: string): Help => ({ de: [de, deDo], en: [en, enDo] });
const VENDOR = { de: 'Anbieter der Lernplattform fragen.', en: 'Ask the vendor of the LMS.' };
const NOTHING = {
  de: 'Nichts; Lotse versucht es von selbst wieder. Häuft es sich: Betreiber der Lernplattform.',
  en: 'Nothing; Lotse tries again by itself. If it happens often: whoever runs the LMS.',
};
const again = (de: string, en: string): Help => help(de, NOTHING.de, en, NOTHING.en);

/** Why a grade or a list of members has not arrived, as the course page of a teacher names it. Statuses that have no row of their own fall into `…4xx`, `…5xx`. */
export const GRADE_HELP = {
  'lineitem.none': help(
    'Die Aktivität sendet keinen Notendienst.',
    `In Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): unter ${MOODLE.de.services} ${MOODLE.de.grades} auf ${MOODLE.de.gradesOn}.`,
    'The activity sends no grade service.',
    `In Moodle at ${MOODLE.en.tools} edit the tool (pencil): under ${MOODLE.en.services} set ${MOODLE.en.grades} to ${MOODLE.en.gradesOn}.`,
  ),
  'lineitem.missing': help(
    'Für diese Aktivität ist in der Lernplattform keine Bewertung eingestellt (oder es sind mehrere); sie hat keine Notenspalte.',
    'Nichts, wenn das so gewollt ist. Sonst bei der Aktivität genau eine Bewertung einstellen.',
    'No grade is set for this activity in the LMS (or there are several); it has no gradebook column.',
    'Nothing if that is meant. Else set exactly one grade for the activity.',
  ),
  'lineitem.host': help(
    'Die Notenadresse liegt nicht auf der registrierten Plattform.',
    'Adressen der Registrierung prüfen.',
    'The grade address does not lie on the registered platform.',
    'Check the addresses of the registration.',
  ),
  'scope.readonly': help(
    'Lotse darf Noten nur lesen.',
    `In Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): unter ${MOODLE.de.services} ${MOODLE.de.grades} auf ${MOODLE.de.gradesOn}.`,
    'Lotse may only read grades.',
    `In Moodle at ${MOODLE.en.tools} edit the tool (pencil): under ${MOODLE.en.services} set ${MOODLE.en.grades} to ${MOODLE.en.gradesOn}.`,
  ),
  'score.400': help(
    'Die Person kann in diesem Kurs keine Note bekommen (nicht eingeschrieben, Lehrkraft, Vorschau).',
    'Einschreibung prüfen. Mit der nächsten Verbesserung wird neu versucht.',
    'The person can get no grade in this course (not enrolled, teacher, preview).',
    'Check the enrolment. It is tried again with the next improvement.',
  ),
  'score.401': again('Die Plattform nimmt den Zugang nicht an, auch keinen neuen.', 'The platform does not take the access, nor a new one.'),
  'score.403': help(
    'Die Plattform verweigert das Schreiben in diese Spalte.',
    `In Moodle beim Tool (Stift) den Bereich ${MOODLE.de.services} prüfen, dann die Aktivität als Lehrkraft einmal öffnen.`,
    'The platform refuses to write into this column.',
    'Check the rights of the tool, then open the activity once as a teacher.',
  ),
  'score.404': help(
    'Die Spalte wurde gelöscht.',
    'Bewertung der Aktivität wieder einschalten; der nächste Start findet sie.',
    'The column was deleted.',
    'Switch grading of the activity on again; the next launch finds it.',
  ),
  'score.409': help(
    'Die Plattform hat eine neuere Angabe.',
    'Nichts; Lotse prüft und versucht es wieder.',
    'The platform holds something newer.',
    'Nothing; Lotse looks and tries again.',
  ),
  'score.429': again('Die Plattform bittet um eine Pause.', 'The platform asks for a pause.'),
  'score.4xx': help(
    'Die Plattform lehnt die Note ab; statt 4xx steht die genaue Zahl.',
    VENDOR.de,
    'The platform refuses the grade; the exact number is shown instead of 4xx.',
    VENDOR.en,
  ),
  'score.5xx': again(
    'Die Plattform antwortet gerade nicht wie nötig; statt 5xx steht die genaue Zahl.',
    'The platform does not answer as it should; the exact number is shown instead of 5xx.',
  ),
  'score.locked': help(
    'Die Note ist in der Lernplattform gesperrt.',
    'Entsperren; Lotse versucht es täglich.',
    'The grade is locked in the LMS.',
    'Unlock it; Lotse tries daily.',
  ),
  'score.overridden': help(
    'Eine Lehrkraft hat die Note von Hand gesetzt. Sie bleibt.',
    'Nichts, oder die Überschreibung in der Lernplattform zurücknehmen: mit der nächsten Verbesserung kommt die Note von Lotse.',
    'A teacher has set the grade by hand. It stays.',
    'Nothing, or take the override back in the LMS: with the next improvement the grade of Lotse comes.',
  ),
  'result.none': help(
    'Gesendet, aber nicht zu prüfen: die Plattform zeigt kein Ergebnis.',
    'Stichprobe in der Lernplattform.',
    'Sent, but not to be checked: the platform shows no result.',
    'Look at one grade in the LMS.',
  ),
  'result.4xx': help(
    'Gesendet, aber nicht zu prüfen: die Plattform lehnt die Nachfrage ab; statt 4xx steht die genaue Zahl.',
    'Stichprobe in der Lernplattform.',
    'Sent, but not to be checked: the platform refuses to tell; the exact number is shown instead of 4xx.',
    'Look at one grade in the LMS.',
  ),
  'result.5xx': again(
    'Gesendet, aber noch nicht geprüft; statt 5xx steht die genaue Zahl.',
    'Sent, but not checked yet; the exact number is shown instead of 5xx.',
  ),
  'results.unreadable': help('Die Antwort auf die Prüfung war nicht zu lesen.', VENDOR.de, 'The answer to the check could not be read.', VENDOR.en),
  'lineitems.unreadable': help('Die Liste der Notenspalten war nicht zu lesen.', VENDOR.de, 'The list of gradebook columns could not be read.', VENDOR.en),
  'lineitem.sought': again('Lotse sucht die Notenspalte der Aktivität noch.', 'Lotse is still looking for the gradebook column of the activity.'),
  'roster.endless': help('Die Mitgliederliste nimmt kein Ende.', VENDOR.de, 'The list of members does not end.', VENDOR.en),
  'roster.empty': help(
    'Die Mitgliederliste ist leer, obwohl Personen Lotse benutzen; niemand wurde ausgetragen.',
    'In der Lernplattform prüfen, ob das Tool die Mitglieder des Kurses sehen darf.',
    'The list of members is empty though people use Lotse; nobody was taken off.',
    'Check in the LMS that the tool may see the members of the course.',
  ),
  'roster.other-course': help(
    'Die Mitgliederliste gehört zu einem anderen Kurs; sie wurde nicht benutzt.',
    VENDOR.de,
    'The list of members belongs to another course; it was not used.',
    VENDOR.en,
  ),
  'token.refused': help(
    'Die Plattform gibt keinen Zugang zum Notendienst.',
    'Selbsttest der Plattform in Lotse laufen lassen: er nennt den Grund.',
    'The platform gives no access to the grade service.',
    'Run the self-test of the platform in Lotse: it names the reason.',
  ),
  'token.unreadable': help(
    'Die Antwort auf die Bitte um Zugang war nicht zu lesen.',
    `In Lotse bei der Plattform ${MOODLE.de.tokenUrl} prüfen.`,
    'The answer to the request for access could not be read.',
    `Check ${MOODLE.en.tokenUrl} at the platform in Lotse.`,
  ),
  'fetch.timeout': help(
    'Die Plattform hat in fünf Sekunden nicht geantwortet.',
    'Prüfen, ob dieser Server die Plattform erreicht.',
    'The platform did not answer in five seconds.',
    'Check that this server reaches the platform.',
  ),
  'fetch.failed': help(
    'Zur Plattform kam keine Verbindung zustande.',
    'Prüfen, ob dieser Server die Plattform erreicht.',
    'No connection to the platform.',
    'Check that this server reaches the platform.',
  ),
  'fetch.blocked': help(
    'Die Adresse ist nicht öffentlich oder nicht https auf Port 443.',
    'Adresse in LOTSE_INSECURE_LMS nennen, wenn sie gewollt ist.',
    'The address is not public or not https on port 443.',
    'Name it in LOTSE_INSECURE_LMS if it is meant.',
  ),
  'fetch.too-large': help('Die Antwort der Plattform war zu groß.', VENDOR.de, 'The answer of the platform was too large.', VENDOR.en),
  'service.foreign': help(
    'Die Notenadresse gehört nicht mehr zur Registrierung.',
    'Adressen der Registrierung prüfen.',
    'The grade address does not belong to the registration any more.',
    'Check the addresses of the registration.',
  ),
} as const satisfies Record<string, Help>;
export type GradeCode = keyof typeof GRADE_HELP;
