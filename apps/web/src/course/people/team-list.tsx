import { setTeam } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { m } from '../../paraglide/messages.js';
import { useSession } from '../../kit/session/session.js';
import type { Roster } from './shapes.js';

/** Learners of the LMS who belong to the team, so that it can be taken back. */
export function TeamList({ team, onChange }: { team: Roster['team']; onChange: () => void }) {
  const { enrolmentId } = useSession();
  const { busy, problem, send } = useSend();
  const remove = async (personId: string) => {
    await call(setTeam, { params: { enrolmentId, personId }, body: { team: false } });
    onChange();
  };
  return (
    <section className="stack stack-8" aria-labelledby="team">
      <h2 id="team">{m.team_title()}</h2>
      {problem !== null && <Refused problem={problem} />}
      <ul className="stack stack-8">
        {team.map(({ personId, name }) => (
          <li key={personId} className="row">
            <span>{name}</span>
            <Button look="quiet" aria-disabled={busy} onClick={() => send(() => remove(personId))}>
              {m.team_remove({ name })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
