import { disablePlatform, enablePlatform } from '#lotse/contract';
import { Refused, useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import type { PartProps } from './parts.js';

export function SwitchPlatform({ at, platform, onChange }: PartProps) {
  const { busy, problem, send } = useSend();
  const isOn = platform.state === 'active';
  const change = async () => {
    await call(isOn ? disablePlatform : enablePlatform, { params: at, body: {} });
    onChange();
  };
  return (
    <section className="card stack" aria-labelledby="switch-title">
      <h2 id="switch-title">{isOn ? m.pf_switch_off() : m.pf_switch_on()}</h2>
      <p>{isOn ? m.pf_switch_off_text() : m.pf_switch_on_text()}</p>
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button look={isOn ? 'plain' : 'main'} aria-disabled={busy} onClick={() => send(change)}>
          {isOn ? m.pf_switch_off() : m.pf_switch_on()}
        </Button>
      </div>
    </section>
  );
}
