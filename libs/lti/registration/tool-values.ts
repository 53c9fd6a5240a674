import { moodleNames, type LmsGuide } from '#lotse/contract';
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

/** Moodle's own names in Moodle's order; the privacy of the tool is the organisation's choice, e-mail addresses are none of ours. */
function moodleGuide(locale: HelpLocale, words: { yes: string; asWanted: string; then: string }): Guide {
  const [plain, quoted] = [moodleNames(locale), MOODLE[locale]];
  const either = (one: string, other: string): string => (one === other ? one : `${one} (je nach Sprachpaket ${other})`);
  const details = [quoted.platformId, quoted.clientId, quoted.deploymentId, quoted.keysetUrl, quoted.tokenUrl, quoted.authUrl].join(', ');
  return {
    where: `${quoted.tools}, ${words.then} ${quoted.configureManually}`,
    fields: [
      [plain.toolName, null, 'Lotse'],
      [plain.toolUrl, 'launch'],
      [plain.ltiVersion, null, 'LTI 1.3'],
      [plain.keyType, null, plain.keyTypeKeyset],
      [plain.keyset, 'keys'],
      [plain.loginUrl, 'login'],
      [plain.redirects, 'redirect'],
      [plain.custom, 'custom'],
      [plain.usage, null, plain.usageChooser],
      [plain.container, null, plain.containerNoBlocks],
      [plain.deepLinking, null, words.yes],
      [plain.contentUrl, 'content'],
      [plain.iconUrl, 'icon'],
      [`${plain.services} › ${either(plain.grades, plain.gradesTranslated)}`, null, either(plain.gradesOn, plain.gradesOnTranslated)],
      [`${plain.services} › ${plain.roster}`, null, plain.rosterOn],
      [`${plain.privacy} › ${plain.shareName}`, null, words.asWanted],
      [`${plain.privacy} › ${plain.shareEmail}`, null, plain.never],
    ],
    afterwards:
      locale === 'de'
        ? [
            `Beim Tool ${quoted.details}: diese sechs Werte hier eintragen: ${details}.`,
            `Unter ${quoted.httpSecurity} müssen Rechner und Port von Lotse erlaubt sein.`,
          ]
        : [`At the tool ${quoted.details}: enter these six values here: ${details}.`, `At ${quoted.httpSecurity} host and port of Lotse must be allowed.`],
  };
}

const DE: Guides = {
  moodle: moodleGuide('de', { yes: 'ja', asWanted: 'wie Ihr Träger es möchte', then: 'dann' }),
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
  moodle: moodleGuide('en', { yes: 'yes', asWanted: 'as your organisation wants it', then: 'then' }),
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
