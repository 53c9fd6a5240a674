/**
 * Names of settings in Moodle 4.5, as its German and English language packs have them. The grade service has two: the Moodle
 * 4.5.6 that was recorded showed it untranslated, the published German pack translates it. Pages, errors, docs and the demo
 * LMS take them from here, and nowhere else does one stand.
 */
const NAMES = {
  tools: [
    'Website-Administration › Plugins › Aktivitäten › Externes Tool › Tools verwalten',
    'Site administration › Plugins › Activity modules › External tool › Manage tools',
  ],
  httpSecurity: ['Website-Administration › Allgemein › Sicherheit › HTTP-Sicherheit', 'Site administration › General › Security › HTTP security'],
  blockedHosts: ['Liste von geblockten Hosts für cURL', 'cURL blocked hosts list'],
  allowedPorts: ['Liste von erlaubten Ports für cURL', 'cURL allowed ports list'],
  addAdvantage: ['LTI Advantage hinzufügen', 'Add LTI Advantage'],
  asNew: ['Als neues externes Tool registrieren', 'Register as a new external tool'],
  configureManually: ['Tool manuell konfigurieren', 'configure a tool manually'],
  update: ['Aktualisierung', 'Update'],
  activate: ['Aktivieren', 'Activate'],
  active: ['Aktiv', 'Active'],
  pending: ['Wartend', 'Pending'],
  edit: ['Bearbeiten', 'Edit'],
  deleteTool: ['Löschen', 'Delete'],
  toolSetup: ['Konfiguration eines externen Tools', 'External tool configuration'],
  toolSettings: ['Tool-Einstellungen', 'Tool settings'],
  saveChanges: ['Änderungen speichern', 'Save changes'],
  toolName: ['Name des Tools', 'Tool name'],
  toolUrl: ['Tool-URL', 'Tool URL'],
  ltiVersion: ['LTI Version', 'LTI version'],
  keyType: ['Öffentlicher Schlüsseltyp', 'Public key type'],
  keyTypeKeyset: ['Schlüsselsatz-URL', 'Keyset URL'],
  keyTypeRsa: ['RSA-Schlüssel', 'RSA key'],
  publicKey: ['Öffentlicher Schlüssel', 'Public key'],
  keyset: ['Öffentlicher Schlüsselsatz', 'Public keyset'],
  loginUrl: ['Anmelde-URL', 'Initiate login URL'],
  redirects: ['Umleitungs-URI(s)', 'Redirection URI(s)'],
  custom: ['Angepasste Parameter', 'Custom parameters'],
  usage: ['Verwendung der Toolkonfiguration', 'Tool configuration usage'],
  usageHidden: ['Nicht anzeigen. Nur verwenden, wenn eine passende Tool-URL eingetragen ist', 'Do not show; use only when a matching tool URL is entered'],
  usageChooser: ['In Aktivitätsauswahl und als vorkonfiguriertes Tool anzeigen', 'Show in activity chooser and as a preconfigured tool'],
  usagePreconfigured: [
    'Als vorkonfiguriertes Tool anzeigen, wenn ein externes Tool hinzugefügt wird',
    'Show as preconfigured tool when adding an external tool',
  ],
  container: ['Standard-Startcontainer', 'Default launch container'],
  containerEmbed: ['Eingebettet', 'Embed'],
  containerNoBlocks: ['Eingebettet ohne Blöcke', 'Embed, without blocks'],
  containerExisting: ['Vorhandenes Fenster', 'Existing window'],
  containerNew: ['Neues Fenster', 'New window'],
  deepLinking: ['Unterstützt Deep Linking (Content-Item Message)', 'Supports Deep Linking (Content-Item Message)'],
  contentUrl: ['Inhalts-URL', 'Content Selection URL'],
  iconUrl: ['Icon URL', 'Icon URL'],
  services: ['Services', 'Services'],
  grades: ['IMS LTI Assignment and Grade Services', 'IMS LTI Assignment and Grade Services'],
  gradesTranslated: ['IMS LTI Aufgaben und Bewertung', 'IMS LTI Assignment and Grade Services'],
  gradesOn: ['Use this service for grade sync and column management', 'Use this service for grade sync and column management'],
  gradesOnTranslated: [
    'Service für die Synchronisation von Bewertungen und die Verwaltung der Spalten nutzen',
    'Use this service for grade sync and column management',
  ],
  roster: ['IMS LTI Namen und Rollenbereitstellung', 'IMS LTI Names and Role Provisioning'],
  rosterOn: [
    'Service nutzen, um Mitgliedsinformationen aus Datenschutzgründen zurückzuholen',
    "Use this service to retrieve members' information as per privacy settings",
  ],
  privacy: ['Datenschutz', 'Privacy'],
  shareName: ['Anwendername an Tool übergeben', "Share launcher's name with tool"],
  shareEmail: ['E-Mail des Anwenders an Tool übergeben', "Share launcher's email with tool"],
  never: ['Nie', 'Never'],
  always: ['Immer', 'Always'],
  delegate: ['An Trainer/in zuweisen', 'Delegate to teacher'],
  details: ['Konfigurationsdetails anzeigen', 'View configuration details'],
  platformId: ['Plattform-ID', 'Platform ID'],
  clientId: ['Client-ID', 'Client ID'],
  deploymentId: ['Deployment-ID', 'Deployment ID'],
  keysetUrl: ['URL des öffentlichen Schlüsselbundes', 'Public keyset URL'],
  tokenUrl: ['URL für Zugriffstoken', 'Access token URL'],
  authUrl: ['URL der Authentifizierungsanforderung', 'Authentication request URL'],
  addActivity: ['Aktivität oder Material anlegen', 'Add an activity or resource'],
  selectContent: ['Inhalt auswählen', 'Select content'],
  willBeAdded: ['Die folgenden Elemente werden zu Ihrem Kurs hinzugefügt:', 'The following items will be added to your course:'],
  saveAndReturn: ['Speichern und zum Kurs', 'Save and return to course'],
  acceptGrades: ['Bewertungen aus dem Tool akzeptieren', 'Accept grades from the tool'],
  gradeMax: ['Maximale Punktebewertung (gradepointmax)', 'Grade point maximum (gradepointmax)'],
} as const satisfies Record<string, readonly [de: string, en: string]>;

export type MoodleName = keyof typeof NAMES;
export type MoodleNames = Readonly<Record<MoodleName, string>>;

/** All names in one language. */
export function moodleNames(locale: 'de' | 'en'): MoodleNames {
  return Object.fromEntries(Object.entries(NAMES).map(([name, words]) => [name, words[locale === 'de' ? 0 : 1]])) as MoodleNames;
}

/** The same for use in a sentence: in quotation marks, and with the second name where Moodle has two. */
export function quotedMoodleNames(locale: 'de' | 'en'): MoodleNames {
  const names = moodleNames(locale);
  const quote = (text: string): string => (locale === 'de' ? `„${text}“` : `“${text}”`);
  const either = (one: MoodleName, other: MoodleName): string =>
    names[one] === names[other] ? quote(names[one]) : `${quote(names[one])} (je nach Sprachpaket ${quote(names[other])})`;
  return {
    ...(Object.fromEntries(Object.entries(names).map(([name, text]) => [name, quote(text)])) as MoodleNames),
    grades: either('grades', 'gradesTranslated'),
    gradesOn: either('gradesOn', 'gradesOnTranslated'),
  };
}
