import Clock from 'lucide-react/icons/clock';
import LayoutGrid from 'lucide-react/icons/layout-grid';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import type { LiveValue } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import { AllTasks } from './all-tasks.js';
import { markPassed, minutesLeft, msLeft, type TimeLeft, type ToldAt } from './exam-clock.js';
import type { Line } from './exam-lines.js';
import type { Sheet as AnswerSheet } from './exam-sheet.js';

interface Props {
  sheet: AnswerSheet;
  lines: readonly Line[];
  /** Of the task that is shown; null where it is handed in. */
  index: number | null;
  onShow: (index: number) => void;
  onHandIn: () => void;
}
const LOOK_MS = 1_000;

/** Which task this is, how much time is left, and the way to every other task. */
export function ExamHead({ sheet, lines, index, onShow, onHandIn }: Props) {
  const [open, setOpen] = useState(false);
  const [isTimeHidden, setTimeHidden] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // in a frame the page around it may be where somebody is
    if (document.hasFocus()) heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [index]);
  function go(act: () => void) {
    setOpen(false);
    act();
  }
  return (
    <div className="exam-head">
      <h1 ref={heading} tabIndex={-1}>
        {index === null ? m.mx_hand_in_title() : m.task_of({ number: index + 1, total: lines.length })}
      </h1>
      <ClockView live={sheet.time} isHidden={isTimeHidden} />
      <div className="exam-tools">
        <Button look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <LayoutGrid aria-hidden size={20} />
          {m.mx_all()}
        </Button>
        <Button look="quiet" onClick={() => setTimeHidden(!isTimeHidden)}>
          {isTimeHidden ? m.mx_clock_show() : m.mx_clock_hide()}
        </Button>
      </div>
      <Sheet title={m.mx_all()} open={open} onClose={() => setOpen(false)}>
        <AllTasks paper={sheet.paper.get()} lines={lines} index={index} onShow={(at) => go(() => onShow(at))} onHandIn={() => go(onHandIn)} />
      </Sheet>
    </div>
  );
}

/** Quiet, and out of sight where somebody wants that; the last minutes are told to whoever does not see it. */
function ClockView({ live, isHidden }: { live: LiveValue<TimeLeft>; isHidden: boolean }) {
  const { ms, told } = useClock(live);
  const minutes = minutesLeft(ms);
  return (
    <>
      {!isHidden && (
        <span className="meta figures">
          <Clock aria-hidden size={18} />
          {minutes <= 1 ? m.mx_clock_last() : m.mx_clock({ minutes })}
        </span>
      )}
      <span role="status" className="unseen">
        {told !== null && m.mx_told({ minutes: told })}
      </span>
    </>
  );
}

/** Looked at each second; `told` is the mark that was passed last while this page was open. */
function useClock(live: LiveValue<TimeLeft>): { ms: number; told: ToldAt | null } {
  const [clock, setClock] = useState(() => ({ ms: msLeft(live.get(), performance.now()), told: null as ToldAt | null }));
  useEffect(() => {
    const timer = window.setInterval(() => {
      const ms = msLeft(live.get(), performance.now());
      setClock((before) => ({ ms, told: markPassed(before.ms, ms) ?? before.told }));
    }, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [live]);
  return clock;
}
