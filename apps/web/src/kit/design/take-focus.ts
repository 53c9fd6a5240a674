/** For a field that appears where somebody goes on typing, beside `autoFocus`: browsers heed that once in a page, and in a dialog that opens. */
export const takeFocus = (field: HTMLElement | null): void => field?.focus();
