import { windowCode } from '#lotse/contract';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api/call.js';
import { pathTo } from '../address/addresses.js';
import { Button } from '../design/button.js';
import { Note } from '../design/note.js';
import { useSession } from '../session/session.js';
import { m } from '../../paraglide/messages.js';
import { sayProblem } from '../api/problem-sentence.js';
import '../words/more-problems.js';

/** Opens the hour in a window of its own, because a frame of the LMS gives no screen; the session goes along by a code that is used once.
 *  `isNext`: it takes the place of what was pressed, and the focus with it. */
export function EnterHour({ meetingId, isOpen = true, isNext = false }: { meetingId: string; isOpen?: boolean; isNext?: boolean }) {
  const { registrationId, enrolmentId, role } = useSession();
  const [fault, setFault] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNext) box.current?.querySelector('button')?.focus();
  }, [isNext]);
  function enter() {
    if (!isOpen) return;
    // at once, while the browser still takes it for what the person pressed
    const opened = window.open('about:blank');
    if (opened === null) return setFault(role === 'trainee' ? m.hr_enter_failed_you() : m.hr_enter_failed());
    setFault(null);
    call(windowCode, { body: {} }).then(
      ({ code }) => {
        opened.opener = null;
        opened.location.href = `${pathTo('meeting', { reg: registrationId, enr: enrolmentId }, { meeting: meetingId })}#code=${code}`;
      },
      (error: unknown) => {
        opened.close();
        setFault(sayProblem(error));
      },
    );
  }
  return (
    <div className="stack stack-8">
      <div ref={box}>
        <Button look="main" onClick={enter} aria-disabled={!isOpen}>
          {m.hr_enter()}
        </Button>
      </div>
      {fault !== null && (
        <Note look="wrong" role="alert">
          {fault}
        </Note>
      )}
    </div>
  );
}
