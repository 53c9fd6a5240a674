import type { FieldCode, RegistrationRefusal } from './registration-codes.js';
import { MOODLE, MOVE, type Help } from './help.js';

const help = (de: string, deDo: string, en: string, enDo: string): Help => ({ de: [de, deDo], en: [en, enDo] });
const NEW_LINK = { de: 'In Lotse unter „Plattformen“ einen neuen Einladungs-Link machen.', en: 'Make a new invitation link in Lotse under “Platforms”.' };
const HAND = {
  de: 'Anbieter der Lernplattform fragen, oder die Plattform in Lotse von Hand eintragen.',
  en: 'Ask the vendor of the LMS, or enter the platform in Lotse by hand.',
};
const DELETE_TOOL = {
  de: `In Moodle unter ${MOODLE.de.tools} das neue, nicht aktivierte Tool löschen und den Einladungs-Link noch einmal einfügen.`,
  en: `In Moodle at ${MOODLE.en.tools} delete the new tool that is not activated, and paste the invitation link once more.`,
};

/** For the admin of the LMS, who sees the page, and for the admin of Lotse, who sees the code at the invitation. */
export const REGISTRATION_HELP: Record<RegistrationRefusal, Help> = {
  REGISTRATION_DIRECT: help(
    'Diese Adresse öffnet die Lernplattform selbst; im Browser allein kann sie nichts tun.',
    `Adresse kopieren und in Moodle unter ${MOODLE.de.tools} in das Feld ${MOODLE.de.toolUrl} einfügen, dann ${MOODLE.de.addAdvantage} drücken.`,
    'The LMS itself opens this address; in a browser alone it can do nothing.',
    `Copy the address and paste it in Moodle at ${MOODLE.en.tools} into ${MOODLE.en.toolUrl}, then press ${MOODLE.en.addAdvantage}.`,
  ),
  INVITE_UNKNOWN: help(
    'Diesen Einladungs-Link gibt es nicht, oder er wurde zurückgezogen.',
    `Prüfen, ob der Link ganz kopiert wurde. ${NEW_LINK.de}`,
    'There is no such invitation link, or it was withdrawn.',
    `Check that the whole link was copied. ${NEW_LINK.en}`,
  ),
  INVITE_USED: help(
    'Mit diesem Einladungs-Link hat sich schon eine Lernplattform angemeldet.',
    NEW_LINK.de,
    'An LMS has registered with this invitation link already.',
    NEW_LINK.en,
  ),
  INVITE_EXPIRED: help('Dieser Einladungs-Link ist abgelaufen.', NEW_LINK.de, 'This invitation link has expired.', NEW_LINK.en),
  INVITE_BUSY: help(
    'Mit diesem Link läuft gerade eine Anmeldung.',
    'Eine Minute warten, dann noch einmal versuchen.',
    'A registration with this link is under way.',
    'Wait a minute, then try again.',
  ),
  CONFIG_BLOCKED: help(
    'Die Adresse der Lernplattform ist nicht öffentlich oder nicht https auf Port 443; Lotse ruft sie nicht ab.',
    'Die Lernplattform unter ihrer öffentlichen https-Adresse öffnen. Steht sie im eigenen Netz: ihre genaue Adresse in LOTSE_INSECURE_LMS nennen und Lotse neu starten.',
    'The address of the LMS is not public or not https on port 443; Lotse does not fetch it.',
    'Open the LMS at its public https address. If it is in your own network: name its exact origin in LOTSE_INSECURE_LMS and restart Lotse.',
  ),
  CONFIG_UNREACHABLE: help(
    'Lotse konnte die Konfiguration der Lernplattform nicht abrufen.',
    'Prüfen, ob der Lotse-Server die Lernplattform erreicht (Firewall, DNS, Zertifikat) und ob sie ohne Anmeldung oder Weiterleitung antwortet.',
    'Lotse could not fetch the configuration of the LMS.',
    'Check that the Lotse server reaches the LMS (firewall, DNS, certificate) and that it answers without a login or a redirect.',
  ),
  CONFIG_UNREADABLE: help('Die Konfiguration der Lernplattform ist kein lesbares JSON.', HAND.de, 'The configuration of the LMS is no readable JSON.', HAND.en),
  CONFIG_INCOMPLETE: help(
    'In der Konfiguration der Lernplattform fehlt eine Adresse; welche, steht in Klammern.',
    HAND.de,
    'An address is missing from the configuration of the LMS; it is given in brackets.',
    HAND.en,
  ),
  CONFIG_HOST: help(
    'Die Konfiguration liegt nicht auf der Plattform, die sie nennt (issuer).',
    'In Moodle muss „wwwroot“ in config.php die Adresse sein, unter der Sie Moodle gerade offen haben. Möglich ist ein Angriff.',
    'The configuration does not lie on the platform it names (issuer).',
    'In Moodle “wwwroot” in config.php must be the address at which you have Moodle open. It may be an attack.',
  ),
  CONFIG_ENDPOINT: help(
    'Eine Adresse der Konfiguration liegt auf einem fremden Rechner; welche, steht in Klammern.',
    'Prüfen, ob die Lernplattform nur eine Adresse hat; sonst in Lotse von Hand eintragen. Möglich ist ein Angriff.',
    'An address of the configuration lies on another host; it is given in brackets.',
    'Check that the LMS has one address only; else enter it in Lotse by hand. It may be an attack.',
  ),
  CONFIG_SIGNING: help(
    'Die Lernplattform bietet RS256 nicht an.',
    'In der Lernplattform RS256 einstellen.',
    'The LMS does not offer RS256.',
    'Set RS256 in the LMS.',
  ),
  REGISTRATION_TOKEN_EXPIRED: help(
    'Das Anmelde-Token der Lernplattform ist abgelaufen oder ungültig. Es gilt in Moodle eine Stunde.',
    'Die Seite in Moodle neu laden und den Einladungs-Link noch einmal einfügen; er gilt weiter.',
    'The registration token of the LMS has expired or is not valid. In Moodle it lives for an hour.',
    'Reload the page in Moodle and paste the invitation link once more; it is still good.',
  ),
  REGISTRATION_TOKEN_USED: help(
    'Mit diesem Anmelde-Token wurde schon ein Tool angelegt.',
    DELETE_TOOL.de,
    'A tool was made with this registration token already.',
    DELETE_TOOL.en,
  ),
  REGISTRATION_REFUSED: help(
    'Die Lernplattform hat die Anmeldung abgelehnt; der Status steht in Klammern.',
    HAND.de,
    'The LMS refused the registration; the status is given in brackets.',
    HAND.en,
  ),
  REGISTRATION_UNREACHABLE: help(
    'Die Lernplattform hat auf die Anmeldung nicht geantwortet.',
    DELETE_TOOL.de,
    'The LMS did not answer the registration.',
    DELETE_TOOL.en,
  ),
  REGISTRATION_UNREADABLE: help('Die Antwort der Lernplattform nennt keine Client-ID.', HAND.de, 'The answer of the LMS names no client id.', HAND.en),
  REGISTRATION_KNOWN: help(
    'Diese Plattform ist mit dieser Client-ID schon registriert. Nichts wurde geändert.',
    `Haben sich Adressen geändert: in Lotse bei der Plattform ${MOVE.de}.`,
    'This platform is registered with this client id already. Nothing was changed.',
    `If addresses have changed: choose ${MOVE.en} at the platform in Lotse.`,
  ),
  REGISTRATION_NOT_KEPT: help(
    'Die Lernplattform hat zugestimmt, aber Lotse konnte die Anmeldung nicht speichern.',
    DELETE_TOOL.de,
    'The LMS agreed, but Lotse could not keep the registration.',
    DELETE_TOOL.en,
  ),
};

