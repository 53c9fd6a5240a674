/** Saves what can be saved by itself; true once nothing is left that only this window holds. */
type Settle = () => Promise<boolean>;
/** Asks the person; true where they leave all the same. */
type Ask = () => Promise<boolean>;

const held = new Set<Settle>();
let ask: Ask | null = null;

/** A page that holds text which is not with the server yet says so; gives back what takes it off again. */
export function holdText(settle: Settle): () => void {
  held.add(settle);
  return () => void held.delete(settle);
}

/** How the page asks before such text is lost. Not by the browser's own question: inside an LMS browsers do not show it and take it for a no. */
export function askOnLeaving(question: Ask): () => void {
  ask = question;
  return () => {
    if (ask === question) ask = null;
  };
}

/** Asked by whatever leads away: text is saved first, and only where that does not work a person decides. */
export async function mayLeave(): Promise<boolean> {
  const settled = await Promise.all([...held].map((settle) => settle()));
  return settled.every(Boolean) || ask === null || ask();
}
