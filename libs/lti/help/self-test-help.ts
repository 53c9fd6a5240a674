import type { SelfTestCode } from './self-test-codes.js';
import { MOODLE, MOVE, type Help } from './help.js';

const help = (de: string, deDo: string, en: string, enDo: string): Help => ({ de: [de, deDo], en: [en, enDo] });
const REACH = {
  de: 'Prüfen, ob die Lernplattform läuft und ob dieser Server sie erreicht (Firewall, DNS, Zertifikat).',
  en: 'Check that the LMS runs and that this server reaches it (firewall, DNS, certificate).',
};
const JWKS = {
  de: `In Lotse bei der Plattform ${MOODLE.de.keysetUrl} prüfen; in Moodle endet die Adresse auf „/mod/lti/certs.php“.`,
  en: `Check ${MOODLE.en.keysetUrl} at the platform in Lotse; in Moodle the address ends in “/mod/lti/certs.php”.`,
};
const SERVICES = {
  de: `In Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): unter ${MOODLE.de.services} ${MOODLE.de.grades} auf ${MOODLE.de.gradesOn}.`,
  en: `In Moodle at ${MOODLE.en.tools} edit the tool (pencil): under ${MOODLE.en.services} set ${MOODLE.en.grades} to ${MOODLE.en.gradesOn}.`,
};
const NAMES = {
  de: `In Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): unter ${MOODLE.de.services} ${MOODLE.de.roster} auf ${MOODLE.de.rosterOn}.`,
  en: `In Moodle at ${MOODLE.en.tools} edit the tool (pencil): under ${MOODLE.en.services} set ${MOODLE.en.roster} to ${MOODLE.en.rosterOn}.`,
};
const COLUMN = {
  de: 'In Moodle bei der Aktivität die Bewertung einschalten und die Aktivität als Lehrkraft einmal öffnen.',
  en: 'In Moodle switch grading of the activity on, and open the activity once as a teacher.',
};

