import { addDays, germanDay, LANDS, planMeetings, previewPlan, type Land, type PlanPreview, type PlanWish, type RoomCard } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { ChoiceField, Field, Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { firstWhen, whenBody, WhenFields } from './when-fields.js';

interface Series {
  until: string;
  every: '1' | '2';
  land: Land | '';
  withoutFrom: string;
  withoutTo: string;
}
const sayDay = (day: string) => day.split('-').reverse().join('.');
/** 1 is Monday. */
const weekdayOf = (day: string) => ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** Plans one hour or a series; its dates are shown before they are planned. `onDone` gets the first day. */
export function PlanForm({ room, onDone, onClose }: { room: RoomCard; onDone: (day: string) => void; onClose: () => void }) {
  const { enrolmentId } = useSession();
  const params = { enrolmentId, roomId: room.roomId };
  const tomorrow = addDays(germanDay(new Date()), 1);
  const [when, setWhen] = useState(() => firstWhen(room, tomorrow));
  const [series, setSeries] = useState<Series | null>(null);
  useUnsaved({ when, series });
  const [shown, setShown] = useState<{ of: string; preview: PlanPreview } | null>(null);
  const { busy, problem, send } = useSend();
  const wish: PlanWish = { ...whenBody(when), onlyGroup: when.onlyGroup && when.groupId !== '', tutorId: null, series: series && seriesBody(series, when.day) };
  const key = JSON.stringify(wish);
  const preview = shown?.of === key ? shown.preview : null;
  const look = () => send(async () => setShown({ of: key, preview: await call(previewPlan, { params, body: wish }) }));
  const plan = () =>
    send(async () => {
      await call(planMeetings, { params, body: wish });
      onDone(preview?.days[0]?.day ?? when.day);
      onClose();
    });
  return (
    <div className="stack">
      <WhenFields value={when} onChange={setWhen} />
      {when.groupId !== '' && (
        <label className="hour-tick">
          <input type="checkbox" checked={when.onlyGroup} onChange={(event) => setWhen({ ...when, onlyGroup: event.currentTarget.checked })} />
          {m.hr_only_group()}
        </label>
      )}
      <label className="hour-tick">
        <input
          type="checkbox"
          checked={series !== null}
          onChange={(event) =>
            setSeries(event.currentTarget.checked ? { until: addDays(when.day, 84), every: '1', land: '', withoutFrom: '', withoutTo: '' } : null)
          }
        />
        {m.hr_series()}
      </label>
      {series !== null && <SeriesFields value={series} onChange={setSeries} />}
      {preview !== null && <Preview preview={preview} />}
      {problem !== null && <Refused problem={problem} />}
      <div className="row">
        <Button look={preview === null && series !== null ? 'main' : 'plain'} aria-disabled={busy} onClick={look}>
          {m.hr_preview()}
        </Button>
        {(series === null || preview !== null) && (
          <Button look="main" aria-disabled={busy} onClick={plan}>
            {m.hr_plan_do()}
          </Button>
        )}
      </div>
    </div>
  );
}

function seriesBody({ until, every, land, withoutFrom, withoutTo }: Series, day: string): PlanWish['series'] {
  const without = withoutFrom !== '' && withoutTo !== '' ? [{ from: withoutFrom, to: withoutTo }] : [];
  return { until, weekdays: [weekdayOf(day)], everyWeeks: Number(every), land: land || null, without };
}

function SeriesFields({ value, onChange }: { value: Series; onChange: (next: Series) => void }) {
  const set = (more: Partial<Series>) => onChange({ ...value, ...more });
  const every = [
    ['1', m.hr_every_1()],
    ['2', m.hr_every_2()],
  ] as const;
  return (
    <>
      <Field label={m.hr_until()} type="date" value={value.until} onChange={(until) => set({ until })} />
      <ChoiceField legend={m.hr_every()} value={value.every} options={every} onChange={(next) => set({ every: next })} />
      <ChoiceField
        legend={m.hr_land()}
        value={value.land}
        options={[['', m.hr_land_none()], ...LANDS.map((land) => [land, land] as const)]}
        onChange={(land) => set({ land })}
      />
      <span className="soft small">{m.hr_land_hint()}</span>
      <Field label={m.hr_without_from()} type="date" value={value.withoutFrom} onChange={(withoutFrom) => set({ withoutFrom })} />
      <Field label={m.hr_without_to()} type="date" value={value.withoutTo} onChange={(withoutTo) => set({ withoutTo })} />
    </>
  );
}

function Preview({ preview: { days, leftOut, people, limit, isTooLarge } }: { preview: PlanPreview }) {
  const clashes = days.filter((one) => one.clash).map((one) => sayDay(one.day));
  return (
    <div className="stack stack-8" role="status">
      <strong>{m.hr_preview_days({ count: days.length })}</strong>
      <span className="small">{days.map((one) => sayDay(one.day)).join(' · ')}</span>
      {leftOut.length > 0 && <span className="small soft">{m.hr_preview_left({ days: leftOut.map((one) => sayDay(one.day)).join(', ') })}</span>}
      {clashes.length > 0 && <Note look="amber">{m.hr_preview_clash({ days: clashes.join(', ') })}</Note>}
      {isTooLarge && <Note look="amber">{m.hr_too_large({ people, limit: limit ?? 0 })}</Note>}
    </div>
  );
}
