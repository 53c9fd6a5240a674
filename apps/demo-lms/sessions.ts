/** Who is logged in at a site, and the one-time launch ids that hang on the login. */
import { randomBytes, randomInt } from 'node:crypto';

export const SESSION_COOKIE = 'LernplattformSession';

export interface PendingLaunch {
  toolId: string;
  courseId: string;
  /** null for a deep linking request. */
  linkId: string | null;
  message: 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest' | 'LtiSubmissionReviewRequest';
  forUser: string | null;
  target: 'iframe' | 'window' | 'frame';
}

export interface Session {
  id: string;
  personId: string;
  sesskey: string;
  launches: Map<string, PendingLaunch>;
}

export class Sessions {
  private readonly open = new Map<string, Session>();

  begin(personId: string): Session {
    const session = { id: randomBytes(16).toString('hex'), personId, sesskey: randomBytes(5).toString('hex'), launches: new Map() };
    this.open.set(session.id, session);
    return session;
  }

  find(cookies: Map<string, string>): Session | null {
    return this.open.get(cookies.get(SESSION_COOKIE) ?? '') ?? null;
  }

  end(session: Session): void {
    this.open.delete(session.id);
  }

  endAllOf(personId: string): void {
    for (const session of this.open.values()) if (session.personId === personId) this.end(session);
  }
}

/** Lax, as every Moodle since 4.5.11 forces it: a form the tool posts at us comes without it. */
export function sessionCookie(session: Session, folder: string): string {
  return `${SESSION_COOKIE}=${session.id}; Path=${folder || '/'}; HttpOnly; SameSite=Lax`;
}

export function rememberLaunch(session: Session, launch: PendingLaunch): string {
  const kind = launch.linkId ?? '_ContentItemSelectionRequest';
  const id = `ltilaunch${kind}${launch.linkId ? '_' : ''}${randomInt(1_000_000, 2_147_483_647)}`;
  session.launches.set(id, launch);
  return id;
}

/** Takes the launch out: a second use of the same id finds nothing. */
export function takeLaunch(session: Session, id: string): PendingLaunch | null {
  const launch = session.launches.get(id) ?? null;
  session.launches.delete(id);
  return launch;
}