/** One sentence and the setting to change for everything the self-test can find. */
export const SELF_TEST_HELP: Record<SelfTestCode, Help> = {
  'keys.blocked': help(
    'Die Adresse der Plattform-Schlüssel ist nicht öffentlich oder nicht https auf Port 443.',
    'Die öffentliche https-Adresse eintragen. Im eigenen Netz: ihre genaue Adresse in LOTSE_INSECURE_LMS nennen und Lotse neu starten.',
    'The address of the platform’s keys is not public or not https on port 443.',
    'Enter the public https address. In your own network: name its exact origin in LOTSE_INSECURE_LMS and restart Lotse.',
  ),
  'keys.timeout': help(
    'Die Adresse der Plattform-Schlüssel hat in fünf Sekunden nicht geantwortet.',
    REACH.de,
    'The address of the platform’s keys did not answer in five seconds.',
    REACH.en,
  ),
  'keys.failed': help(
    'Zur Adresse der Plattform-Schlüssel kommt keine Verbindung zustande.',
    REACH.de,
    'No connection to the address of the platform’s keys.',
    REACH.en,
  ),
  'keys.too-large': help(
    'Der Schlüsselsatz der Plattform ist größer als 64 kB.',
    'Alte Schlüssel in der Lernplattform löschen, oder die Adresse prüfen.',
    'The key set of the platform has more than 64 kB.',
    'Delete old keys in the LMS, or check the address.',
  ),
  'keys.status': help(
    'Die Adresse der Plattform-Schlüssel antwortet mit einem Fehler oder leitet weiter.',
    JWKS.de,
    'The address of the platform’s keys answers with an error or redirects.',
    JWKS.en,
  ),
  'keys.unreadable': help(
    'Unter der Adresse der Plattform-Schlüssel liegt kein Schlüsselsatz.',
    JWKS.de,
    'There is no key set at the address of the platform’s keys.',
    JWKS.en,
  ),
  'keys.none': help(
    'Der Schlüsselsatz der Plattform enthält keinen RS256-Schlüssel mit Kennung.',
    'In der Lernplattform RS256 einstellen oder einen neuen Schlüssel erzeugen.',
    'The key set of the platform holds no RS256 key with an id.',
    'Set RS256 in the LMS or make a new key there.',
  ),
  'our-keys.unreachable': help(
    'Die Lernplattform konnte die Schlüssel von Lotse nicht abrufen.',
    `In Moodle unter ${MOODLE.de.httpSecurity} den Rechner von Lotse aus ${MOODLE.de.blockedHosts} nehmen und seinen Port in ${MOODLE.de.allowedPorts} eintragen. Ist dort alles richtig: beim Tool (Stift) muss als ${MOODLE.de.keyset} die Adresse „…/lti/keys“ stehen.`,
    'The LMS could not fetch the keys of Lotse.',
    `In Moodle at ${MOODLE.en.httpSecurity} take the host of Lotse out of ${MOODLE.en.blockedHosts} and enter its port in ${MOODLE.en.allowedPorts}. If all is right there: at the tool (pencil) ${MOODLE.en.keyset} must be “…/lti/keys”.`,
  ),
  'our-keys.rsa': help(
    'Moodle prüft Lotse mit einem einzelnen Schlüssel statt mit dem Schlüsselsatz, und es ist keiner eingetragen.',
    `In Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): ${MOODLE.de.keyType} auf ${MOODLE.de.keyTypeKeyset}, als ${MOODLE.de.keyset} „…/lti/keys“.`,
    'Moodle checks Lotse by a single key instead of the key set, and none is entered.',
    `In Moodle at ${MOODLE.en.tools} edit the tool (pencil): ${MOODLE.en.keyType} to ${MOODLE.en.keyTypeKeyset}, ${MOODLE.en.keyset} to “…/lti/keys”.`,
  ),
  'our-keys.unknown': help(
    'Die Lernplattform kennt den Schlüssel nicht, mit dem Lotse unterschreibt.',
    `In Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): ${MOODLE.de.keyType} auf ${MOODLE.de.keyTypeKeyset}, als ${MOODLE.de.keyset} „…/lti/keys“, dann die Caches leeren.`,
    'The LMS does not know the key with which Lotse signs.',
    `In Moodle at ${MOODLE.en.tools} edit the tool (pencil): ${MOODLE.en.keyType} to ${MOODLE.en.keyTypeKeyset}, ${MOODLE.en.keyset} to “…/lti/keys”, then purge the caches.`,
  ),
  'our-keys.signature': help(
    'Die Lernplattform hält die Unterschrift von Lotse für falsch.',
    `In Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): ${MOODLE.de.keyType} auf ${MOODLE.de.keyTypeKeyset} mit „…/lti/keys“, nicht auf ${MOODLE.de.keyTypeRsa}.`,
    'The LMS takes the signature of Lotse for wrong.',
    `In Moodle at ${MOODLE.en.tools} edit the tool (pencil): ${MOODLE.en.keyType} to ${MOODLE.en.keyTypeKeyset} with “…/lti/keys”, not to ${MOODLE.en.keyTypeRsa}.`,
  ),
  'token.client': help(
    'Die Lernplattform kennt die Client-ID nicht.',
    `Client-ID vergleichen: in Moodle unter ${MOODLE.de.tools} beim Tool ${MOODLE.de.details}. Gibt es das Tool nicht mehr, die Plattform neu registrieren.`,
    'The LMS does not know the client id.',
    `Compare the client id: in Moodle at ${MOODLE.en.tools}, ${MOODLE.en.details} of the tool. If the tool is gone, register the platform again.`,
  ),
  'token.scope': help(
    'Die Lernplattform erlaubt Lotse keinen der Dienste für Noten und Mitglieder.',
    SERVICES.de,
    'The LMS allows Lotse none of the services for grades and members.',
    SERVICES.en,
  ),
  'token.time': help(
    'Die Uhren von Lotse und Lernplattform gehen auseinander.',
    'Uhren beider Server stellen (NTP).',
    'The clocks of Lotse and the LMS differ.',
    'Set the clocks of both servers (NTP).',
  ),
  'token.status': help(
    'Die Lernplattform gibt keinen Zugang zu ihren Diensten.',
    `In Lotse bei der Plattform ${MOODLE.de.tokenUrl} prüfen; in Moodle endet die Adresse auf „/mod/lti/token.php“.`,
    'The LMS gives no access to its services.',
    `Check ${MOODLE.en.tokenUrl} at the platform in Lotse; in Moodle the address ends in “/mod/lti/token.php”.`,
  ),
  'token.unreachable': help(
    'Die Adresse für Zugriffstoken der Lernplattform antwortet nicht.',
    REACH.de,
    'The token address of the LMS does not answer.',
    REACH.en,
  ),
  'token.blocked': help(
    'Die Adresse für Zugriffstoken ist nicht öffentlich oder nicht https auf Port 443.',
    'Die öffentliche https-Adresse eintragen. Im eigenen Netz: ihre genaue Adresse in LOTSE_INSECURE_LMS nennen und Lotse neu starten.',
    'The token address is not public or not https on port 443.',
    'Enter the public https address. In your own network: name its exact origin in LOTSE_INSECURE_LMS and restart Lotse.',
  ),
  'launch.refused': help(
    'Der letzte Start wurde abgelehnt.',
    'Die Kennung der abgelehnten Seite in der Liste der Fehler nachschlagen.',
    'The last launch was refused.',
    'Look the code of the refused page up in the list of errors.',
  ),
  'line-item.gone': help(
    'Die Notenspalte der zuletzt geöffneten Aktivität gibt es nicht mehr.',
    COLUMN.de,
    'The gradebook column of the activity opened last is gone.',
    COLUMN.en,
  ),
  'line-item.text': help(
    'Die Lernplattform nimmt Noten für die zuletzt geöffnete Aktivität an, zeigt aber keine: die Spalte hält keine Zahlen.',
    `In Moodle erlauben, dass Aktivitäten 100 Punkte haben: unter „Website-Administration › Bewertungen“ ${MOODLE.de.gradeMax} auf mindestens 100. Danach bei den Aktivitäten als Bewertung „Punkt“ mit 100 einstellen; mehrere auf einmal angelegte sind ohne Zahlen, wenn der Wert kleiner war.`,
    'The LMS takes grades for the activity opened last but shows none: the column holds no numbers.',
    `In Moodle allow activities to have 100 points: at “Site administration › Grades” ${MOODLE.en.gradeMax} of at least 100. Then set “Point” with 100 as grade of the activities; those made several at once have no numbers if the value was smaller.`,
  ),
  'line-item.refused': help('Die Lernplattform verweigert Lotse die Notenspalte.', SERVICES.de, 'The LMS refuses the gradebook column to Lotse.', SERVICES.en),
  'line-item.status': help(
    'Der Notendienst der Lernplattform antwortet mit einem Fehler.',
    'Das Protokoll der Lernplattform ansehen und den Selbsttest wiederholen.',
    'The grade service of the LMS answers with an error.',
    'Look into the log of the LMS and repeat the self-test.',
  ),
  'line-item.unreachable': help('Der Notendienst der Lernplattform antwortet nicht.', REACH.de, 'The grade service of the LMS does not answer.', REACH.en),
  'line-item.unreadable': help(
    'Die Antwort des Notendienstes ist nicht zu lesen.',
    'Anbieter der Lernplattform fragen; prüfen Sie zuerst Erweiterungen und vorgeschaltete Proxys.',
    'The answer of the grade service cannot be read.',
    'Ask the vendor of the LMS; first check its plugins and proxies.',
  ),
  'roster.none': help('Der letzte Start nannte keine Mitgliederliste.', NAMES.de, 'The last launch named no list of members.', NAMES.en),
  'roster.host': help(
    'Die Mitgliederliste liegt nicht auf der registrierten Plattform.',
    'Adressen der Registrierung prüfen.',
    'The list of members does not lie on the registered platform.',
    'Check the addresses of the registration.',
  ),
  'roster.scope': help('Die Lernplattform erlaubt Lotse die Mitgliederliste nicht.', NAMES.de, 'The LMS does not allow Lotse the list of members.', NAMES.en),
  'roster.refused': help('Die Lernplattform verweigert Lotse die Mitgliederliste.', NAMES.de, 'The LMS refuses the list of members to Lotse.', NAMES.en),
  'roster.status': help(
    'Der Mitgliederdienst der Lernplattform antwortet mit einem Fehler.',
    'Das Protokoll der Lernplattform ansehen und den Selbsttest wiederholen.',
    'The member service of the LMS answers with an error.',
    'Look into the log of the LMS and repeat the self-test.',
  ),
  'roster.unreachable': help('Der Mitgliederdienst der Lernplattform antwortet nicht.', REACH.de, 'The member service of the LMS does not answer.', REACH.en),
  'roster.unreadable': help(
    'Die Mitgliederliste ist nicht zu lesen.',
    'Anbieter der Lernplattform fragen; prüfen Sie zuerst Erweiterungen und vorgeschaltete Proxys.',
    'The list of members cannot be read.',
    'Ask the vendor of the LMS; first check its plugins and proxies.',
  ),
  'frame.origin': help(
    'Die Lernplattform wird unter einer anderen Adresse benutzt als registriert; der Browser zeigt Lotse dort nicht im Kurs.',
    `Lernplattform unter ihrer eigenen Adresse öffnen (in Moodle „wwwroot“), oder in Lotse ${MOVE.de}.`,
    'The LMS is used at another address than registered; there the browser does not show Lotse in the course.',
    `Open the LMS at its own address (in Moodle “wwwroot”), or use ${MOVE.en} in Lotse.`,
  ),
  'frame.window': help(
    'Lotse wurde bisher nur in einem eigenen Fenster geöffnet, noch nicht im Kurs.',
    `Wenn Lotse im Kurs erscheinen soll: in Moodle unter ${MOODLE.de.tools} das Tool bearbeiten (Stift): ${MOODLE.de.container} auf ${MOODLE.de.containerEmbed} oder ${MOODLE.de.containerNoBlocks}.`,
    'So far Lotse was only opened in a window of its own, not in the course.',
    `If Lotse shall appear in the course: in Moodle at ${MOODLE.en.tools} edit the tool (pencil): ${MOODLE.en.container} to ${MOODLE.en.containerEmbed} or ${MOODLE.en.containerNoBlocks}.`,
  ),
  'cookie.lost': help(
    'Der letzte Browser hat den Cookie im Kurs nicht behalten; Lotse öffnete sich in einem neuen Fenster.',
    'Browser aktualisieren (Cookies mit „Partitioned“ können Chrome und Edge ab 114, Firefox ab 141, Safari ab 18.4). Lotse muss unter https laufen.',
    'The last browser did not keep the cookie in the course; Lotse opened in a new window.',
    'Update the browser (“Partitioned” cookies: Chrome and Edge from 114, Firefox from 141, Safari from 18.4). Lotse must run on https.',
  ),
  'waiting.launch': help(
    'Dieser Schritt wartet auf den ersten Start.',
    `Ist beim Tool in Moodle schon ${MOODLE.de.activate} gedrückt? Solange dort ${MOODLE.de.pending} steht, kommt kein Start an, auch wenn alles andere gelingt. Dann Lotse aus einem Kurs einmal öffnen, am besten als Lehrkraft, und den Selbsttest wiederholen.`,
    'This step waits for the first launch.',
    `Has ${MOODLE.en.activate} been pressed at the tool in Moodle? As long as it says ${MOODLE.en.pending} no launch arrives, though all else succeeds. Then open Lotse once from a course, best as a teacher, and repeat the self-test.`,
  ),
  'waiting.earlier': help(
    'Dieser Schritt wartet, bis die Schritte mit einem Fehler gelingen.',
    'Zuerst diese Schritte in Ordnung bringen.',
    'This step waits until the steps with a fault succeed.',
    'First put those steps in order.',
  ),
};
