import { preparation, preparedHours, type Preparation, type PreparationWish, type PreparedHour } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { Failed } from '../../kit/design/states.js';
import { ChoiceField, Refused, useSend } from '../../kit/form/form.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  meetingId: string;
  /** Who is expected in this hour. */
  people: Preparation['people'];
  current: PreparationWish;
  onChange: (wish: PreparationWish) => void;
}

/** What was prepared for another hour of the room comes into the form, and is saved like anything else in it. */
export function TakeOver({ meetingId, ...rest }: Props) {
  const { enrolmentId } = useSession();
  const found = useLoad(`prepared hours ${meetingId}`, (signal) => call(preparedHours, { params: { enrolmentId, meetingId }, query: { size: 50 }, signal }));
  if (found.problem !== null) return <Failed problem={found.problem} onRetry={found.reload} heading={false} />;
  if (found.value === null) return null;
  const { rows } = found.value;
  return (
    <section className="stack stack-8" aria-labelledby="prepare-from">
      <h3 id="prepare-from">{m.hr_prepare_from_title()}</h3>
      {rows.length === 0 ? <p className="soft">{m.hr_prepare_from_none()}</p> : <Choose rows={rows} {...rest} />}
    </section>
  );
}

interface Taken {
  hour: string;
  before: PreparationWish;
  /** Names of those who were in a group there and are not expected here. */
  without: string[];
}

function Choose({ rows, people, current, onChange }: Omit<Props, 'meetingId'> & { rows: PreparedHour[] }) {
  const { enrolmentId } = useSession();
  const locale = useLocale();
  const [chosen, setChosen] = useState(rows[0]?.meetingId ?? '');
  const [taken, setTaken] = useState<Taken | null>(null);
  const { busy, problem, send } = useSend();
  const here = new Set(people.map((one) => one.personId));
  const take = () =>
    send(async () => {
      const from = await call(preparation, { params: { enrolmentId, meetingId: chosen } });
      const grouped = new Set(from.groups.flatMap((one) => one.members));
      setTaken({
        hour: formatMoment(rows.find((one) => one.meetingId === chosen)?.from ?? '', locale),
        before: taken?.before ?? current,
        without: from.people.filter(({ personId }) => grouped.has(personId) && !here.has(personId)).map((one) => one.name),
      });
      onChange({ polls: from.polls, groups: from.groups.map((one) => ({ ...one, members: one.members.filter((id) => here.has(id)) })) });
    });
  function undo() {
    if (taken !== null) onChange(taken.before);
    setTaken(null);
  }
  return (
    <>
      <ChoiceField
        legend={m.hr_prepare_from()}
        value={chosen}
        options={rows.map(
          ({ meetingId: id, from, groups, polls }) => [id, m.hr_prepare_from_hour({ day: formatMoment(from, locale), groups, polls })] as const,
        )}
        onChange={setChosen}
      />
      <div className="row">
        <Button aria-disabled={busy} onClick={take}>
          {m.hr_prepare_from_take()}
        </Button>
        {taken !== null && (
          <Button look="quiet" onClick={undo}>
            {m.hr_prepare_from_undo()}
          </Button>
        )}
      </div>
      {problem !== null && <Refused problem={problem} />}
      <div role="status">
        {taken !== null && <p>{m.hr_prepare_from_taken({ day: taken.hour })}</p>}
        {taken !== null && taken.without.length > 0 && <p className="soft">{m.hr_prepare_from_without({ names: taken.without.join(', ') })}</p>}
      </div>
    </>
  );
}
