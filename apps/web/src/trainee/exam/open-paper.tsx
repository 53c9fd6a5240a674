import type { ExamPaper } from '#lotse/contract';
import { useEffect, useState } from 'react';
import { navigate, Redirect, useSearch } from '../../kit/address/nav.js';
import { Page } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { useLive, type LiveValue } from '../../kit/state/live-value.js';
import { ExamMode } from '../../kit/task/players/exam-mode.js';
import { m } from '../../paraglide/messages.js';
import { Ended } from './ended.js';
import { msLeft, type TimeLeft } from './exam-clock.js';
import { ExamHead } from './exam-head.js';
import { isAnswered, linesOf } from './exam-lines.js';
import { ToOverview } from './exam-paths.js';
import { sheetFor } from './exam-sheet.js';
import { ExamTaskView } from './exam-task.js';
import { HandIn } from './hand-in.js';
import { TimeOver } from './time-over.js';

/** What the address names in place of a task. */
const END = 'end';

const show = (index: number): void => navigate(`?task=${index + 1}`);
const toHandIn = (): void => navigate(`?task=${END}`);

/** A running exam: one task at a time, in any order, until it is handed in or its time is over. */
export function OpenPaper({ first }: { first: ExamPaper }) {
  const { enrolmentId } = useSession();
  const [sheet] = useState(() => sheetFor(enrolmentId, first));
  const paper = useLive(sheet.paper);
  const { unsaved, over } = useLive(sheet.saver.state);
  const isOver = useIsOver(sheet.time);
  const wanted = new URLSearchParams(useSearch()).get('task');
  // leaving the page does not wait for the pause after the last key
  useEffect(() => () => void sheet.saver.flush(), [sheet]);
  if (paper.state !== 'running') return <Ended isBrokenOff={paper.state === 'broken-off'} />;
  if (over || isOver) return <TimeOver sheet={sheet} />;
  const lines = linesOf(paper.tasks, unsaved);
  const index = Number.parseInt(wanted ?? '', 10) - 1;
  const task = paper.tasks[index];
  const line = lines[index];
  const isEnd = wanted === END;
  if (!isEnd && (task === undefined || line === undefined)) return <Redirect to={`?task=${firstOpen(lines.map(isAnswered)) + 1}`} />;
  const total = paper.tasks.length;
  const shared = { sheet, lines, onShow: show };
  return (
    <Page title={`${isEnd ? m.mx_hand_in_title() : m.task_of({ number: index + 1, total })} · ${paper.title}`} lead={<ToOverview />}>
      <ExamHead {...shared} index={isEnd ? null : index} onHandIn={toHandIn} />
      {isEnd || task === undefined || line === undefined ? (
        <HandIn {...shared} />
      ) : (
        <ExamMode.Provider value={sheet.heard}>
          <ExamTaskView
            key={task.position}
            task={task}
            line={line}
            area={paper.areas.find((one) => one.areaId === task.areaId)?.title}
            saver={sheet.saver}
            onBack={index > 0 ? () => show(index - 1) : null}
            onNext={index + 1 < total ? () => show(index + 1) : null}
            onHandIn={toHandIn}
          />
        </ExamMode.Provider>
      )}
    </Page>
  );
}

const firstOpen = (answered: readonly boolean[]): number => Math.max(0, answered.indexOf(false));

/** True from the moment the server's time is over. */
function useIsOver(live: LiveValue<TimeLeft>): boolean {
  const time = useLive(live);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const ms = msLeft(time, performance.now());
    const timer = window.setTimeout(() => setOver(true), ms);
    return () => window.clearTimeout(timer);
  }, [time]);
  return isOver;
}
