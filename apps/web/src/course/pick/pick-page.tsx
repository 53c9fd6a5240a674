import { pickItems, pickPage } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { useAddress } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { EVERYTHING, fitting, type Pick, type PickItem } from './fitting.js';
import { PickFilters } from './pick-filters.js';
import { PickList } from './pick-list.js';
import { PickRooms } from './pick-rooms.js';
import { Preview } from './preview.js';
import './pick.css';

/** Inside the LMS's dialog: a teacher chooses what becomes activities of the course. */
export default function PickPage() {
  const ticketId = useAddress()?.values['ticket'] ?? '';
  const page = useLoad(`pick ${ticketId}`, (signal) => call(pickPage, { params: { ticketId }, signal }));
  if (page.problem !== null)
    return <Page title={m.pick_title()}>{isOver(page.problem) ? <Over /> : <Failed problem={page.problem} onRetry={page.reload} />}</Page>;
  if (page.value === null)
    return (
      <Page title={m.pick_title()}>
        <Waiting />
      </Page>
    );
  return <Picker pick={page.value} ticketId={ticketId} />;
}

/** The choice was given already, or the hour is over: only the LMS can open another. */
function isOver(problem: Problem): boolean {
  return problem.code === 'ticket.used' || problem.code === 'ticket.over' || problem.code === 'ticket.unknown';
}

function Over() {
  return (
    <div className="calm">
      <PageHeading>{m.pick_over_title()}</PageHeading>
      <p>{m.pick_over_text()}</p>
    </div>
  );
}

function Picker({ pick, ticketId }: { pick: Pick; ticketId: string }) {
  const [wish, setWish] = useState(EVERYTHING);
  const [items, setItems] = useState<PickItem[]>([]);
  const [trying, setTrying] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  async function answer(chosen: readonly PickItem[]) {
    if (sending) return;
    setSending(true);
    setProblem(null);
    try {
      const { path } = await call(pickItems, { params: { ticketId }, body: { items: [...chosen] } });
      window.location.replace(path);
    } catch (error) {
      setProblem(toProblem(error));
      setSending(false);
    }
  }
  if (problem !== null && isOver(problem))
    return (
      <Page title={m.pick_title()}>
        <Over />
      </Page>
    );
  // the list stays, hidden, so that whoever comes back from trying finds everything where it was
  return (
    <Page title={m.pick_title()}>
      {trying !== null && <Preview unitId={trying} onClose={() => setTrying(null)} />}
      <div className="stack stack-24" hidden={trying !== null}>
        <div>
          <PageHeading>{m.pick_title()}</PageHeading>
          <p className="soft">
            {pick.courseTitle === '' ? m.pick_for_platform({ platform: pick.platform }) : m.pick_for({ course: pick.courseTitle, platform: pick.platform })}
          </p>
        </div>
        {pick.acceptsLinks ? (
          <>
            <p>{pick.acceptsSeveral ? m.pick_text_several() : m.pick_text_one()}</p>
            <PickFilters modules={pick.modules} wish={wish} onChange={(change) => setWish({ ...wish, ...change })} />
            <PickRooms rooms={pick.rooms} items={items} several={pick.acceptsSeveral} onItems={setItems} />
            <Listed pick={pick} found={fitting(pick.modules, wish)} items={items} onItems={setItems} onTry={setTrying} onAll={() => setWish(EVERYTHING)} />
          </>
        ) : (
          <Note look="amber">{m.pick_not_accepted()}</Note>
        )}
        {problem !== null && (
          <Note look="wrong" role="alert">
            {sayProblem(problem)}
          </Note>
        )}
        <Bar count={items.length} may={pick.acceptsLinks} sending={sending} onTake={() => void answer(items)} onCancel={() => void answer([])} />
      </div>
    </Page>
  );
}

interface ListedProps {
  pick: Pick;
  found: ReturnType<typeof fitting>;
  items: readonly PickItem[];
  onItems: (items: PickItem[]) => void;
  onTry: (unitId: string) => void;
  onAll: () => void;
}

function Listed({ pick, found, items, onItems, onTry, onAll }: ListedProps) {
  const count = found.reduce((sum, { units }) => sum + units.length, 0);
  return (
    <section className="stack" aria-label={m.all_units()}>
      <p role="status" className="soft">
        {m.pick_found({ count })}
      </p>
      {pick.modules.length === 0 && (
        <Empty title={m.nothing_published_title()}>
          <p>{m.nothing_published_text()}</p>
        </Empty>
      )}
      {pick.modules.length > 0 && count === 0 && (
        <Empty title={m.pick_none_title()}>
          <div>
            <Button onClick={onAll}>{m.clear_filters()}</Button>
          </div>
        </Empty>
      )}
      <PickList found={found} items={items} several={pick.acceptsSeveral} onItems={onItems} onTry={onTry} />
    </section>
  );
}

interface BarProps {
  count: number;
  may: boolean;
  sending: boolean;
  onTake: () => void;
  onCancel: () => void;
}

/** Stays in sight: what was chosen, and the two ways out of the dialog. */
function Bar({ count, may, sending, onTake, onCancel }: BarProps) {
  const [asked, setAsked] = useState(false);
  function take() {
    setAsked(true);
    if (count > 0) onTake();
  }
  return (
    <div className="pick-bar">
      <div role="status">{asked && count === 0 ? m.pick_first() : may ? m.pick_chosen({ count }) : ''}</div>
      <div className="row">
        {may && (
          <Button look="main" aria-disabled={sending || undefined} onClick={take}>
            {sending ? m.sending() : m.pick_take()}
          </Button>
        )}
        <Button onClick={onCancel}>{m.cancel()}</Button>
      </div>
    </div>
  );
}
