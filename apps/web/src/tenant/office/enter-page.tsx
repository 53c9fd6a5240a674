import { useState } from 'react';
import { addParticipation, changeParticipation, officeParticipation, type ParticipationView, type ParticipationWish } from '#lotse/contract';
import type { Tenant } from '../../kit/session/account-session.js';
import { useUnsavedPage } from '../../kit/design/leave-guard.js';
import { Form } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/frame.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { toProblem } from '../../kit/api/problem.js';
import { Link, navigate } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { PageHeading } from '../../kit/frame/page.js';
import { Loaded } from './loaded.js';
import { ParticipationFields } from './participation-fields.js';

const EMPTY: ParticipationWish = {
  ...{ legalName: '', traineeId: null, measureId: '', startsOn: '', endsOn: null, probationEndsOn: null },
  phases: [{ phase: 'ACCOMPANYING_PHASE', startsOn: '', endsOn: null }],
  ...{ companionId: null, deputyId: null, caseworkerId: null, firm: null, school: null, examOn: null, occupation: null, namesake: false },
};

function wishOf(view: ParticipationView): ParticipationWish {
  const { legalName, startsOn, endsOn, probationEndsOn, phases, firm, school, examOn, occupation } = view;
  return {
    ...{ legalName, startsOn, endsOn, probationEndsOn, phases, firm, school, examOn, occupation, namesake: false },
    traineeId: view.trainee?.personId ?? null,
    measureId: view.measure.measureId,
    companionId: view.companion?.contactId ?? null,
    deputyId: view.deputy?.contactId ?? null,
    caseworkerId: view.caseworker?.personId ?? null,
  };
}

/** Enters somebody, or changes what was entered. */
export function EnterPage({ tenant, participationId }: { tenant: Tenant; participationId?: string }) {
  const title = participationId === undefined ? m.of_enter() : m.of_change_of();
  return (
    <Frame title={title} wide>
      <div className="stack stack-24 office-form">
        <PageHeading>{title}</PageHeading>
        {participationId === undefined ? (
          <EnterForm tenantId={tenant.tenantId} start={EMPTY} old={null} />
        ) : (
          <Change tenantId={tenant.tenantId} participationId={participationId} />
        )}
      </div>
    </Frame>
  );
}

function Change({ tenantId, participationId }: { tenantId: string; participationId: string }) {
  const old = useTenantLoad(`to change ${participationId}`, (signal) => call(officeParticipation, { params: { tenantId, participationId }, signal }));
  return <Loaded load={old}>{(view) => <EnterForm tenantId={tenantId} start={wishOf(view)} old={view} />}</Loaded>;
}

function EnterForm({ tenantId, start, old }: { tenantId: string; start: ParticipationWish; old: ParticipationView | null }) {
  const [wish, setWish] = useState(start);
  const leaving = useUnsavedPage(wish);
  const [asksNamesake, setAsksNamesake] = useState(false);
  const base = `/a/t/${tenantId}/participations`;
  async function submit() {
    try {
      if (old === null) {
        const { participationId } = await call(addParticipation, { params: { tenantId }, body: wish });
        navigate(`${base}/${participationId}`);
      } else {
        await call(changeParticipation, { params: { tenantId, participationId: old.participationId }, body: wish });
        navigate(`${base}/${old.participationId}`);
      }
    } catch (error) {
      if (toProblem(error).code === 'participation.same-name') setAsksNamesake(true);
      throw error;
    }
  }
  return (
    <>
      <Form
        submit={m.acc_save()}
        onSubmit={submit}
        more={
          <Link className="link-row" href={old === null ? base : `${base}/${old.participationId}`}>
            {m.acc_cancel()}
          </Link>
        }
      >
        <ParticipationFields tenantId={tenantId} wish={wish} loginName={old?.trainee?.name ?? null} onChange={setWish} />
        {asksNamesake && (
          <label className="choice">
            <input type="checkbox" checked={wish.namesake === true} onChange={(event) => setWish({ ...wish, namesake: event.target.checked })} />
            {m.of_namesake()}
          </label>
        )}
      </Form>
      {leaving}
    </>
  );
}
