import { say } from '../../phrases.js';

/** What Lotse says about answers that people read. */
export const NOTHING_WRITTEN = say('Du hast noch nichts geschrieben. Schreibe deine Antwort in das Feld.');
export const WAITS = say(
  'Deine Antwort ist gesendet und wird gelesen. Du siehst hier, was dazu geschrieben wird.',
  'Deine Antwort ist gesendet. Jemand liest sie. Das Ergebnis steht später hier.',
);
export const NOTHING_SAID = say('Du hast noch nichts aufgenommen. Nimm zuerst etwas auf.');
export const WAITS_HEARD = say(
  'Deine Aufnahme ist gesendet und wird angehört. Du siehst hier, was dazu geschrieben wird.',
  'Deine Aufnahme ist gesendet. Jemand hört sie an. Das Ergebnis steht später hier.',
);
export const GONE = say(
  'Niemand hat die Antwort bewertet. Sie wurde nach 180 Tagen gelöscht.',
  'Niemand hat die Antwort bewertet. Nach 180 Tagen wurde sie gelöscht.',
);
export const READ = say('Deine Antwort wurde gelesen.');
export const POINTS_WANTED = say('Das gehört in die Antwort:');
