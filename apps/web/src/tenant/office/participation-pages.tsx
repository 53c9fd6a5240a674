import type { AccountAddress } from '../../kit/address/account-addresses.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { EnterPage } from './enter-page.js';
import { ParticipationPage } from './participation-page.js';
import { ParticipationsPage } from './participations-page.js';
import './office.css';

/** The office's participations: the list, a new one, one of them. */
export default function ParticipationPages({ tenant, address: { name, values } }: { tenant: Tenant; address: AccountAddress }) {
  const { participation = '' } = values;
  if (name === 'entering') return <EnterPage tenant={tenant} />;
  if (name === 'changing') return <EnterPage key={participation} tenant={tenant} participationId={participation} />;
  if (name === 'participation') return <ParticipationPage key={participation} tenant={tenant} participationId={participation} />;
  return <ParticipationsPage tenant={tenant} />;
}
