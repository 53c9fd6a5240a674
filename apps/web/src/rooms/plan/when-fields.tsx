import { groups, SupportElement, type RoomCard } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { ELEMENTS } from '../../kit/hours/hour-words.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

export interface When {
  day: string;
  from: string;
  to: string;
  place: string;
  element: SupportElement;
  groupId: string;
  onlyGroup: boolean;
}

export const firstWhen = (room: RoomCard, day: string): When => ({
  ...{ day, from: '17:00', to: '18:30', place: room.placeLabel ?? '', element: 'SUPPORT_TEACHING', groupId: '', onlyGroup: false },
});

/** What every hour has, as the server takes it. */
export const whenBody = ({ day, from, to, place, element, groupId }: When) => ({
  ...{ day, from, to, placeLabel: place.trim() || null, supportElement: element, groupId: groupId || null },
});

export function WhenFields({ value, onChange }: { value: When; onChange: (next: When) => void }) {
  const { enrolmentId } = useSession();
  const list = useLoad('groups to choose', (signal) => call(groups, { params: { enrolmentId }, query: { size: 100 }, signal }));
  const set = (more: Partial<When>) => onChange({ ...value, ...more });
  const chosen = list.value?.rows.find((one) => one.groupId === value.groupId);
  return (
    <>
      <Field label={m.hr_day()} type="date" required value={value.day} onChange={(day) => set({ day })} />
      <Field label={m.hr_from()} type="time" required value={value.from} onChange={(from) => set({ from })} />
      <Field label={m.hr_to()} type="time" required value={value.to} onChange={(to) => set({ to })} />
      <Field label={m.hr_room_place()} maxLength={80} value={value.place} onChange={(place) => set({ place })} />
      <ChoiceField
        legend={m.hr_element()}
        value={value.element}
        options={SupportElement.options.map((one) => [one, ELEMENTS[one]()] as const)}
        onChange={(element) => set({ element })}
      />
      <ChoiceField
        legend={m.hr_group()}
        value={value.groupId}
        options={[
          ['', m.hr_group_all()],
          ...(list.value?.rows ?? []).map((one) => [one.groupId, m.hr_group_of({ name: one.name, count: one.people })] as const),
        ]}
        onChange={(groupId) => set({ groupId })}
      />
      {chosen?.isTooLarge && <span className="badge badge-amber">{m.hr_too_large({ people: chosen.people, limit: chosen.limit ?? 0 })}</span>}
    </>
  );
}
