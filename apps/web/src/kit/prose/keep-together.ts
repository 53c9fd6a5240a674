const APART =
  /\d (?=(?:%|‰|€|°C|[kcdm]?m[²³]?|[km]?g|t|m?l|h|min|k?Wh?|Euro|EUR|Cent|Liter|Prozent|Stück|Uhr)(?![\p{L}\d]))|\b\d\d?\. (?=[JFMASOND][a-zä])|(?:§|\bSatz|\b(?:Abs|Nr|Art)\.) (?=\d)|(?:SGB|[Kk]lasse) (?=[IVX])|\b[zdu]\. (?=[Bhaä]\.)| (?=…|\.\.\.)/gu;

/** What is read as one does not part at the end of a line: "15 %", "§ 20", "4. Mai", "Klasse V", "Nennen Sie …". */
export const keepTogether = (text: string): string => text.replace(APART, (found) => found.replace(' ', '\u00a0'));
