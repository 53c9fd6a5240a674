import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import Hourglass from 'lucide-react/icons/hourglass';
import { selfTestPlatform, type SelfTestStep, type SelfTestStepName } from '#lotse/contract';
import { Refused, useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { DocsLink } from './failure-note.js';
import { MoodleRest } from './moodle-rest.js';
import type { PartProps } from './parts.js';

const SIGNS = { good: [CircleCheck, 'badge-good'], bad: [CircleX, 'badge-wrong'], waiting: [Hourglass, 'badge-amber'] } as const;
const NAMES: Record<SelfTestStepName, () => string> = {
  keys: m.pf_test_keys,
  'our-keys': m.pf_test_our_keys,
  token: m.pf_test_token,
  launch: m.pf_test_launch,
  'line-item': m.pf_test_line_item,
  roster: m.pf_test_roster,
  frame: m.pf_test_frame,
  cookie: m.pf_test_cookie,
};

/** Tries the platform out, as often as wanted; each step says what is, and where it fails which setting to change. */
export function SelfTest({ at, platform: { selfTest, state }, onChange }: PartProps) {
  const locale = useLocale();
  const { busy, problem, send } = useSend();
  const run = async () => {
    await call(selfTestPlatform, { params: at, query: { locale }, body: {} });
    onChange();
  };
  const waits = selfTest?.steps.some((step) => step.code === 'waiting.launch') ?? false;
  return (
    <section className="card stack" aria-labelledby="test-title" aria-busy={busy}>
      <h2 id="test-title">{m.pf_test_title()}</h2>
      <p className="soft">{selfTest === null ? m.pf_test_text() : m.pf_test_ran({ date: formatMoment(selfTest.ranAt, locale) })}</p>
      {selfTest !== null && (
        <ol className="lines" aria-label={m.pf_test_title()}>
          {selfTest.steps.map((step, at, all) => (
            <Step key={step.name} step={step} isTold={all.findIndex((one) => one.code === step.code) < at} />
          ))}
        </ol>
      )}
      {problem !== null && <Refused problem={problem} />}
      <div className="row">
        <Button look={selfTest === null && state === 'active' ? 'main' : 'plain'} aria-disabled={busy} onClick={() => send(run)}>
          {busy ? m.pf_test_running() : selfTest === null ? m.pf_test_run() : m.pf_test_again()}
        </Button>
      </div>
      <p className="unseen" role="status">
        {busy ? m.pf_test_running() : ''}
      </p>
      {waits && <MoodleRest />}
    </section>
  );
}

/** What several steps wait for is said in full by the first of them. */
function Step({ step, isTold }: { step: SelfTestStep; isTold: boolean }) {
  const [Sign, look] = SIGNS[step.state];
  const said = { good: m.acc_state_good(), bad: m.acc_state_bad(), waiting: m.pf_later() }[step.state];
  return (
    <li className="check test-step" data-step={step.name}>
      <span className={look}>
        <Sign aria-hidden size={20} />
        <span className="unseen">{`${said}: `}</span>
      </span>
      <div className="stack stack-4">
        <p className="small soft">{NAMES[step.name]()}</p>
        <p>{step.sentence}</p>
        {step.state === 'bad' && step.remedy !== null && (
          <p>
            <strong>{step.remedy}</strong>
          </p>
        )}
        {step.state === 'waiting' && step.remedy !== null && !isTold && <p className="soft">{step.remedy}</p>}
        {step.code !== null && step.docs !== null && step.state === 'bad' && <DocsLink code={step.code} docs={step.docs} />}
      </div>
    </li>
  );
}
