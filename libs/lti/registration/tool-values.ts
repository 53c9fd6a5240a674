import type { LmsGuide } from '#lotse/contract';
import { MOODLE, type HelpLocale } from '../help/help.js';
import { toolAddresses, TOOL_CUSTOM } from './tool-configuration.js';

const CUSTOM = Object.entries(TOOL_CUSTOM)
  .map(([name, value]) => `${name}=${value}`)
  .join('\n');

/** Everything that is copied into an LMS by hand. */
export function toolValues(ourUrl: string): { key: string; value: string }[] {
  const { login, launch, keys, icon } = toolAddresses(ourUrl);
  return [
    { key: 'launch', value: launch },
    { key: 'login', value: login },
    { key: 'keys', value: keys },
    { key: 'redirect', value: launch },
    { key: 'content', value: launch },
    { key: 'icon', value: icon },
    { key: 'custom', value: CUSTOM },
  ];
}

type Field = readonly [field: string, key: string | null, value?: string];
interface Guide {
  where: string;
  fields: readonly Field[];
  afterwards: readonly string[];
}
type Guides = Record<LmsGuide['lms'], Guide>;

/** Where each value belongs, in the words of the LMS itself. */
export function lmsGuides(ourUrl: string, locale: HelpLocale): LmsGuide[] {
  const values = new Map(toolValues(ourUrl).map(({ key, value }) => [key, value]));
  return Object.entries(locale === 'de' ? DE : EN).map(([lms, guide]) => ({
    lms: lms as LmsGuide['lms'],
    where: guide.where,
    fields: guide.fields.map(([field, key, value]) => ({ field, key, value: (key === null ? value : values.get(key)) ?? '' })),
    afterwards: [...guide.afterwards],
  }));
}

const DE: Guides = {
  moodle: {
    where: `${MOODLE.de.tools}, dann „ein Tool manuell konfigurieren“`,
    fields: [
      ['Name des Tools', null, 'Lotse'],
      ['Tool-URL', 'launch'],
      ['LTI-Version', null, 'LTI 1.3'],
      ['Schlüsseltyp', null, 'Keyset URL'],
      ['Public keyset', 'keys'],
      ['URL zum Starten der Anmeldung (Initiate login URL)', 'login'],
      ['Redirection URI(s)', 'redirect'],
      ['Eigene Parameter', 'custom'],
      ['Verwendung der Tool-Konfiguration', null, 'In der Aktivitätenauswahl und als vorkonfiguriertes Tool anzeigen'],
      ['Standard-Startcontainer', null, 'Einbetten'],
      ['Unterstützt Deep Linking (Content-Item Message)', null, 'ja'],
      ['Content Selection URL', 'content'],
      ['Icon-URL', 'icon'],
      ['Services › IMS LTI Assignment and Grade Services', null, 'Diesen Dienst für Bewertungssynchronisation und Spaltenverwaltung verwenden'],
      ['Services › IMS LTI Names and Role Provisioning', null, 'Diesen Dienst verwenden, um Mitgliederdaten abzurufen'],
      ['Datenschutz › Name des Nutzers an das Tool weitergeben', null, 'wie Ihr Träger es möchte'],
      ['Datenschutz › E-Mail an das Tool weitergeben', null, 'Nie'],
    ],
    afterwards: [
      'Beim Tool auf das Lupensymbol: Plattform-ID, Client-ID, Deployment-ID, Public keyset URL, Access token URL und Authentication request URL hier eintragen.',
      `Unter ${MOODLE.de.curl} müssen Rechner und Port von Lotse erlaubt sein.`,
    ],
  },
  ilias: {
    where: '„Administration › LTI › Provider“ (ILIAS als LTI-Consumer), dann „Provider anlegen“',
    fields: [
      ['LTI-Version', null, '1.3.0'],
      ['Provider-URL', 'launch'],
      ['Initiate Login URL', 'login'],
      ['Redirection URIs', 'redirect'],
      ['Public Keyset URL', 'keys'],
      ['Schlüsseltyp', null, 'JWK Keyset'],
      ['Deep Linking / Content Item URL', 'content'],
      ['Eigene Parameter', 'custom'],
    ],
    afterwards: ['Nach dem Speichern zeigt ILIAS Plattform-ID, Client-ID, Deployment-ID und die drei Adressen; sie kommen hier hinein.'],
  },
  openolat: {
    where: '„Administration › Module › LTI 1.3 › Externe Tools“, dann „Tool hinzufügen“',
    fields: [
      ['Name', null, 'Lotse'],
      ['Tool-URL', 'launch'],
      ['Initiate login URL', 'login'],
      ['Redirect URI', 'redirect'],
      ['Public key', null, 'URL'],
      ['Public key URL', 'keys'],
    ],
    afterwards: [
      'OpenOlat nennt danach Issuer, Client-ID, Deployment-ID (je Kursbaustein) und die drei Adressen. Jede neue Deployment-ID wartet in Lotse auf Freigabe.',
    ],
  },
  canvas: {
    where: '„Admin › Developer Keys › + LTI Key“, danach „Settings › Apps › + App › By Client ID“',
    fields: [
      ['Key Name', null, 'Lotse'],
      ['Redirect URIs', 'redirect'],
      ['Target Link URI', 'launch'],
      ['OpenID Connect Initiation Url', 'login'],
      ['JWK Method', null, 'Public JWK URL'],
      ['Public JWK URL', 'keys'],
      ['Placements', null, 'Assignment Selection, Link Selection (LtiDeepLinkingRequest)'],
      ['Custom Fields', 'custom'],
      ['Privacy Level', null, 'Private, oder Name Only, wenn Namen gewünscht sind'],
    ],
    afterwards: ['Issuer ist immer https://canvas.instructure.com (auch bei eigener Adresse); die Client-ID ist die Zahl unter dem Schlüssel.'],
  },
};

