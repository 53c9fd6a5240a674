import { quotedMoodleNames } from '#lotse/contract';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../kit/session/locale.js';

/** What the admin of the Moodle does with the link, in the words of Moodle 4.5. */
export function moodleSteps(): string[] {
  const names = quotedMoodleNames(getLocale());
  return [m.pf_moodle_1(names), m.pf_moodle_2(names), ...moodleSettings()];
}

/** Of these steps what is left after the tool has registered itself. */
export function moodleSettings(): string[] {
  const names = quotedMoodleNames(getLocale());
  return [m.pf_moodle_3(names), m.pf_moodle_4(names), m.pf_moodle_5(names)];
}

export function MoodleSteps() {
  return (
    <ol className="numbered">
      {moodleSteps().map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** Link and steps as one text, for a mail to somebody who does not know Lotse. */
export function letterWith(link: string, until: string): string {
  return [m.pf_letter({ date: until }), link, ...moodleSteps().map((step, at) => `${at + 1}. ${step}`)].join('\n\n');
}
