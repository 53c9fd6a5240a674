/** What a test or a page reads of a site's grades. */
import { phpText } from './custom-values.js';
import type { GradeRow, LineItem, Link, Person, ScorePost } from './model.js';
import { columnOf, type Platform } from './platform.js';

export interface Grade {
  person: Person;
  item: LineItem;
  /** In points of the column; null = no grade. */
  score: number | null;
  maximum: number;
  comment: string | null;
  overridden: boolean;
  locked: boolean;
  /** When the stored grade counts from; null = never graded. */
  at: Date | null;
}

export class Gradebook {
  constructor(private readonly platform: Platform) {}

  get items(): readonly LineItem[] {
    return this.platform.state.items;
  }

  get rows(): readonly GradeRow[] {
    return this.platform.state.grades;
  }

  /** Every score POST with its time, body and the status it was answered with, oldest first (the last 5,000). */
  get posts(): readonly ScorePost[] {
    return this.platform.state.posts;
  }

  /** The column of a link; null where it was deleted, or the link has several. */
  column(link: Link): LineItem | null {
    return columnOf(this.platform.state, link);
  }

  /** One cell; null where nothing was ever stored in it. */
  grade(person: Person, item: LineItem | null): Grade | null {
    const row = this.rows.find((one) => one.itemId === item?.id && one.personId === person.id);
    if (!row || !item) return null;
    return {
      person,
      item,
      score: row.finalGrade,
      maximum: item.scoreMaximum,
      comment: row.feedback,
      overridden: row.overridden > 0,
      locked: row.locked,
      at: row.timeModified === null ? null : new Date(row.timeModified * 1000),
    };
  }

  /** Score POSTs that name this person, oldest first. */
  postsOf(person: Person, item?: LineItem | null): ScorePost[] {
    return this.posts.filter((post) => (!item || post.itemId === item.id) && userOf(post) === person.id);
  }
}

function userOf(post: ScorePost): string | null {
  try {
    const body = JSON.parse(post.body) as { userId?: unknown } | null;
    return phpText(body?.userId) || null;
  } catch {
    return null; // a test may have posted no JSON
  }
}