const EN: Guides = {
  moodle: {
    where: `${MOODLE.en.tools}, then “configure a tool manually”`,
    fields: [
      ['Tool name', null, 'Lotse'],
      ['Tool URL', 'launch'],
      ['LTI version', null, 'LTI 1.3'],
      ['Public key type', null, 'Keyset URL'],
      ['Public keyset', 'keys'],
      ['Initiate login URL', 'login'],
      ['Redirection URI(s)', 'redirect'],
      ['Custom parameters', 'custom'],
      ['Tool configuration usage', null, 'Show in activity chooser and as a preconfigured tool'],
      ['Default launch container', null, 'Embed'],
      ['Supports Deep Linking (Content-Item Message)', null, 'yes'],
      ['Content Selection URL', 'content'],
      ['Icon URL', 'icon'],
      ['Services › IMS LTI Assignment and Grade Services', null, 'Use this service for grade sync and column management'],
      ['Services › IMS LTI Names and Role Provisioning', null, "Use this service to retrieve members' information as per privacy settings"],
      ['Privacy › Share launcher’s name with tool', null, 'as your organisation wants it'],
      ['Privacy › Share launcher’s email with tool', null, 'Never'],
    ],
    afterwards: [
      'At the magnifier of the tool: enter platform id, client id, deployment id, public keyset URL, access token URL and authentication request URL here.',
      `At ${MOODLE.en.curl} host and port of Lotse must be allowed.`,
    ],
  },
  ilias: {
    where: '“Administration › LTI › Provider” (ILIAS as LTI consumer), then “Create provider”',
    fields: DE.ilias.fields,
    afterwards: ['After saving ILIAS shows platform id, client id, deployment id and the three addresses; they belong here.'],
  },
  openolat: {
    where: '“Administration › Modules › LTI 1.3 › External tools”, then “Add tool”',
    fields: DE.openolat.fields,
    afterwards: [
      'OpenOlat then names issuer, client id, deployment id (one per course element) and the three addresses. Each new deployment id waits for approval in Lotse.',
    ],
  },
  canvas: {
    where: '“Admin › Developer Keys › + LTI Key”, then “Settings › Apps › + App › By Client ID”',
    fields: DE.canvas.fields,
    afterwards: ['The issuer is always https://canvas.instructure.com (with an address of your own, too); the client id is the number below the key.'],
  },
};
