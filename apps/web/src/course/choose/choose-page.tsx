import { addRoom, chooseTarget, linkChoices, type LinkChoices as LinkChoicesSchema } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, useAddress } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/addresses.js';
import { noteTarget, useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import '../people/person.css';

type Choices = output<typeof LinkChoicesSchema>;
type Choice = Omit<Choices['choices'][number], 'kind'> & { kind: 'unit' | 'module' | 'room' };

export default function ChoosePage() {
  const { enrolmentId } = useSession();
  const linkId = useAddress()?.values['link'] ?? '';
  const page = useLoad(`link ${linkId}`, (signal) => call(linkChoices, { params: { enrolmentId, linkId }, signal }));
  if (page.problem !== null)
    return (
      <Page title={m.choose_title()}>
        <Failed problem={page.problem} onRetry={page.reload} />
      </Page>
    );
  if (page.value === null)
    return (
      <Page title={m.choose_title()}>
        <Waiting />
      </Page>
    );
  return (
    <Page title={m.choose_title()}>
      <Choose link={page.value} linkId={linkId} />
    </Page>
  );
}

/** What is being chosen, and what came of it. */
function useChoosing(linkId: string) {
  const { enrolmentId, linkId: mine } = useSession();
  const [wanted, setWanted] = useState<Choice | null>(null);
  const [done, setDone] = useState<Choice | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [asked, setAsked] = useState(false);
  async function choose() {
    setAsked(true);
    if (wanted === null) return;
    const target = { kind: wanted.kind, id: wanted.id };
    try {
      await call(chooseTarget, { params: { enrolmentId, linkId }, body: target });
      if (mine === linkId) noteTarget(target);
      setProblem(null);
      setDone(wanted);
    } catch (error) {
      setProblem(error);
    }
  }
  return { wanted, setWanted, done, problem, asked, choose };
}

function Choose({ link, linkId }: { link: Choices; linkId: string }) {
  const { wanted, setWanted, done, problem, asked, choose } = useChoosing(linkId);
  if (done !== null) return <Chosen choice={done} />;
  return (
    <form
      className="stack stack-24"
      onSubmit={(event) => {
        event.preventDefault();
        void choose();
      }}
    >
      <div>
        <PageHeading>{m.choose_title()}</PageHeading>
        <p className="soft" lang="de">
          {link.linkTitle}
        </p>
      </div>
      <p className="measure">{m.choose_text()}</p>
      {link.choices.length === 0 && (
        <Empty title={m.nothing_published_title()}>
          <p>{m.nothing_published_text()}</p>
        </Empty>
      )}
      <Group legend={m.whole_modules()} kind="module" choices={link.choices} wanted={wanted} onChoose={setWanted} />
      <RoomGroup link={link} wanted={wanted} onChoose={setWanted} />
      <Group legend={m.single_units()} kind="unit" choices={link.choices} wanted={wanted} onChoose={setWanted} />
      {asked && wanted === null && (
        <Note look="wrong" role="alert">
          {m.choose_first()}
        </Note>
      )}
      {problem !== null && <Refused problem={problem} />}
      {(link.choices.length > 0 || wanted !== null) && (
        <div>
          <Button look="main" type="submit">
            {m.choose()}
          </Button>
        </div>
      )}
    </form>
  );
}

/** Rooms of this course, or a new one: a room of another course, as a copied activity names it, counts nowhere else. */
function RoomGroup({ link, wanted, onChoose }: { link: Choices; wanted: Choice | null; onChoose: (choice: Choice) => void }) {
  const { enrolmentId } = useSession();
  const [made, setMade] = useState<Choice[]>([]);
  const { busy, problem, send } = useSend();
  const rooms: Choice[] = [...link.rooms.map(({ roomId, title }) => asChoice(roomId, title)), ...made];
  const add = () =>
    send(async () => {
      const title = link.linkTitle || m.choose_room_title();
      const { roomId } = await call(addRoom, { params: { enrolmentId }, body: { title, placeLabel: null, media: 'none', link: null } });
      const choice = asChoice(roomId, title);
      setMade([...made, choice]);
      onChoose(choice);
    });
  return (
    <fieldset>
      <legend className="settings-legend">{m.choose_rooms()}</legend>
      <p className="soft">{m.choose_rooms_text()}</p>
      <div className="choose-list">
        {rooms.map((choice) => (
          <label key={choice.id} className="choice">
            <input type="radio" name="target" checked={choice.id === wanted?.id} onChange={() => onChoose(choice)} />
            <span className="choose-words">
              <strong lang="de">{choice.title}</strong>
            </span>
          </label>
        ))}
      </div>
      <Button onClick={add} aria-disabled={busy}>
        {m.choose_room_add()}
      </Button>
      {problem !== null && <Refused problem={problem} />}
    </fieldset>
  );
}

const asChoice = (id: string, title: string): Choice => ({ kind: 'room', id, title, minutes: 0, tasks: 0 });

interface GroupProps {
  legend: string;
  kind: Choice['kind'];
  choices: readonly Choice[];
  wanted: Choice | null;
  onChoose: (choice: Choice) => void;
}

function Group({ legend, kind, choices, wanted, onChoose }: GroupProps) {
  const mine = choices.filter((choice) => choice.kind === kind);
  if (mine.length === 0) return null;
  return (
    <fieldset>
      <legend className="settings-legend">{legend}</legend>
      <div className="choose-list">
        {mine.map((choice) => (
          <label key={choice.id} className="choice">
            <input type="radio" name="target" checked={choice.id === wanted?.id && choice.kind === wanted.kind} onChange={() => onChoose(choice)} />
            <span className="choose-words">
              <strong lang="de">{choice.title}</strong>
              <span className="soft">{m.unit_size({ minutes: choice.minutes, count: choice.tasks })}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Chosen({ choice }: { choice: Choice }) {
  const { registrationId, enrolmentId } = useSession();
  return (
    <div className="calm">
      <PageHeading>{m.chosen_title()}</PageHeading>
      <p>{m.chosen_text({ title: choice.title })}</p>
      <div>
        <Link className="button button-main" href={pathTo('people', { reg: registrationId, enr: enrolmentId }, {})}>
          {m.to_course()}
        </Link>
      </div>
    </div>
  );
}
