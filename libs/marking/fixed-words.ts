/**
 * Words that are never taken for a slip of another word: each is a word of its own, and mixing it up is the
 * mistake. Written as `foldWord` leaves them (small letters, ä as ae, ß as ss).
 */
const CLOSED_CLASS = `
der die das dem den des ein eine einem einen einer eines kein keine keinem keinen keiner keines
mein meine meinem meinen meiner meines dein deine deinem deinen deiner sein seine seinem seinen seiner seines
ihr ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer euer eure eurem euren eurer
dieser diese dieses diesem diesen jener jene jenes jenem jenen jeder jede jedes jedem jeden
welcher welche welches welchem welchen mancher manche manches manchem manchen solcher solche solches solchem solchen
ich du er sie es wir mich dich sich uns euch mir dir ihm ihn ihnen wer wen wem wessen was wann warum
nicht nichts nie niemals niemand jemand immer alle alles allem allen aller
und oder aber denn sondern dass weil wenn falls obwohl damit bevor nachdem waehrend
in im ins an am ans auf aus bei beim mit nach seit von vom zu zum zur vor hinter ueber unter neben zwischen
fuer ohne gegen um durch bis ab trotz wegen statt innerhalb ausserhalb oberhalb unterhalb
muss musst muessen muesst darf darfst duerfen duerft kann kannst koennen soll sollen sollte will wollen
muesste duerfte koennte wird werden wurde wurden worden geworden waere waeren hatte haette haben hatten haetten
eins zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf zwanzig dreissig vierzig fuenfzig sechzig
siebzig achtzig neunzig hundert tausend dreizehn vierzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn
`;
const EASILY_MIXED = `
haben netto brutto aktiva passiva aktiv passiv mindestens hoechstens
auszubildende auszubildender auszubildenden auszubildendem ausbildende ausbildender ausbildenden ausbildendem ausbilder ausbilderin
forderung forderungen foerderung foerderungen leistung leistungen leitung leitungen
beitrag beitraege betrag betraege ertrag ertraege vertrag vertraege vortrag vortraege antrag antraege auftrag auftraege
angabe angaben abgabe abgaben aufgabe aufgaben ausgabe ausgaben eingabe eingaben einnahme einnahmen ausnahme ausnahmen
einlage auslage anlage ablage auflage umlage einlagen auslagen anlagen auflagen umlagen
abzug anzug aufzug einzug auszug umzug bezug abzuege auszuege bezuege
abnahme annahme aufnahme ausnahme zunahme einkauf verkauf ankauf eingang ausgang
gewinn gewicht kosten kasten kaesten lasten zahlen zaehlen zahlung zaehlung
abmahnung ermahnung mahnung ermaessigung schaden schaeden schaedlich schuldner schulden
lieferant lieferung lieferer mieter mieten vermieter kaeufer verkaeufer arbeitgeber arbeitnehmer nachfrage anfrage rueckfrage
angebot gebot verbot urteil anteil vorteil nachteil umsatz ansatz einsatz absatz zusatz ersatz versatz unfall ausfall wegfall
innung einigung kuendigung verkuendigung entschuldigung versicherung versicherer versicherte versicherter
befristet unbefristet freiwillig unfreiwillig mittelbar unmittelbar wirksam unwirksam zulaessig unzulaessig
gueltig ungueltig rechtmaessig unrechtmaessig bezahlt unbezahlt selbststaendig unselbststaendig
`;

const FIXED: ReadonlySet<string> = new Set(`${CLOSED_CLASS} ${EASILY_MIXED}`.split(/\s+/).filter(Boolean));
const NEGATIONS = ['un', 'in', 'miss', 'nicht', 'ir', 'de'];

/** Whether a folded word stands for itself and is never somebody's slip. */
export function isFixedWord(word: string): boolean {
  return FIXED.has(word) || /\d/.test(word);
}

/** Whether two folded words only differ by a prefix that turns the meaning round ("befristet", "unbefristet"). */
export function turnsMeaning(a: string, b: string): boolean {
  return NEGATIONS.some((prefix) => a === prefix + b || b === prefix + a);
}

/** Beginnings that make another word of the same rest, numbers among them. */
const PREFIXES = `un ab an auf aus be bei ein ent er ge her hin in mit nach ueber um unter ver vor weg wider wieder zer zu zurueck haupt neben
 zwei drei vier fuenf sechs sieben acht neun zehn`
  .split(/\s+/)
  .concat('');

/** Whether two folded words are the same but for how they begin ("Anmeldung", "Abmeldung"; "zweijährig", "dreijährig"). */
export function changesPrefix(a: string, b: string): boolean {
  const rests = (word: string): string[] => PREFIXES.filter((prefix) => word.startsWith(prefix)).map((prefix) => word.slice(prefix.length));
  const others = new Set(rests(b).filter((rest) => rest.length >= 4));
  return a !== b && rests(a).some((rest) => others.has(rest));
}
