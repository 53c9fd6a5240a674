import type { EntityManager } from 'typeorm';
import { columns, type RowOf } from '#lotse/base';
import type { Deployment, LtiKey, PlatformState, Registration } from './platform.entities.js';

const PLATFORM = columns<Registration>()('tenant', 'id', 'issuer', 'clientId', 'name', 'authUrl', 'tokenUrl', 'jwksUrl', 'audience', 'state');
/** A registered platform as the rules of login, launch and grades need it. */
export type Platform = RowOf<typeof PLATFORM>;

/** SQL, a platform without its tenant as JSON; `r` is its registration. */
export const PLATFORM_JSON = `json_build_object('id', r.id, 'issuer', r.issuer, 'clientId', r.client_id, 'name', r.name, 'authUrl', r.auth_url, 'tokenUrl', r.token_url,
  'jwksUrl', r.jwks_url, 'audience', r.audience, 'state', r.state)`;

export function platformsByIssuer(tx: EntityManager, issuer: string): Promise<Platform[]> {
  return tx.query<Platform[]>(`select ${PLATFORM} from registration where issuer = $1 and state <> 'deleted'`, [issuer]);
}

export async function platformById(tx: EntityManager, id: string): Promise<Platform | undefined> {
  const [platform] = await tx.query<Platform[]>(`select ${PLATFORM} from registration where id = $1 and state <> 'deleted'`, [id]);
  return platform;
}

/** When the first of these registrations was made; null where none of them is seen. */
export async function firstRegisteredAt(tx: EntityManager, ids: readonly string[]): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }[]>(`select min(created_at) as at from registration where id = any($1)`, [ids]);
  return row?.at ?? null;
}

const REGISTERED = columns<Registration>('r.')('id', 'issuer', 'clientId', 'name', 'authUrl', 'tokenUrl', 'jwksUrl', 'audience');
/** A registration with the name of the key that signs for it. */
export type RegisteredRow = RowOf<typeof REGISTERED> & Pick<LtiKey, 'kid'>;

export async function registeredPlatform(
  tx: EntityManager,
  { tenant, issuer, clientId }: { tenant: string; issuer: string; clientId: string },
): Promise<RegisteredRow | undefined> {
  const [row] = await tx.query<RegisteredRow[]>(
    `select ${REGISTERED}, k.kid
       from registration r join lti_key k on k.tenant = r.tenant and k.registration = r.id and k.retired_at is null
       where r.tenant = $1 and r.issuer = $2 and r.client_id = $3 order by k.created_at desc limit 1`,
    [tenant, issuer, clientId],
  );
  return row;
}

interface DeploymentKey {
  tenant: string;
  registration: string;
  deploymentId: string;
}

export async function deploymentBy(
  tx: EntityManager,
  { tenant, registration, deploymentId }: DeploymentKey,
): Promise<Pick<Deployment, 'id' | 'state'> | undefined> {
  const [row] = await tx.query<Pick<Deployment, 'id' | 'state'>[]>(
    `select id, state from deployment where tenant = $1 and registration = $2 and deployment_id = $3`,
    [tenant, registration, deploymentId],
  );
  return row;
}

/** Makes a deployment with the platform's state, or gives a known one that state. */
export async function putDeployment(tx: EntityManager, wish: DeploymentKey & { id: string; state: PlatformState; now: Date }): Promise<void> {
  await tx.query(
    `insert into deployment (tenant, id, registration, deployment_id, state, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (registration, deployment_id) do update set state = excluded.state`,
    [wish.tenant, wish.id, wish.registration, wish.deploymentId, wish.state, wish.now],
  );
}

/** Makes a deployment that waits for an admin; one that is there stays as it is. */
export async function addWaitingDeployment(tx: EntityManager, wish: DeploymentKey & { id: string; now: Date }): Promise<void> {
  await tx.query(
    `insert into deployment (tenant, id, registration, deployment_id, state, created_at) values ($1, $2, $3, $4, 'waiting', $5) on conflict (registration, deployment_id) do nothing`,
    [wish.tenant, wish.id, wish.registration, wish.deploymentId, wish.now],
  );
}

export async function isShutOut(
  tx: EntityManager,
  who: { tenant: string; issuer: string; sub: string; deployment: string; course: { kind: 'context' | 'link'; id: string } },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from identity n where n.tenant = $1 and n.issuer = $2 and n.sub = $3 and (n.suspended_at is not null or exists
           (select 1 from enrolment e join course c on c.tenant = e.tenant and c.id = e.course where e.tenant = n.tenant and e.person = n.person and e.status = 'suspended' and c.deployment = $4 and c.kind = $5 and c.context_id = $6))`,
    [who.tenant, who.issuer, who.sub, who.deployment, who.course.kind, who.course.id],
  );
  return rows.length > 0;
}
