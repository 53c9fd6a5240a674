import { AttendanceStatus, LearningPlace, TOOK_PART, type AttendanceLine } from '#lotse/contract';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { isOnSite, LEARNING_PLACES, STATUS } from '../../kit/hours/hour-words.js';
import { m } from '../../paraglide/messages.js';

export type Decided = Omit<AttendanceLine, 'personId'>;

/** Status, and for who took part place and minutes; the mode follows from the place. */
export function DecideFields({ value, most, onChange }: { value: Decided; most: number; onChange: (next: Decided) => void }) {
  const tookPart = TOOK_PART.includes(value.status);
  function choose(status: AttendanceStatus) {
    if (!TOOK_PART.includes(status)) return onChange({ status, mode: null, learningPlace: null, minutes: 0 });
    const place = value.learningPlace ?? 'PROVIDER';
    onChange({ status, mode: isOnSite(place) ? 'ON_SITE' : 'ONLINE', learningPlace: place, minutes: value.minutes === 0 ? most : value.minutes });
  }
  return (
    <div className="hour-fields">
      <ChoiceField
        legend={m.hr_status()}
        value={value.status}
        options={AttendanceStatus.options.map((one) => [one, STATUS[one]()] as const)}
        onChange={choose}
      />
      {tookPart && (
        <>
          <ChoiceField
            legend={m.hr_place()}
            value={value.learningPlace ?? 'PROVIDER'}
            options={LearningPlace.options.map((one) => [one, LEARNING_PLACES[one]()] as const)}
            onChange={(place) => onChange({ ...value, learningPlace: place, mode: isOnSite(place) ? 'ON_SITE' : 'ONLINE' })}
          />
          <Field
            label={m.hr_minutes()}
            type="number"
            min={1}
            max={most}
            value={String(value.minutes)}
            onChange={(text) => onChange({ ...value, minutes: Math.trunc(Number(text)) || 0 })}
          />
        </>
      )}
    </div>
  );
}
