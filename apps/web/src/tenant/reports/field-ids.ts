/** Fields of the text that signing a report goes to where they are empty. */
export const RECOMMENDATION_FIELD = 'report-recommendation';
export const EXIT_FIELD = 'report-exit-reason';
