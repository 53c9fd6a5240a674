import * as Y from 'yjs';
import { BOARD_MARKS, BOARD_NODES, BOARD_ROOT, BOARD_UPDATE_BYTES } from '#lotse/contract';

const ATTRIBUTES = new Set(Object.values(BOARD_NODES).flat());
const LONGEST_TEXT = 20_000;
const LONGEST_ATTRIBUTE = 200;

/**
 * Whether a Yjs V1 update may be stored: it can be read to its end, and everything it adds is a node, mark, attribute or text of the
 * board's allow-list. Looks at the update alone, so it costs as much as the update is large. Never throws.
 */
export function isAllowedUpdate(update: Uint8Array): boolean {
  if (update.byteLength === 0 || update.byteLength > BOARD_UPDATE_BYTES) return false;
  try {
    return Y.decodeUpdate(update).structs.every((struct) => !(struct instanceof Y.Item) || isAllowedItem(struct));
  } catch {
    return false; // broken, or not an update of this format
  }
}

function isAllowedItem({ parent, parentSub, content }: Y.Item): boolean {
  // in a decoded update a parent is the name of a root, an id, or unknown where a neighbour tells it
  if (typeof parent === 'string' && parent !== BOARD_ROOT) return false;
  if (parentSub !== null && !ATTRIBUTES.has(parentSub)) return false;
  return isAllowedContent(content, parentSub !== null);
}

function isAllowedContent(content: Y.Item['content'], isAttribute: boolean): boolean {
  if (content instanceof Y.ContentDeleted) return true;
  if (content instanceof Y.ContentString) return !isAttribute && content.str.length <= LONGEST_TEXT;
  if (content instanceof Y.ContentType) {
    const { type } = content;
    return type instanceof Y.XmlText || (type instanceof Y.XmlElement && Object.hasOwn(BOARD_NODES, type.nodeName));
  }
  if (content instanceof Y.ContentFormat) return BOARD_MARKS.some((mark) => mark === content.key) && isPlain(content.value);
  if (content instanceof Y.ContentAny) return isAttribute && content.arr.every(isPlain);
  return false; // embedded documents, binary, JSON
}

/** A number, a short word, or a few of them: what attributes of nodes and marks are. */
function isPlain(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return value.length <= LONGEST_ATTRIBUTE;
  if (Array.isArray(value)) return value.length <= 50 && value.every((one) => typeof one === 'number' || one === null);
  return typeof value === 'object' && Object.keys(value).length === 0;
}
