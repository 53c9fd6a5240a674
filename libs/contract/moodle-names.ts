/**
 * Names of settings in Moodle 4.5, as its German and English language packs have them (seen in a Moodle 4.5.6 with the German
 * pack; the grade service has no translation there). Pages, errors, docs and the demo LMS take them from here, and nowhere
 * else does one stand.
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
  activate: ['Aktivieren', 'Activate'],
  pending: ['Wartend', 'Pending'],
  toolName: ['Name des Tools', 'Tool name'],
  toolUrl: ['Tool-URL', 'Tool URL'],
  ltiVersion: ['LTI Version', 'LTI version'],
  keyType: ['Öffentlicher Schlüsseltyp', 'Public key type'],
  keyTypeKeyset: ['Schlüsselsatz-URL', 'Keyset URL'],
  keyTypeRsa: ['RSA-Schlüssel', 'RSA key'],
  keyset: ['Öffentlicher Schlüsselsatz', 'Public keyset'],
  loginUrl: ['Anmelde-URL', 'Initiate login URL'],
  redirects: ['Umleitungs-URI(s)', 'Redirection URI(s)'],
  custom: ['Angepasste Parameter', 'Custom parameters'],
  usage: ['Verwendung der Toolkonfiguration', 'Tool configuration usage'],
  usageChooser: ['In Aktivitätsauswahl und als vorkonfiguriertes Tool anzeigen', 'Show in activity chooser and as a preconfigured tool'],
  usagePreconfigured: [
    'Als vorkonfiguriertes Tool anzeigen, wenn ein externes Tool hinzugefügt wird',
    'Show as preconfigured tool when adding an external tool',
  ],
  container: ['Standard-Startcontainer', 'Default launch container'],
  containerEmbed: ['Eingebettet', 'Embed'],
  containerNoBlocks: ['Eingebettet ohne Blöcke', 'Embed, without blocks'],
  deepLinking: ['Unterstützt Deep Linking (Content-Item Message)', 'Supports Deep Linking (Content-Item Message)'],
  contentUrl: ['Inhalts-URL', 'Content Selection URL'],
  iconUrl: ['Icon URL', 'Icon URL'],
  services: ['Services', 'Services'],
  grades: ['IMS LTI Assignment and Grade Services', 'IMS LTI Assignment and Grade Services'],
  gradesOn: ['Use this service for grade sync and column management', 'Use this service for grade sync and column management'],
  roster: ['IMS LTI Namen und Rollenbereitstellung', 'IMS LTI Names and Role Provisioning'],
  rosterOn: [
    'Service nutzen, um Mitgliedsinformationen aus Datenschutzgründen zurückzuholen',
    "Use this service to retrieve members' information as per privacy settings",
  ],
  privacy: ['Datenschutz', 'Privacy'],
  shareName: ['Anwendername an Tool übergeben', "Share launcher's name with tool"],
  shareEmail: ['E-Mail des Anwenders an Tool übergeben', "Share launcher's email with tool"],
  never: ['Nie', 'Never'],
  details: ['Konfigurationsdetails anzeigen', 'View configuration details'],
  platformId: ['Plattform-ID', 'Platform ID'],
  clientId: ['Client-ID', 'Client ID'],
  deploymentId: ['Deployment-ID', 'Deployment ID'],
  keysetUrl: ['URL des öffentlichen Schlüsselbundes', 'Public keyset URL'],
  tokenUrl: ['URL für Zugriffstoken', 'Access token URL'],
  authUrl: ['URL der Authentifizierungsanforderung', 'Authentication request URL'],
  gradeMax: ['Maximale Punktebewertung (gradepointmax)', 'Grade point maximum (gradepointmax)'],
} as const satisfies Record<string, readonly [de: string, en: string]>;

export type MoodleName = keyof typeof NAMES;
export type MoodleNames = Readonly<Record<MoodleName, string>>;

/** All names in one language. */
export function moodleNames(locale: 'de' | 'en'): MoodleNames {
  return Object.fromEntries(Object.entries(NAMES).map(([name, words]) => [name, words[locale === 'de' ? 0 : 1]])) as MoodleNames;
}
