import { chooseTarget, linkChoices, type LinkChoices as LinkChoicesSchema } from '#lotse/contract';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link, usePlace } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../../kit/address/places.js';
import { noteTarget, useSession } from '../../kit/session/session.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import '../people/person.css';

type Choices = output<typeof LinkChoicesSchema>;
type Choice = Choices['choices'][number];

export default function ChoosePage() {
  const { enrolmentId } = useSession();
  const linkId = usePlace()?.values['link'] ?? '';
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
      <Group legend={m.single_units()} kind="unit" choices={link.choices} wanted={wanted} onChoose={setWanted} />
      {asked && wanted === null && (
        <Note look="wrong" role="alert">
          {m.choose_first()}
        </Note>
      )}
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayProblem(problem)}
        </Note>
      )}
      {link.choices.length > 0 && (
        <div>
          <Button look="main" type="submit">
            {m.choose()}
          </Button>
        </div>
      )}
    </form>
  );
}

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
