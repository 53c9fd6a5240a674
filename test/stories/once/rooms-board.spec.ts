import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import { ROOM_TABLES } from '#lotse/rooms';
import * as Y from 'yjs';
import { startForTest, type TestServer } from '../../world/harness.js';
import { personIn, until, type LiveVisitor } from '../../world/live-visitor.js';
import { Visitor } from '../../world/visitor.js';

/** What a browser holds of a page: its own document, fed by what the server says. */
class Paper {
  readonly doc = new Y.Doc();
  constructor(
    readonly live: LiveVisitor,
    readonly pageId: string,
  ) {
    live.socket?.on('board.changed', ({ update }: { update: ArrayBuffer }) => Y.applyUpdate(this.doc, new Uint8Array(update), 'server'));
  }
  get text(): string {
    return this.doc.getXmlFragment(c.BOARD_ROOT).toJSON();
  }
  async open(): Promise<this> {
    const { updates } = await this.live.say(c.openBoardPage, { pageId: this.pageId });
    for (const update of updates) Y.applyUpdate(this.doc, new Uint8Array(update), 'server');
    return this;
  }
  /** Writes a paragraph; the change as it goes out. */
  write(words: string): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    this.doc.getXmlFragment(c.BOARD_ROOT).push([paragraph]);
    return Y.encodeStateAsUpdate(this.doc, before);
  }
  send(words: string): Promise<{ boardSeq: number }> {
    return this.live.say(c.changeBoard, { pageId: this.pageId, update: this.write(words) });
  }
}

let server: TestServer;
let karin: Visitor;
let room = { enrolmentId: '', roomId: '' };
let meetingId = '';
let pageId = '';
const at: Record<string, LiveVisitor> = {};
const papers: Record<string, Paper> = {};
const paper = (name: string) => papers[name] as Paper;
const live = (name: string) => at[name] as LiveVisitor;

beforeAll(async () => {
  server = await startForTest();
  karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  const { enrolmentId } = karin;
  const { roomId } = await karin.call(c.addRoom, { enrolmentId }, { title: 'Dienstag', placeLabel: 'B 12', media: 'none', link: null });
  room = { enrolmentId, roomId };
}, 180_000);
afterAll(async () => {
  for (const one of Object.values(at)) one.leave();
  await server?.stop();
});

async function begin(): Promise<void> {
  meetingId = (await karin.call(c.startMeeting, room, {})).meetingId;
  at['karin'] = await personIn(server, karin, () => meetingId).join();
}

test('the tutor prepares the board before the hour, and it is there when the hour begins', async () => {
  const before = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Was ist die Probezeit?')]);
  before.getXmlFragment(c.BOARD_ROOT).push([paragraph]);
  const [page] = (await karin.call(c.roomBoard, room)).pages;
  pageId = page?.pageId ?? '';
  await karin.call(c.changeRoomBoard, { ...room, pageId }, { update: Buffer.from(Y.encodeStateAsUpdate(before)).toString('base64') });
  await begin();
  const { pages } = await live('karin').say(c.boardPages);
  expect(pages).toEqual([{ pageId, title: 'Tafel', readOnly: false, seq: 1 }]);
  papers['karin'] = await new Paper(live('karin'), pageId).open();
  expect(paper('karin').text).toContain('Was ist die Probezeit?');
});

test('three people write at once: each change is stored, then everybody has the same text', async () => {
  for (const [name, login] of [
    ['amira', 'amira.haddad'],
    ['jonas', 'jonas.petersen'],
  ] as const) {
    at[name] = await personIn(server, await new Visitor(server, 'lernwerk').launch(login, 'probezeit'), () => meetingId).join();
    papers[name] = await new Paper(live(name), pageId).open();
  }
  const numbers = await Promise.all(['karin', 'amira', 'jonas'].map((name) => paper(name).send(`Zeile von ${name}`)));
  expect(numbers.map((one) => one.boardSeq).sort()).toEqual([2, 3, 4]);
  await until('the same text', () => new Set(['karin', 'amira', 'jonas'].map((name) => paper(name).text)).size === 1);
  for (const name of ['karin', 'amira', 'jonas']) expect(paper('amira').text).toContain(`Zeile von ${name}`);
});

test('many changes in one moment are stored together, in the order of each writer; what is broken among them is refused alone', async () => {
  const names = ['karin', 'amira', 'jonas'];
  const before = (await live('karin').say(c.boardPages)).pages[0]?.seq ?? 0;
  const send = (name: string, update: unknown) => live(name).send(c.changeBoard.channel, { pageId, update });
  const good = names.flatMap((name) => Array.from({ length: 8 }, (_, n) => send(name, paper(name).write(`Schnell ${name} ${n}`))));
  const tooLarge = new Uint8Array(c.BOARD_UPDATE_BYTES + 1);
  const bad = [new Paper(live('jonas'), 'no page').write('halb').slice(0, 9), new TextEncoder().encode('kein Text'), tooLarge].map((update) =>
    send('jonas', update),
  );
  const late = names.map((name) => send(name, paper(name).write(`Zuletzt ${name}`)));
  const numbers = (await Promise.all([...good, ...late])).map(numberOf);
  expect((await Promise.all(bad)).map((ack) => ('problem' in ack ? ack.problem.code : ''))).toEqual(['board.refused', 'board.refused', 'body.invalid']);
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, n) => before + n + 1));
  for (const at of [0, 8, 16]) expect(numbers.slice(at, at + 8)).toEqual(numbers.slice(at, at + 8).sort((a, b) => a - b));
  await until('the same text', () => new Set(names.map((name) => paper(name).text)).size === 1);
  for (const name of names) for (const line of ['Schnell', 'Zuletzt']) expect(paper('karin').text).toContain(`${line} ${name}`);
  expect(await transactions()).toBeLessThan(27);
});