/** For the admin of Lotse who types a platform in. */
export const FIELD_HELP: Record<FieldCode, Help> = {
  'field.missing': help('Dieses Feld ist leer.', 'Den Wert aus der Lernplattform eintragen.', 'This field is empty.', 'Enter the value from the LMS.'),
  'field.too-long': help(
    'Dieser Wert ist zu lang.',
    'Nur den Wert selbst eintragen, ohne Text davor oder dahinter.',
    'This value is too long.',
    'Enter the value alone, without text around it.',
  ),
  'field.url': help(
    'Das ist keine Web-Adresse.',
    'Die ganze Adresse eintragen, mit https:// am Anfang.',
    'This is no web address.',
    'Enter the whole address with https:// at its beginning.',
  ),
  'field.https': help(
    'Die Adresse ist nicht https auf Port 443.',
    'Die öffentliche https-Adresse der Lernplattform eintragen. Im eigenen Netz: ihre genaue Adresse in LOTSE_INSECURE_LMS nennen.',
    'The address is not https on port 443.',
    'Enter the public https address of the LMS. In your own network: name its exact origin in LOTSE_INSECURE_LMS.',
  ),
  'field.private': help(
    'Die Adresse ist nicht öffentlich.',
    'Die öffentliche Adresse eintragen. Im eigenen Netz: ihre genaue Adresse in LOTSE_INSECURE_LMS nennen.',
    'The address is not public.',
    'Enter the public address. In your own network: name its exact origin in LOTSE_INSECURE_LMS.',
  ),
  'field.own': help(
    'Das ist eine Adresse von Lotse, nicht der Lernplattform.',
    'Den Wert eintragen, den die Lernplattform für sich selbst nennt.',
    'This is an address of Lotse, not of the LMS.',
    'Enter the value the LMS names for itself.',
  ),
  'field.known': help(
    'Diese Plattform ist mit dieser Client-ID schon registriert.',
    `Bei der vorhandenen Plattform ${MOVE.de} wählen.`,
    'This platform is registered with this client id already.',
    `Choose ${MOVE.en} at the platform that is there.`,
  ),
  'field.taken': help(
    'Diese Plattform ist mit dieser Client-ID bei einem anderen Träger registriert.',
    'Client-ID prüfen; in Moodle für jeden Träger ein eigenes Tool anlegen.',
    'This platform is registered with this client id for another organisation.',
    'Check the client id; in Moodle make a tool of its own for each organisation.',
  ),
  'field.people': help(
    'Unter der neuen Plattform-ID sind schon Personen bekannt; zusammengelegt wird nie von selbst.',
    'Die neu angelegte Plattform löschen, bevor jemand sie benutzt, oder beide getrennt lassen.',
    'People are known under the new platform id already; they are never merged by themselves.',
    'Delete the newly made platform before anybody uses it, or leave both apart.',
  ),
};
