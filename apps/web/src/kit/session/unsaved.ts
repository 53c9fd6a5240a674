/** Saves what can be saved by itself; true once nothing is left that only this window holds. */
type Settle = () => Promise<boolean>;
const held = new Set<Settle>();

/** A page that holds text which is not with the server yet says so; gives back what takes it off again. */
export function holdText(settle: Settle): () => void {
  held.add(settle);
  return () => void held.delete(settle);
}

/** Asked by whatever leads away: text is saved first, and only where that does not work a person decides. */
export async function mayLeave(question: string): Promise<boolean> {
  const settled = await Promise.all([...held].map((settle) => settle()));
  return settled.every(Boolean) || window.confirm(question);
}
