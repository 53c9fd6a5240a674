import { m } from '../paraglide/messages.js';
import { PageHeading } from '../kit/frame/page.js';
import { AddressCheck, MailTest } from './checks.js';
import { InstallationAdmins } from './installation-admins.js';
import { Frame } from '../kit/frame/frame.js';

export default function InstallationPage() {
  return (
    <Frame title={m.acc_installation()} wide>
      <div className="stack stack-24">
        <PageHeading>{m.acc_installation()}</PageHeading>
        <div className="halves">
          <section className="card stack">
            <h2>{m.acc_step_address()}</h2>
            <AddressCheck />
          </section>
          <section className="card stack">
            <h2>{m.acc_step_mail()}</h2>
            <MailTest />
          </section>
        </div>
        <section className="card stack">
          <h2>{m.acc_inst_admins()}</h2>
          <InstallationAdmins />
        </section>
      </div>
    </Frame>
  );
}
