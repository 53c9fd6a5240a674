/** Name of the page every board begins with. */
export const FIRST_PAGE = 'Tafel';
