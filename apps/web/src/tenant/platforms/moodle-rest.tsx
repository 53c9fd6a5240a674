import { quotedMoodleNames } from '#lotse/contract';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../kit/session/locale.js';
import { moodleSettings } from './moodle-steps.js';

/** What is left to do in Moodle before the first launch, for an admin who was not there when it was registered. */
export function MoodleRest() {
  return (
    <details className="fold" open>
      <summary>{m.pf_rest_title()}</summary>
      <ol className="numbered">
        {moodleSettings().map((step) => (
          <li key={step}>{step}</li>
        ))}
        <li>{m.pf_rest_launch(quotedMoodleNames(getLocale()))}</li>
      </ol>
    </details>
  );
}
