import { MOODLE, MOVE, type Help } from './help.js';

const AGAIN = { de: 'Aktivität neu öffnen.', en: 'Open the activity again.' } as const;
const VENDOR = {
  de: 'Anbieter der Lernplattform fragen; prüfen Sie zuerst Erweiterungen und vorgeschaltete Proxys.',
  en: 'Ask the vendor of the LMS; first check its plugins and proxies.',
} as const;
const CLOCKS = {
  de: 'Aktivität neu öffnen. Häuft es sich: Uhren beider Server stellen (NTP).',
  en: 'Open the activity again. If it happens often: set the clocks of both servers (NTP).',
} as const;

const help = (de: string, deDo: string, en: string, enDo: string): Help => ({ de: [de, deDo], en: [en, enDo] });
const again = (de: string, en: string): Help => help(de, AGAIN.de, en, AGAIN.en);
const vendor = (de: string, en: string): Help => help(de, VENDOR.de, en, VENDOR.en);
const clocks = (de: string, en: string): Help => help(de, CLOCKS.de, en, CLOCKS.en);

/** What the admin is told about each refusal of a login or a launch. docs/lti-errors.md is written from here. */
export const REFUSAL_HELP: Readonly<Record<string, Help>> = {
  // login
  LOGIN_PARAM_MISSING: help(
    'iss, login_hint oder target_link_uri fehlt oder kommt doppelt.',
    `In der Lernplattform muss als ${MOODLE.de.loginUrl} die Adresse „…/lti/login“ stehen. Von Hand lässt sie sich nicht öffnen.`,
    'iss, login_hint or target_link_uri is missing or given twice.',
    `In the LMS ${MOODLE.en.loginUrl} must be “…/lti/login”. It cannot be opened by hand.`,
  ),
  LOGIN_PARAM_TOO_LONG: vendor('Eine Angabe ist länger als 8.000 Zeichen.', 'A parameter has more than 8,000 characters.'),
  ISSUER_UNKNOWN: help(
    'Diese Plattform ist in Lotse nicht registriert.',
    'Plattform registrieren. Die Plattform-ID (issuer) muss Zeichen für Zeichen stimmen: http oder https, kein Schrägstrich am Ende.',
    'This platform is not registered in Lotse.',
    'Register it. The platform id (issuer) must fit letter by letter: http or https, no slash at the end.',
  ),
  CLIENT_UNKNOWN: help(
    'Die Plattform ist bekannt, diese Client-ID nicht.',
    `Client-ID in beiden Systemen vergleichen; in Moodle unter ${MOODLE.de.tools} beim Tool ${MOODLE.de.details}.`,
    'The platform is known, this client id is not.',
    `Compare the client id in both systems; in Moodle at ${MOODLE.en.tools}, ${MOODLE.en.details} of the tool.`,
  ),
  CLIENT_AMBIGUOUS: help(
    'Es gibt mehrere Registrierungen dieser Plattform, und die Anfrage nennt keine Client-ID.',
    'Die Plattform muss client_id mitsenden, sonst darf es nur eine Registrierung geben.',
    'There are several registrations of this platform and the request names no client id.',
    'The platform must send client_id; else there may be only one registration.',
  ),
  TARGET_FOREIGN: help(
    'Die Zieladresse der Aktivität liegt nicht auf dieser Lotse-Installation.',
    `In der Lernplattform als ${MOODLE.de.toolUrl} „…/lti/launch“ eintragen; Adresse und Port müssen denen in LOTSE_URL gleichen.`,
    'The target of the activity is not on this Lotse installation.',
    `Enter “…/lti/launch” as ${MOODLE.en.toolUrl} in the LMS; host and port must equal those of LOTSE_URL.`,
  ),
  REGISTRATION_DISABLED: help(
    'Die Registrierung wartet auf Bestätigung oder ist abgeschaltet.',
    'In Lotse unter „Plattformen“ bestätigen oder einschalten.',
    'The registration waits for confirmation or is switched off.',
    'Confirm it or switch it on in Lotse under “Platforms”.',
  ),
  LOGIN_LOST: again('Die Anmeldung ist älter als 10 Minuten oder wurde schon benutzt.', 'The login is older than 10 minutes or was used already.'),
  COOKIES_OFF: help(
    'Der Browser speichert auch im eigenen Fenster keine Cookies.',
    'Cookies für Lotse erlauben oder einen anderen Browser nehmen.',
    'The browser keeps no cookies, not even in a window of its own.',
    'Allow cookies for Lotse or use another browser.',
  ),
  // launch
  LAUNCH_DIRECT: help(
    'Die Adresse wurde ohne Start geöffnet, zum Beispiel als Lesezeichen oder nach dem Neuladen.',
    'Lotse aus dem Kurs öffnen.',
    'The address was opened without a launch, as a bookmark or after a reload.',
    'Open Lotse from the course.',
  ),
  LAUNCH_TOO_LARGE: help(
    'Das Token ist größer als 200.000 Zeichen.',
    `${MOODLE.de.custom} der Aktivität kürzen.`,
    'The token has more than 200,000 characters.',
    `Shorten ${MOODLE.en.custom} of the activity.`,
  ),
  PLATFORM_ERROR: help(
    'Die Plattform hat statt einer Anmeldung einen Fehler gesendet; er steht in Klammern.',
    `login_required: in der Lernplattform neu anmelden. access_denied: zwei Konten im selben Browser. unauthorized_client: Client-ID vergleichen. invalid_request: meist fehlt „…/lti/launch“ in ${MOODLE.de.redirects}.`,
    'The platform sent an error instead of a login; it is given in brackets.',
    `login_required: log in to the LMS again. access_denied: two accounts in one browser. unauthorized_client: compare the client id. invalid_request: mostly “…/lti/launch” is missing from ${MOODLE.en.redirects}.`,
  ),
  STATE_MISSING: again('Die Antwort der Plattform nennt keine Anmeldung.', 'The platform’s answer names no login.'),
  STATE_UNKNOWN: again(
    'Zu dieser Antwort gibt es keine offene Anmeldung: schon benutzt, neu geladen oder nie begonnen.',
    'There is no open login for this answer: used already, reloaded, or never begun.',
  ),
  STATE_EXPIRED: again('Zwischen Anmeldung und Start lagen mehr als 10 Minuten.', 'More than 10 minutes lay between login and launch.'),
  STATE_BROWSER: help(
    'Der Start kam aus einem anderen Browser als die Anmeldung, oder der Browser hat den Cookie verloren.',
    'Aktivität neu öffnen. Häuft es sich, Cookie-Einstellungen prüfen.',
    'The launch came from another browser than the login, or the browser lost the cookie.',
    'Open the activity again. If it happens often, check the cookie settings.',
  ),
  TOKEN_MISSING: vendor('Die Antwort der Plattform enthält kein Token.', 'The platform’s answer holds no token.'),
  TOKEN_BROKEN: vendor('Das Token lässt sich nicht lesen.', 'The token cannot be read.'),
  TOKEN_DEEP: vendor('Das Token ist zu tief verschachtelt.', 'The token is nested too deeply.'),
  // signature
  ALG_WRONG: help(
    'Das Token ist nicht mit RS256 signiert.',
    'In der Lernplattform RS256 einstellen.',
    'The token is not signed with RS256.',
    'Set RS256 in the LMS.',
  ),
  KID_MISSING: vendor('Im Token fehlt die Schlüsselkennung.', 'The token names no key.'),
  KEY_EMBEDDED: vendor(
    'Das Token bringt seinen Schlüssel selbst mit; Lotse prüft nur mit Schlüsseln von der registrierten Adresse. Möglich ist ein Angriff.',
    'The token brings its own key; Lotse only uses keys from the registered address. It may be an attack.',
  ),
  KID_UNKNOWN: help(
    'Mit einem Schlüssel signiert, den die Plattform nicht veröffentlicht.',
    `In Lotse bei der Plattform ${MOODLE.de.keysetUrl} prüfen. Nach einem Schlüsselwechsel eine Minute warten.`,
    'Signed with a key that the platform does not publish.',
    `Check ${MOODLE.en.keysetUrl} at the platform in Lotse. After a change of keys wait a minute.`,
  ),
  KEYS_UNREACHABLE: help(
    'Lotse konnte die Schlüssel der Plattform nicht abrufen.',
    `Erreicht dieser Server die Adresse unter ${MOODLE.de.keysetUrl} (https, Port 443, öffentliche Adresse)? Sonst die Adresse in LOTSE_INSECURE_LMS nennen.`,
    'Lotse could not fetch the keys of the platform.',
    `Can this server reach the address at ${MOODLE.en.keysetUrl} (https, port 443, a public address)? Else name it in LOTSE_INSECURE_LMS.`,
  ),
  SIGNATURE_WRONG: help(
    'Die Signatur passt nicht zum Inhalt. Möglich ist ein Angriff.',
    `In Lotse bei der Plattform ${MOODLE.de.keysetUrl} prüfen.`,
    'The signature does not fit the content. It may be an attack.',
    `Check ${MOODLE.en.keysetUrl} at the platform in Lotse.`,
  ),
  // claims
  CLAIM_MISSING: vendor(
    'Eine Pflichtangabe fehlt; welche, steht im „Protokoll“. Ohne sub ist der Start anonym: das ist nicht vorgesehen.',
    'A needed claim is missing; the audit log names it. Without sub the launch is anonymous, which is not provided for.',
  ),
  CLAIM_INVALID: vendor('Eine Pflichtangabe ist unbrauchbar; welche, steht im „Protokoll“.', 'A needed claim cannot be used; the audit log names it.'),
  ISSUER_WRONG: help(
    'Der Absender im Token ist nicht die registrierte Plattform-ID.',
    `Plattform-ID vergleichen; in Moodle ist es die Adresse der Website (wwwroot). Nach einem Umzug in Lotse ${MOVE.de} benutzen.`,
    'The sender in the token is not the registered platform id.',
    `Compare the platform id; in Moodle it is the address of the site (wwwroot). After a move use ${MOVE.en} in Lotse.`,
  ),
  AUDIENCE_WRONG: help('Das Token ist nicht für Lotse bestimmt.', 'Client-ID vergleichen.', 'The token is not meant for Lotse.', 'Compare the client id.'),
  AZP_WRONG: help(
    'Das Token nennt einen anderen berechtigten Empfänger.',
    'Client-ID vergleichen.',
    'The token names another authorised party.',
    'Compare the client id.',
  ),
  TIME_INVALID: vendor('Zeitangaben fehlen oder sind keine Zahlen in Sekunden.', 'Times are missing or no numbers of seconds.'),
  TOKEN_EXPIRED: clocks('Das Token ist abgelaufen.', 'The token has expired.'),
  TOKEN_EARLY: help(
    'Das Token ist mehr als eine Minute in der Zukunft ausgestellt.',
    'Uhren beider Server stellen (NTP).',
    'The token was issued more than a minute in the future.',
    'Set the clocks of both servers (NTP).',
  ),
  TOKEN_OLD: clocks('Das Token wurde vor mehr als 5 Minuten ausgestellt.', 'The token was issued more than 5 minutes ago.'),
  TOKEN_LONG: vendor('Das Token gilt länger als einen Tag.', 'The token is valid for more than a day.'),
  NONCE_WRONG: again('Das Token gehört zu einer anderen Anmeldung. Möglich ist ein Angriff.', 'The token belongs to another login. It may be an attack.'),
  VERSION_WRONG: help(
    'Die Nachricht ist nicht LTI 1.3.0.',
    'In der Lernplattform LTI 1.3 einstellen.',
    'The message is not LTI 1.3.0.',
    'Set LTI 1.3 in the LMS.',
  ),
  MESSAGE_TYPE_WRONG: vendor('Diese Art von Nachricht kennt LTI nicht.', 'LTI knows no such message.'),
  TARGET_CHANGED: vendor(
    'Die Zieladresse im Token ist nicht die der Anmeldung. Möglich ist ein Angriff.',
    'The target in the token is not the one of the login. It may be an attack.',
  ),
  ROLES_TOO_MANY: vendor('Das Token nennt mehr als 1.000 Rollen.', 'The token names more than 1,000 roles.'),
  DEPLOYMENT_UNKNOWN: help(
    'Diese Bereitstellung der Plattform (deployment) ist in Lotse noch nicht freigegeben. Sie wartet jetzt auf Freigabe.',
    'In Lotse unter „Plattformen“ freigeben.',
    'This deployment of the platform is not approved in Lotse yet. It now waits for approval.',
    'Approve it in Lotse under “Platforms”.',
  ),
  DEPLOYMENT_DISABLED: help(
    'Diese Bereitstellung der Plattform (deployment) ist gesperrt.',
    'In Lotse freigeben, wenn sie gebraucht wird.',
    'This place of the platform (deployment) is switched off.',
    'Approve it in Lotse if it is needed.',
  ),
  PERSON_SUSPENDED: help(
    'Diese Person ist in Lotse gesperrt.',
    'In Lotse bei der Person „Zugang wieder öffnen“, wenn sie hinein soll.',
    'This person is shut out of Lotse.',
    'Choose “Let in again” for the person in Lotse if they should come in.',
  ),
  ROLE_MENTOR: help(
    'Mit der Rolle Mentor gibt es in Lotse nichts zu sehen.',
    'Andere Rolle im Kurs geben, wenn das nicht gewollt ist.',
    'There is nothing in Lotse for the role of a mentor.',
    'Give another role in the course if that is not meant.',
  ),
  // choosing content and looking at somebody's work
  DEEP_LINKING_ROLE: help(
    'Inhalte auswählen können nur Lehrkräfte des Kurses.',
    'Der Person im Kurs die Rolle einer Lehrkraft geben, wenn sie auswählen soll.',
    'Only teachers of the course can choose content.',
    'Give the person the role of a teacher in the course if they should choose.',
  ),
  RETURN_URL_FOREIGN: help(
    'Die Rücksprung-Adresse der Auswahl (deep_link_return_url) gehört nicht zu dieser Plattform. Möglich ist ein Angriff.',
    `Mit den Adressen der Registrierung vergleichen; nach einem Umzug in Lotse ${MOVE.de} benutzen.`,
    'The return address of the choice (deep_link_return_url) does not belong to this platform. It may be an attack.',
    `Compare it with the addresses of the registration; after a move use ${MOVE.en} in Lotse.`,
  ),
  CHOICE_OVER: help(
    'Diese Auswahl wurde schon an die Lernplattform gegeben oder ist älter als eine Stunde.',
    'Die Auswahl im Kurs noch einmal öffnen.',
    'This choice was handed to the LMS already, or is more than an hour old.',
    'Open the choice again from the course.',
  ),
  REVIEW_ROLE: help(
    'Arbeiten einsehen können nur Lehrkräfte des Kurses.',
    'Der Person im Kurs die Rolle einer Lehrkraft geben, wenn sie einsehen soll.',
    'Only teachers of the course can look at work.',
    'Give the person the role of a teacher in the course if they should look.',
  ),
  REVIEW_NOBODY: help(
    'Von dieser Person gibt es in diesem Kurs noch nichts zu sehen.',
    'Nichts; nach ihrer ersten Aufgabe ist etwas da.',
    'There is nothing to see of this person in this course yet.',
    'Nothing; after their first task there is something.',
  ),
  // ours
  INTERNAL: help(
    'Ein Fehler in Lotse. Er steht mit Zeit und Anfragenummer im Serverprotokoll.',
    'Serverprotokoll ansehen.',
    'A fault in Lotse. It is in the server log with time and request id.',
    'Look into the server log.',
  ),
  DATABASE_AWAY: help(
    'Die Datenbank antwortet nicht.',
    'Datenbank prüfen; Lotse läuft von selbst weiter.',
    'The database does not answer.',
    'Check the database; Lotse goes on by itself.',
  ),
};
