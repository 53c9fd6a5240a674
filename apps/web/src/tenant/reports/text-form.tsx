import type { Recommendation } from '#lotse/contract';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { m } from '../../paraglide/messages.js';
import { RichField } from '../../kit/rich-text/editor.js';
import { labels, RECOMMENDATIONS, options, type Occasion } from '../../kit/report/words.js';
import { EXIT_FIELD, RECOMMENDATION_FIELD } from './field-ids.js';
import { GoalFields } from './goal-fields.js';
import type { TextDraft } from './use-text.js';

/** All that the companion writes, in the order of the letter. */
export default function TextForm({ draft, occasion }: { draft: TextDraft; occasion: Occasion }) {
  const { text, edit } = draft;
  const exit = text.exit ?? { reason: '', whereabouts: '' };
  const recommendations: [Recommendation | '', string][] = [['', m.rep_choose()], ...options(RECOMMENDATIONS)];
  return (
    <div className="stack stack-24">
      <GoalFields goals={text.goals} onChange={(goals) => edit({ goals })} />
      <fieldset className="stack">
        <legend className="form-legend">{labels().section.recommendation}</legend>
        <ChoiceField
          id={RECOMMENDATION_FIELD}
          legend={m.rep_recommendation()}
          value={text.recommendation ?? ''}
          options={recommendations}
          onChange={(chosen) => edit({ recommendation: chosen === '' ? null : chosen })}
        />
        <RichField
          label={m.rep_recommendation_text()}
          hint={m.rep_recommendation_hint()}
          value={text.recommendationText}
          onChange={(recommendationText) => edit({ recommendationText })}
        />
      </fieldset>
      <RichField
        label={labels().section.development}
        hint={m.rep_development_hint()}
        value={text.development}
        onChange={(development) => edit({ development })}
      />
      {occasion === 'FINAL' && (
        <fieldset className="stack">
          <legend className="form-legend">{labels().section.exit}</legend>
          <Field id={EXIT_FIELD} label={labels().exit.reason} maxLength={300} value={exit.reason} onChange={(reason) => edit({ exit: { ...exit, reason } })} />
          <Field
            label={labels().exit.whereabouts}
            maxLength={300}
            value={exit.whereabouts}
            onChange={(whereabouts) => edit({ exit: { ...exit, whereabouts } })}
          />
        </fieldset>
      )}
    </div>
  );
}
