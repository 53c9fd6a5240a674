/**
 * Recordings on their way to the server, kept on this device until all of them has arrived: a page that is closed in between goes on
 * with them. Where the browser refuses (a private window, a frame), nothing is kept and nothing fails.
 */
export interface KeptRecording {
  id: string;
  blob: Blob;
}
interface Row {
  id: string;
  type: string;
  bytes: ArrayBuffer;
}
interface At {
  enrolmentId: string;
  runId: string;
  exerciseId: string;
}

const STORE = 'recordings';
const keyOf = ({ enrolmentId, runId, exerciseId }: At): string => `${enrolmentId} ${runId} ${exerciseId}`;

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('lotse', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('no database', { cause: request.error }));
  });
}

/** One transaction; null where the device keeps nothing. */
async function attempt<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  try {
    const database = await opened();
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(STORE, mode);
        const request = act(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(new Error('not kept', { cause: transaction.error }));
      });
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

/** Whether the device keeps it. */
export async function keepRecording(at: At, { id, blob }: KeptRecording): Promise<boolean> {
  const row: Row = { id, type: blob.type, bytes: await blob.arrayBuffer() };
  return (await attempt('readwrite', (store) => store.put(row, keyOf(at)))) !== null;
}

export async function keptRecording(at: At): Promise<KeptRecording | null> {
  const row = await attempt('readonly', (store) => store.get(keyOf(at)) as IDBRequest<Row | undefined>);
  return row ? { id: row.id, blob: new Blob([row.bytes], { type: row.type }) } : null;
}

export async function forgetRecording(at: At): Promise<void> {
  await attempt('readwrite', (store) => store.delete(keyOf(at)));
}

/** What another person left on this device goes, as their drafts do. */
export async function wipeRecordingsOfOthers(enrolmentId: string): Promise<void> {
  const keys = (await attempt('readonly', (store) => store.getAllKeys())) ?? [];
  for (const key of keys) if (typeof key === 'string' && !key.startsWith(`${enrolmentId} `)) await attempt('readwrite', (store) => store.delete(key));
}
