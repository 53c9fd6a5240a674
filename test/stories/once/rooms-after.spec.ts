import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import type { ReportPage } from '#lotse/contract';
import { HourWorld } from '../../world/hour-world.js';
import { Visitor } from '../../world/visitor.js';

let it: HourWorld;
let meetingId: string;
beforeAll(async () => {
  it = await HourWorld.open(new Date('2026-12-01T15:40:00Z'));
  const { groupId } = await it.group('Dienstag', 'Amira Haddad', 'Jonas Petersen', 'Olha Kovalenko');
  meetingId = await it.plan({ groupId });
  await it.ran(meetingId, 90, { 'Amira Haddad': [0, 90], 'Jonas Petersen': [20, 90] });
}, 300_000);
afterAll(() => it?.world.server.stop());

const site = () => it.server.site('lernwerk');
const codeOf = async (who: Visitor, route: { method: string; path: string }, params: Record<string, string>, body?: unknown) => {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const answer = await who.ask(route.method, path, body);
  return [answer.status, answer.body['code']];
};
const targetOf = async (title: string, enrolmentId = it.karin.enrolmentId) => {
  const rows = await it.sql<{ id: string; kind: string | null; target: string | null }>(
    'select l.id, l.target_kind as kind, l.target_id as target from resource_link l join enrolment e on e.tenant = l.tenant and e.course = l.course where l.title = $1 and e.id = $2',
    [title, enrolmentId],
  );
  return rows[0];
};
const launch = async (person: string, link: string) => new Visitor(it.server, 'lernwerk').launch(person, link);

describe('an activity that opens a room', () => {
  test('opens it in its own course, for tutor and trainee', async () => {
    site().addLink({ key: 'stunde', course: 'asa', title: 'Unsere Stunde', custom: { room: it.roomId }, graded: false });
    await launch('karin.thomsen', 'stunde');
    await launch('jonas.petersen', 'stunde');
    expect(await targetOf('Unsere Stunde')).toMatchObject({ kind: 'room', target: it.roomId });
  });

  test('a room that nobody has opens nothing', async () => {
    site().addLink({ key: 'fremd', course: 'asa', title: 'Fremder Raum', custom: { room: randomUUID() }, graded: false });
    await launch('karin.thomsen', 'fremd');
    expect(await targetOf('Fremder Raum')).toMatchObject({ kind: null });
  });

  test('in a copied course it opens nothing until a room of that course is chosen', async () => {
    site().copyCourse('asa', { key: 'neu', label: 'NEU', title: 'AsA flex neu' });
    const karin = await launch('karin.thomsen', 'neu-stunde');
    const link = await targetOf('Unsere Stunde', karin.enrolmentId);
    expect(link).toMatchObject({ kind: null });
    const at = { enrolmentId: karin.enrolmentId, linkId: link?.id ?? '' };
    expect((await karin.call(c.linkChoices, at)).rooms).toEqual([]);
    expect(await codeOf(karin, c.chooseTarget, at, { kind: 'room', id: it.roomId })).toEqual([404, 'room.unknown']);
    const { roomId } = await karin.call(c.addRoom, at, { title: 'Neuer Raum', placeLabel: null, media: 'none', link: null });
    expect((await karin.call(c.linkChoices, at)).rooms).toEqual([{ roomId, title: 'Neuer Raum' }]);
    await karin.call(c.chooseTarget, at, { kind: 'room', id: roomId });
    await launch('karin.thomsen', 'neu-stunde');
    expect(await targetOf('Unsere Stunde', karin.enrolmentId)).toMatchObject({ kind: 'room', target: roomId });
  });
});

describe('a window of its own', () => {
  const open = (code: string) => it.karin.ask('POST', c.openSession.path, { code }, { authorization: '' });

  test('takes up the session once and keeps it over a reload; it ends with the session', async () => {
    const jonas = await launch('jonas.petersen', 'stunde');
    const { code } = await jonas.call(c.windowCode, {}, {});
    const opened = await open(code);
    expect(opened.status).toBe(200);
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(cookie).toMatch(/^__Host-lotse=w_/);
    expect((await open(code)).status).toBe(401);
    const again = () => jonas.ask('POST', c.resumeSession.path, { enrolmentId: jonas.enrolmentId }, { cookie, authorization: '' });
    expect(await again()).toMatchObject({ status: 200, body: { token: jonas.token } });
    const forged = cookie.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    expect((await jonas.ask('POST', c.resumeSession.path, { enrolmentId: jonas.enrolmentId }, { cookie: forged, authorization: '' })).status).toBe(401);
    await jonas.call(c.endSession, {}, {});
    expect((await again()).status).toBe(401);
  });
});

