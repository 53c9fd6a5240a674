import { m } from '../../paraglide/messages.js';

/** What is left to do in Moodle before the first launch, for an admin who was not there when it was registered. */
export function MoodleRest() {
  return (
    <details className="fold" open>
      <summary>{m.pf_rest_title()}</summary>
      <ol className="numbered">
        <li>{m.pf_moodle_3()}</li>
        <li>{m.pf_moodle_4()}</li>
        <li>{m.pf_moodle_5()}</li>
        <li>{m.pf_rest_launch()}</li>
      </ol>
    </details>
  );
}
