import { startPage, type StartPage as Start } from '#lotse/contract';
import { useEffect } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { m } from '../../paraglide/messages.js';
import { isOpenAt, useUpcoming } from './upcoming.js';
import { useSession } from '../../kit/session/session.js';
import { forgetRun } from '../task/use-run.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { ContactCard } from './contact-card.js';
import { Fairway } from '../../kit/fairway/fairway.js';
import { Legend } from '../../kit/fairway/legend.js';
import { isRunning, useMockExams } from './use-mock-exams.js';
import { NextUnit } from './next-unit.js';
import { Said } from './said.js';
import { UnitList, type UnitCard } from './unit-list.js';
import { later } from '../../kit/state/later.js';
import './start.css';

const CompanionHint = later(() => import('../../kit/companion/companion-hint.js'));
const ExamButton = later(() => import('./exam-button.js'));
const Marked = later(() => import('./marked.js'));
const MockExams = later(() => import('./mock-exams.js'));
const NextMeeting = later(() => import('./next-meeting.js'));
const ReportHint = later(() => import('../reports/report-hint.js'));

export default function StartPage() {
  const { enrolmentId, role, linkId, target } = useSession();
  const page = useLoad(`start ${enrolmentId}`, (signal) => call(startPage, { params: { enrolmentId }, signal }));
  useEffect(forgetRun, []);
  const upcoming = useUpcoming();
  const hour = role === 'trainee' && <NextMeeting upcoming={upcoming} />;
  const forms = useMockExams();
  const exams = forms.length > 0 && <MockExams forms={forms} />;
  const isExamRunning = forms.some(isRunning);
  const first = upcoming.value?.meetings[0];
  const isHourOpen = first !== undefined && isOpenAt(first, upcoming.value?.now ?? '');
  const start = page.value;
  if (page.problem !== null) {
    return (
      <Page title={m.overview()}>
        <Failed problem={page.problem} onRetry={page.reload} />
      </Page>
    );
  }
  if (start === null)
    return (
      <Page title={m.overview()}>
        <Waiting />
      </Page>
    );
  return (
    <Page title={start.courseTitle} wide>
      <div className="start">
        <div className="start-course">
          <PageHeading>{start.courseTitle}</PageHeading>
        </div>
        <div className="stack stack-24">
          {role === 'guest' && <Note>{m.guest_note()}</Note>}
          {role === 'trainee' && <ReportHint first />}
          {isExamRunning && exams}
          <Said said={start.said} />
          {start.marked.length > 0 && <Marked marked={start.marked} />}
          {isHourOpen && hour}
          <WhatNow next={start.next} isOpen={linkId !== null && target === null} units={start.units} />
          {!isHourOpen && hour}
          {!isExamRunning && exams}
          {(start.units.length > 1 || start.units.some((unit) => unit.state === 'finished')) && <UnitList units={start.units} />}
        </div>
        <div className="stack stack-24">
          <CompanionHint />
          {start.fairway.length > 0 && <WayToExam start={start} onSaved={page.reload} />}
          {start.contact !== null && <ContactCard contact={start.contact} />}
          {role === 'trainee' && <ReportHint first={false} />}
        </div>
      </div>
    </Page>
  );
}

function WayToExam({ start, onSaved }: { start: Start; onSaved: () => void }) {
  const isTrainee = useSession().role === 'trainee';
  return (
    <section className="card stack stack-8" aria-labelledby="fairway">
      <h2 id="fairway">{m.fairway_title()}</h2>
      <Fairway
        buoys={start.fairway}
        more={(buoy) => isTrainee && <Practise unitId={buoy.unitId} />}
        harbour={{ examOn: start.examOn, action: isTrainee && <ExamButton exam={start} onSaved={onSaved} /> }}
      />
      <Legend />
    </section>
  );
}

function Practise({ unitId }: { unitId: string }) {
  const { registrationId, enrolmentId } = useSession();
  return (
    <Link className="link-row" href={pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: unitId })}>
      {m.buoy_practise()}
    </Link>
  );
}

/** `isOpen`: the teacher has not chosen what the link in the LMS opens; what else there is can be done meanwhile. */
function WhatNow({ next, isOpen, units }: { next: UnitCard | null; isOpen: boolean; units: readonly UnitCard[] }) {
  const { role } = useSession();
  if (isOpen)
    return (
      <>
        <Empty title={m.not_chosen_title()}>
          <p>{m.not_chosen_text()}</p>
        </Empty>
        {next !== null && <NextUnit unit={next} />}
      </>
    );
  if (next !== null && (next.state !== 'finished' || role === 'trainee')) return <NextUnit unit={next} />;
  if (units.length === 0)
    return (
      <Empty title={m.no_units_title()}>
        <p>{m.no_units_text()}</p>
      </Empty>
    );
  return (
    <Empty title={m.all_done_title()}>
      <p>{m.all_done_text()}</p>
    </Empty>
  );
}