describe('after the hour', () => {
  const summary = (who: Visitor, id = meetingId) => who.call(c.hourSummary, { enrolmentId: who.enrolmentId, meetingId: id });

  test('the tutor sees who was there and notes what to take up; the next hour shows it', async () => {
    const karin = await launch('karin.thomsen', 'stunde');
    expect((await summary(karin)).isMine).toBe(true);
    await karin.call(c.noteNextTime, { enrolmentId: karin.enrolmentId, meetingId }, { text: 'Fristen noch einmal' });
    expect((await summary(karin)).nextTime).toBe('Fristen noch einmal');
    const room = await karin.call(c.roomPage, { enrolmentId: karin.enrolmentId, roomId: it.roomId });
    expect(room).toMatchObject({ nextTime: 'Fristen noch einmal', meetings: [{ meetingId }] });
  });

  test('a trainee sees neither the people nor the note, and may not write it', async () => {
    const jonas = await launch('jonas.petersen', 'stunde');
    expect(await summary(jonas)).toMatchObject({ isMine: false, people: null, questions: null, nextTime: null, tasks: [] });
    expect((await jonas.call(c.roomPage, { enrolmentId: jonas.enrolmentId, roomId: it.roomId })).nextTime).toBeNull();
    const [status] = await codeOf(jonas, c.noteNextTime, { enrolmentId: jonas.enrolmentId, meetingId }, { text: 'x' });
    expect([403, 404]).toContain(status);
  });

  test('somebody else of the staff reads the note and sees no list of people', async () => {
    const gesa = await launch('bernd.asmus', 'stunde');
    expect(await summary(gesa)).toMatchObject({ isMine: false, people: null, nextTime: 'Fristen noch einmal' });
    expect(await codeOf(gesa, c.noteNextTime, { enrolmentId: gesa.enrolmentId, meetingId }, { text: 'x' })).toEqual([404, 'meeting.unknown']);
    expect(await codeOf(gesa, c.hourSummary, { enrolmentId: gesa.enrolmentId, meetingId: randomUUID() })).toEqual([404, 'meeting.unknown']);
  });
});

describe('an hour for its group alone', () => {
  test('lets in whom the group holds and says to others why not; it needs a group', async () => {
    const karin = await launch('karin.thomsen', 'stunde');
    const at = { enrolmentId: karin.enrolmentId, roomId: it.roomId };
    expect(await codeOf(karin, c.planMeetings, at, it.wish({ day: '2026-12-09', onlyGroup: true }))).toEqual([400, 'plan.only-group']);
    const { groupId } = await it.group('Nur Amira', 'Amira Haddad');
    const own = await it.plan({ day: '2026-12-08', groupId, onlyGroup: true });
    await karin.call(c.startMeeting, at, { meetingId: own });
    const ticket = (who: Visitor) => codeOf(who, c.joinTicket, { enrolmentId: who.enrolmentId, meetingId: own }, {});
    expect(await ticket(await launch('amira.haddad', 'stunde'))).toEqual([200, undefined]);
    expect(await ticket(await launch('jonas.petersen', 'stunde'))).toEqual([409, 'meeting.group-only']);
    expect(await ticket(await launch('bernd.asmus', 'stunde'))).toEqual([200, undefined]);
  });
});

describe('pictures of the board', () => {
  // one pixel
  const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

  test('a tutor puts one there, everybody of the course sees it, another room does not have it', async () => {
    const karin = await launch('karin.thomsen', 'stunde');
    const at = { enrolmentId: karin.enrolmentId, roomId: it.roomId };
    const { pictureId } = await karin.call(c.addRoomPicture, at, { data: PNG });
    const jonas = await launch('jonas.petersen', 'stunde');
    expect(await jonas.call(c.roomPicture, { enrolmentId: jonas.enrolmentId, roomId: it.roomId, pictureId })).toEqual({ type: 'image/png', data: PNG });
    const { roomId } = await karin.call(c.addRoom, at, { title: 'Anderer Raum', placeLabel: null, media: 'none', link: null });
    expect(await codeOf(karin, c.roomPicture, { ...at, roomId, pictureId })).toEqual([404, 'picture.unknown']);
    const [status] = await codeOf(jonas, c.addRoomPicture, { enrolmentId: jonas.enrolmentId, roomId: it.roomId }, { data: PNG });
    expect([403, 404]).toContain(status);
  });

  test('what is no picture, or says more than it shows, is refused', async () => {
    const karin = await launch('karin.thomsen', 'stunde');
    const at = { enrolmentId: karin.enrolmentId, roomId: it.roomId };
    const sent = (bytes: Buffer) => codeOf(karin, c.addRoomPicture, at, { data: bytes.toString('base64') });
    expect(await sent(Buffer.from('<svg/>'))).toEqual([400, 'picture.unknown-type']);
    const bytes = Buffer.from(PNG, 'base64');
    const told = Buffer.concat([bytes.subarray(0, 33), Buffer.from([0, 0, 0, 1]), Buffer.from('eXIf'), Buffer.from([1, 0, 0, 0, 0]), bytes.subarray(33)]);
    expect(await sent(told)).toEqual([400, 'picture.metadata']);
    expect((await sent(Buffer.concat([bytes, Buffer.alloc(c.PICTURE_BYTES)])))[0]).toBe(400);
  });
});

describe('in a report', () => {
  const draft = async (from: string, to: string) => {
    const at = it.staff({ participationId: it.world.participation.participationId });
    const { reportId } = await it.world.bernd.must<{ reportId: string }>(c.draftReport, { occasion: 'OTHER', dueOn: null, from, to }, at);
    return (await it.world.bernd.must<ReportPage>(c.reportPage, undefined, it.staff({ reportId }))).report.facts.attendance;
  };

  test('hours that were confirmed are counted; a period without any stays unknown', async () => {
    await it.confirm(meetingId);
    expect(await draft('2026-11-01', '2026-11-30')).toBeNull();
    expect(await draft('2026-12-01', '2026-12-01')).toEqual({
      ...{ meetings: 1, plannedMinutes: 90, onSiteMinutes: 0, onlineMinutes: 90, lessonUnits: 2, cancelledByProvider: 0, cancelledInTime: 0 },
      absent: [],
    });
  });
});
