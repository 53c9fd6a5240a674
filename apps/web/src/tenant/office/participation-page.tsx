import { useState } from 'react';
import { endParticipation, officeParticipation, reopenParticipation, type ExitWish, type ParticipationView } from '#lotse/contract';
import { BackLink } from '../../kit/address/back-link.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { ChoiceField, Field, Form, Refused, useSend } from '../../kit/form/form.js';
import { Frame } from '../../kit/frame/frame.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { PageHeading } from '../../kit/frame/page.js';
import { DueList, Facts } from './facts.js';
import { Interruptions } from './interruptions.js';
import { Loaded } from './loaded.js';
import { exitOptions, sayState, STATE_LOOK, whereaboutsOptions } from './words.js';

/** One participation as the office has it, and what happens to it. */
export function ParticipationPage({ tenant: { tenantId }, participationId }: { tenant: Tenant; participationId: string }) {
  const params = { tenantId, participationId };
  const load = useTenantLoad(`participation ${participationId}`, (signal) => call(officeParticipation, { params, signal }));
  const base = `/a/t/${tenantId}/participations`;
  return (
    <Frame title={load.value?.legalName ?? m.of_participations()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={base}>{m.of_back_to_all()}</BackLink>
        </div>
        <Loaded load={load}>
          {(view) => (
            <>
              <div className="row row-apart">
                <div className="row">
                  <PageHeading>{view.legalName}</PageHeading>
                  <span className={STATE_LOOK[view.state]}>{sayState(view.state)}</span>
                </div>
                <Link className="button" href={`${base}/${participationId}/change`}>
                  {m.of_change()}
                </Link>
              </div>
              <div className="halves">
                <section className="card stack">
                  <h2>{m.of_facts()}</h2>
                  <Facts view={view} />
                </section>
                <div className="stack">
                  <section className="card stack">
                    <h2>{m.of_due()}</h2>
                    <DueList due={view.due} today={new Date()} />
                  </section>
                  <section className="card stack">
                    <h2>{m.of_interruptions()}</h2>
                    <Interruptions params={params} list={view.interruptions} onChange={load.reload} />
                  </section>
                  <section className="card stack">
                    <h2>{m.of_exit()}</h2>
                    <Exit params={params} view={view} onChange={load.reload} />
                  </section>
                </div>
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Frame>
  );
}

type Params = { tenantId: string; participationId: string };

function Exit({ params, view, onChange }: { params: Params; view: ParticipationView; onChange: () => void }) {
  const [open, setOpen] = useState(false);
  const { problem, send } = useSend();
  if (view.exit !== null) {
    return (
      <>
        <p>{m.of_exit_entered()}</p>
        {problem !== null && <Refused problem={problem} />}
        <div>
          <Button onClick={() => send(() => call(reopenParticipation, { params, body: {} }).then(onChange))}>{m.of_exit_back()}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p className="soft">{m.of_exit_text()}</p>
      <div>
        <Button onClick={() => setOpen(true)}>{m.of_exit_enter()}</Button>
      </div>
      <Sheet title={m.of_exit_enter()} open={open} onClose={() => setOpen(false)}>
        <ExitForm
          params={params}
          onDone={() => {
            setOpen(false);
            onChange();
          }}
        />
      </Sheet>
    </>
  );
}

function ExitForm({ params, onDone }: { params: Params; onDone: () => void }) {
  const [wish, setWish] = useState<ExitWish>({ exitedOn: '', reason: 'GOAL_REACHED', whereabouts: 'UNKNOWN' });
  useUnsaved(wish);
  const set = (more: Partial<ExitWish>) => setWish((old) => ({ ...old, ...more }));
  return (
    <Form
      submit={m.acc_save()}
      onSubmit={async () => {
        await call(endParticipation, { params, body: wish });
        onDone();
      }}
    >
      <Field label={m.of_exit_day()} type="date" required value={wish.exitedOn} onChange={(exitedOn) => set({ exitedOn })} />
      <ChoiceField legend={m.acc_reason()} value={wish.reason} options={exitOptions()} onChange={(reason) => set({ reason })} />
      <ChoiceField legend={m.of_whereabouts()} value={wish.whereabouts} options={whereaboutsOptions()} onChange={(whereabouts) => set({ whereabouts })} />
    </Form>
  );
}