async function tenantOf(): Promise<string> {
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant where name = $1', [server.site('lernwerk').name]));
  return row?.id ?? '';
}
const numberOf = (ack: c.LiveAck) => ('ok' in ack ? (ack.reply as { boardSeq: number }).boardSeq : 0);
/** By how many transactions the last 27 changes were stored. */
async function transactions(): Promise<number> {
  const rows = await server.db.job(await tenantOf(), (tx) =>
    tx.query<unknown[]>('select distinct xmin::text from (select xmin from board_update where page = $1 order by seq desc limit 27) last', [pageId]),
  );
  return rows.length;
}

test('a board with many changes opens as well as one with few', async () => {
  for (let n = 0; n < 15; n++) {
    await paper('karin').send(`Punkt ${n}`);
    await new Promise((resolve) => setTimeout(resolve, 110)); // ten messages a second are taken
  }
  at['amira']?.leave();
  await live('amira').join();
  papers['amira'] = await new Paper(live('amira'), pageId).open();
  expect(paper('amira').text).toContain('Punkt 14');
});

test('a page that is read-only, or a locked board, takes changes of the tutor alone', async () => {
  await live('karin').say(c.setBoardPage, { pageId, readOnly: true });
  expect(await live('amira').refusal(c.changeBoard, { pageId, update: paper('amira').write('geht nicht') })).toBe('board.read-only');
  await paper('karin').send('Nur ich schreibe');
  await live('karin').say(c.setBoardPage, { pageId, readOnly: false });
  await live('karin').say(c.setLock, { lock: 'board', on: true });
  expect(await live('jonas').refusal(c.changeBoard, { pageId, update: paper('jonas').write('auch nicht') })).toBe('board.read-only');
  await live('karin').say(c.setLock, { lock: 'board', on: false });
});

test('what is no text of a board is refused, and nobody else notices', async () => {
  const script = new Y.Doc();
  script.getXmlFragment(c.BOARD_ROOT).push([new Y.XmlElement('script')]);
  expect(await live('jonas').refusal(c.changeBoard, { pageId, update: Y.encodeStateAsUpdate(script) })).toBe('board.refused');
  expect(await live('jonas').refusal(c.changeBoard, { pageId, update: 'text' })).toBe('body.invalid');
  expect(await live('jonas').refusal(c.changeBoard, { pageId: crypto.randomUUID(), update: paper('jonas').write('x') })).toBe('board.unknown');
  expect(await live('amira').refusal(c.addBoardPage, { title: 'Meine Seite' })).toBe('role.unfit');
});

test('a new page is shown to all, and "Allen zeigen" turns every board to it, also that of whoever comes later', async () => {
  let pages = [] as c.BoardPage[];
  live('amira').socket?.on('board.pages', (message: { pages: c.BoardPage[] }) => (pages = message.pages));
  const id = crypto.randomUUID();
  const added = await live('karin').send(c.addBoardPage.channel, { title: 'Beispiele' }, id);
  // the acknowledgement was lost: sent again it makes no second page
  expect(await live('karin').send(c.addBoardPage.channel, { title: 'Beispiele' }, id)).toEqual(added);
  expect(await live('karin').refusal(c.addBoardPage, { title: 'Anders' }, id)).toBe('command.changed');
  const second = 'ok' in added ? (added.reply as c.BoardPage) : { pageId: '' };
  expect(await live('karin').refusal(c.followBoard, { pageId: crypto.randomUUID() })).toBe('board.unknown');
  await live('karin').say(c.followBoard, { pageId: second.pageId });
  await until('both', () => pages.length === 2 && live('amira').state.boardPage?.pageId === second.pageId);
  expect(pages.map((page) => page.title)).toEqual(['Tafel', 'Beispiele']);
  const lea = await new Visitor(server, 'lernwerk').launch('lea.brandt', 'probezeit');
  at['lea'] = await personIn(server, lea, () => meetingId).join();
  expect(live('lea').state.boardPage?.pageId).toBe(second.pageId);
});

/** What somebody's page lists, as the server tells it. */
function lists(name: string): () => string[] {
  let titles: string[] = [];
  live(name).socket?.on('board.pages', ({ pages }: { pages: c.BoardPage[] }) => (titles = pages.map((page) => page.title)));
  return () => titles;
}

