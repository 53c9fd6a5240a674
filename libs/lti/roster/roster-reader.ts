import { Injectable } from '@nestjs/common';
import { Problem } from '#lotse/base';
import { LtiServices, type ServiceAccess } from '../services/services.js';
import { nextPage, readMembers, type RosterMember } from './read-members.js';

/** More people than this no course of a school has; a list by name holds no more either (decisions.md 22). */
export const MOST_MEMBERS = 20_000;
const PAGE = 5_000;
const MOST_PAGES = 200;

export interface ReadRoster {
  members: RosterMember[];
  /** The platform has more members than were taken. */
  more: boolean;
  /** Some rows were skipped because they have no usable person id. */
  unread: boolean;
}

/** Rules a test switches off, to see that something notices. */
export const READ_RULES = { capped: true, sameCourse: true };

/**
 * Reads a course's whole roster, page by page (NRPS 2.0, 2.4.3). A next page lies with the platform itself or is not
 * fetched, and the roster of another course is refused: a token reads any course of the site.
 * Problems: fetch.*, token.*, service.foreign, roster.refused, roster.unreadable, roster.other-course, roster.endless.
 */
@Injectable()
export class RosterReader {
  readonly rules = { ...READ_RULES };

  constructor(private readonly services: LtiServices) {}

  async read(access: ServiceAccess, course: { url: string; contextId: string }): Promise<ReadRoster> {
    const members: RosterMember[] = [];
    const seen = new Set<string>();
    let unread = false;
    for (let url: string | null = withLimit(course.url); url !== null;) {
      if (seen.has(url) || seen.size >= MOST_PAGES) throw new Problem('upstream', 'roster.endless');
      seen.add(url);
      const reply = await this.services.getMembers(access, url);
      if (reply.status !== 200) throw new Problem('upstream', 'roster.refused', { status: reply.status });
      const page = readMembers(reply.text);
      if (!page) throw new Problem('upstream', 'roster.unreadable');
      if (this.rules.sameCourse && page.contextId !== null && page.contextId !== course.contextId) throw new Problem('upstream', 'roster.other-course');
      this.services.noteUnread(access, 'members', page.unread);
      unread ||= page.unread.count > 0;
      members.push(...page.members);
      url = nextPage(reply.link, url);
      if (this.rules.capped && (members.length > MOST_MEMBERS || (members.length === MOST_MEMBERS && url !== null))) {
        return { members: members.slice(0, MOST_MEMBERS), more: true, unread };
      }
    }
    return { members, more: false, unread };
  }
}

function withLimit(address: string): string {
  const url = new URL(address);
  if (!url.searchParams.has('limit')) url.searchParams.set('limit', String(PAGE));
  return url.href;
}
