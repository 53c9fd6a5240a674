import type { ReviewPage } from '#lotse/contract';
import type { output } from 'zod/mini';

/** Everything the page of a review shows. */
export type Review = output<typeof ReviewPage>;
export type ReviewedRun = NonNullable<Review['run']>;
export type ReviewedTask = Review['tasks'][number];
export type ReviewedAnswer = ReviewedTask['answers'][number];
export type Comment = Review['comments'][number];
