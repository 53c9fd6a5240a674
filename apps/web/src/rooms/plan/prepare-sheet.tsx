import {
  PREPARED_GROUPS_MOST,
  PREPARED_POLLS_MOST,
  preparation,
  prepareMeeting,
  type PlannedMeeting,
  type Preparation,
  type PreparationWish,
} from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { ChoiceField, Field, Form } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { OwnPoll } from '../live/poll-form.js';
import { TakeOver } from './take-over.js';

/** What is thought out before the hour: break-out groups with people, and polls. */
export function PrepareSheet({ meeting, onClose, onDone }: { meeting: PlannedMeeting | null; onClose: () => void; onDone: () => void }) {
  const done = () => {
    onDone();
    onClose();
  };
  return (
    <Sheet title={m.hr_prepare_of()} open={meeting !== null} onClose={onClose}>
      {meeting !== null && <Loaded meetingId={meeting.meetingId} onDone={done} />}
    </Sheet>
  );
}

function Loaded({ meetingId, onDone }: { meetingId: string; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const found = useLoad(`prepare ${meetingId}`, (signal) => call(preparation, { params: { enrolmentId, meetingId }, signal }));
  if (found.problem !== null) return <Failed problem={found.problem} onRetry={found.reload} heading={false} />;
  if (found.value === null || found.busy) return <Waiting />;
  return <Prepare meetingId={meetingId} known={found.value} onDone={onDone} />;
}

function Prepare({ meetingId, known, onDone }: { meetingId: string; known: Preparation; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const [groups, setGroups] = useState(known.groups);
  const [polls, setPolls] = useState(known.polls);
  const [writing, setWriting] = useState(false);
  const [isHalf, setHalf] = useState(false);
  const [series, setSeries] = useState(false);
  useUnsaved({ groups, polls, series });
  const isChanged = groups !== known.groups || polls !== known.polls;
  async function save() {
    setHalf(writing);
    if (writing) return;
    await call(prepareMeeting, { params: { enrolmentId, meetingId }, body: { groups, polls, series } });
    onDone();
  }
  function take(wish: PreparationWish) {
    setGroups(wish.groups);
    setPolls(wish.polls);
  }
  return (
    <div className="stack stack-24">
      <p className="soft">{m.hr_prepare_text()}</p>
      <TakeOver meetingId={meetingId} people={known.people} current={{ groups, polls }} onChange={take} />
      <Polls polls={polls} onChange={setPolls} writing={writing} onWriting={setWriting} />
      <Form submit={m.hr_save()} onSubmit={save} more={isChanged && <span className="small soft">{m.hr_prepare_unsaved()}</span>}>
        <Groups people={known.people} groups={groups} onChange={setGroups} />
        {known.unprepared > 0 && (
          <label className="hour-tick">
            <input type="checkbox" checked={series} onChange={(event) => setSeries(event.currentTarget.checked)} />
            {m.hr_prepare_series({ count: known.unprepared })}
          </label>
        )}
        {isHalf && writing && (
          <Note look="wrong" role="alert">
            {m.hr_prepare_poll_half()}
          </Note>
        )}
      </Form>
    </div>
  );
}

interface PollsProps {
  polls: PreparationWish['polls'];
  onChange: (polls: PreparationWish['polls']) => void;
  writing: boolean;
  onWriting: (writing: boolean) => void;
}

function Polls({ polls, onChange, writing, onWriting }: PollsProps) {
  return (
    <section className="stack stack-8" aria-labelledby="prepare-polls">
      <h3 id="prepare-polls">{m.hr_prepare_polls()}</h3>
      {polls.length === 0 && !writing && <p className="soft">{m.hr_prepare_polls_none()}</p>}
      <ul className="lines">
        {polls.map((poll, at) => (
          <li key={at} className="row row-apart">
            <span>{poll.question}</span>
            <Button look="quiet" aria-label={m.hr_prepare_poll_take({ question: poll.question })} onClick={() => onChange(polls.filter((_, i) => i !== at))}>
              {m.hr_prepare_take()}
            </Button>
          </li>
        ))}
      </ul>
      {writing && (
        <div className="card">
          <OwnPoll
            submit={m.hr_prepare_poll_add()}
            onCancel={() => onWriting(false)}
            onDone={(poll) => {
              onChange([...polls, poll]);
              onWriting(false);
            }}
          />
        </div>
      )}
      {!writing && <AddButton count={polls.length} most={PREPARED_POLLS_MOST} word={m.hr_prepare_poll_add()} onAdd={() => onWriting(true)} />}
    </section>
  );
}

function AddButton({ count, most, word, onAdd }: { count: number; most: number; word: string; onAdd: () => void }) {
  if (count >= most) return <p className="small soft">{m.hr_prepare_full({ most })}</p>;
  return (
    <div>
      <Button onClick={onAdd}>{word}</Button>
    </div>
  );
}

interface GroupsProps {
  people: Preparation['people'];
  groups: PreparationWish['groups'];
  onChange: (groups: PreparationWish['groups']) => void;
}

/** One line for each person: nobody can be in two groups. */
function Groups({ people, groups, onChange }: GroupsProps) {
  const move = (person: string, to: number) =>
    onChange(
      groups.map((group, at) => {
        const others = group.members.filter((id) => id !== person);
        return { ...group, members: at === to ? [...others, person] : others };
      }),
    );
  const rename = (at: number, name: string) => onChange(groups.map((group, i) => (i === at ? { ...group, name } : group)));
  const add = () => onChange([...groups, { name: m.hr_prepare_group_default({ number: groups.length + 1 }), members: [] }]);
  return (
    <section className="stack stack-8" aria-labelledby="prepare-groups">
      <h3 id="prepare-groups">{m.hr_prepare_groups()}</h3>
      {groups.length === 0 && <p className="soft">{m.hr_prepare_groups_none()}</p>}
      {groups.map((group, at) => (
        <div key={at} className="prepare-group">
          <Field label={m.hr_prepare_group_name({ number: at + 1 })} value={group.name} required maxLength={60} onChange={(name) => rename(at, name)} />
          <Button look="quiet" aria-label={m.hr_prepare_group_take({ name: group.name })} onClick={() => onChange(groups.filter((_, i) => i !== at))}>
            {m.hr_prepare_take()}
          </Button>
        </div>
      ))}
      <AddButton count={groups.length} most={PREPARED_GROUPS_MOST} word={m.hr_prepare_group_add()} onAdd={add} />
      {groups.length > 0 && (
        <fieldset className="stack stack-8 prepare-who">
          <legend>{m.hr_prepare_who()}</legend>
          {people.length === 0 && <p className="soft">{m.hr_prepare_nobody()}</p>}
          {people.map(({ personId, name }) => (
            <ChoiceField
              key={personId}
              legend={name}
              value={String(groups.findIndex((group) => group.members.includes(personId)))}
              options={[['-1', m.hr_prepare_in_none()], ...groups.map((group, at) => [String(at), group.name] as const)]}
              onChange={(to) => move(personId, Number(to))}
            />
          ))}
        </fieldset>
      )}
    </section>
  );
}