/** Ten messages a second are taken. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 1100));

test('a page is renamed and deleted: it is gone for everybody, also for whoever has it open, and comes back as it was', async () => {
  const [seen, second] = [lists('amira'), live('amira').state.boardPage?.pageId ?? ''];
  papers['second'] = await new Paper(live('karin'), second).open();
  await paper('second').send('Ein Beispiel');
  await live('karin').say(c.setBoardPage, { pageId: second, title: 'Fälle' });
  await until('the new name', () => seen().includes('Fälle'));
  expect(await live('amira').refusal(c.deleteBoardPage, { pageId: second })).toBe('role.unfit');
  const id = crypto.randomUUID();
  for (let n = 0; n < 2; n++) expect(await live('karin').send(c.deleteBoardPage.channel, { pageId: second }, id)).toEqual({ ok: true, seq: 0 });
  await until('one page', () => seen().join() === 'Tafel');
  await rest();
  // what was on its way
  const late = new Paper(live('amira'), second).write('zu spät');
  for (const refused of [
    live('amira').refusal(c.changeBoard, { pageId: second, update: late }),
    live('amira').refusal(c.openBoardPage, { pageId: second }),
    live('karin').refusal(c.followBoard, { pageId: second }),
    live('karin').refusal(c.setBoardPage, { pageId: second, title: 'x' }),
  ])
    expect(await refused).toBe('board.unknown');
  // the log still turns to it: whoever comes now finds it in no list
  await rest();
  const lea = await personIn(server, await new Visitor(server, 'lernwerk').launch('lea.brandt', 'probezeit'), () => meetingId).join();
  expect(lea.state.boardPage?.pageId).toBe(second);
  expect((await lea.say(c.boardPages)).pages.map((page) => page.pageId)).toEqual([pageId]);
  lea.leave();
  expect(await live('karin').refusal(c.deleteBoardPage, { pageId })).toBe('board.last');
  for (let n = 0; n < 2; n++) expect(await live('karin').say(c.restoreBoardPage, { pageId: second })).toMatchObject({ title: 'Fälle', seq: 1 });
  await until('both', () => seen().join() === 'Tafel,Fälle');
  expect((await new Paper(live('amira'), second).open()).text).toContain('Ein Beispiel');
});

test('two tutors who delete the last two pages at once leave one', async () => {
  const { pages } = await karin.call(c.roomBoard, room);
  const gone = await Promise.all(
    pages.map((page) => karin.ask('POST', `/api/courses/${room.enrolmentId}/rooms/${room.roomId}/board/${page.pageId}/delete`, {})),
  );
  expect(gone.map(({ status }) => status).sort()).toEqual([200, 409]);
  const back = gone.findIndex(({ status }) => status === 200);
  expect(gone[1 - back]?.body.code).toBe('board.last');
  const left = pages[back];
  expect(await karin.call(c.restoreRoomBoardPage, { ...room, pageId: left?.pageId ?? '' }, {})).toEqual(left);
});

test('outside of an hour the tutor names and deletes pages, too; a trainee does not, and after a day a deleted page is gone with its text', async () => {
  const { pageId: third } = await karin.call(c.addRoomBoardPage, room, { title: 'Notizen' });
  expect(await karin.call(c.renameRoomBoardPage, { ...room, pageId: third }, { title: 'Ablage' })).toMatchObject({ title: 'Ablage' });
  const amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', 'probezeit');
  const path = `/api/courses/${amira.enrolmentId}/rooms/${room.roomId}/board/${third}`;
  for (const [method, to, body] of [
    ['PUT', `${path}/title`, { title: 'x' }],
    ['POST', `${path}/delete`, {}],
    ['POST', `${path}/restore`, {}],
  ] as const)
    expect((await amira.ask(method, to, body)).status).toBe(403);
  await karin.call(c.deleteRoomBoardPage, { ...room, pageId: third }, {});
  expect((await karin.call(c.roomBoard, room)).pages.map((page) => page.title)).toEqual(['Tafel', 'Fälle']);
  const night = new Date(server.clock.now().getTime() + 25 * 3600 * 1000);
  const tenant = await tenantOf();
  await server.db.job(tenant, (tx) => ROOM_TABLES.sweep?.(tx, { tenant, now: night }) ?? Promise.resolve());
  expect((await karin.ask('POST', `/api/courses/${room.enrolmentId}/rooms/${room.roomId}/board/${third}/restore`, {})).body.code).toBe('board.unknown');
});

test('after the hour, and in the next one, the board is still there; a course that is not ours has none', async () => {
  await live('karin').say(c.endMeeting);
  await begin();
  papers['next'] = await new Paper(live('karin'), pageId).open();
  expect(paper('next').text).toContain('Zeile von jonas');
  const { page, mayWrite } = await karin.call(c.roomBoardPage, { ...room, pageId });
  expect([page.title, mayWrite]).toEqual(['Tafel', true]);
  const emre = await new Visitor(server, 'bbs').launch('emre.kaya', 'probezeit');
  expect((await emre.ask('GET', `/api/courses/${emre.enrolmentId}/rooms/${room.roomId}/board`)).status).toBe(404);
});
